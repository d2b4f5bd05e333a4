"""The lender's settings: brand, log-in, second steps, texts; changed by administrators (ADR 0022).

reading     what counts now            changing   checked, in the log
logos       pictures, painted anew     texts      terms and privacy, with versions
"""

from services.lender_settings.reading import Lender, current, current_brand

__all__ = ["Lender", "current", "current_brand"]
