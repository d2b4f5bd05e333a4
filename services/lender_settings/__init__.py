"""The lender's settings: brand, log-in, second steps, texts; changed by administrators."""

from services.lender_settings.reading import Lender, current, current_brand

__all__ = ["Lender", "current", "current_brand"]
