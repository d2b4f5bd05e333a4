"""The lender's own look: name, phone, colour, as a stylesheet that is served, not built."""

from services.brand.palette import Palette, palette
from services.brand.stylesheet import Brand, is_logo, stylesheet

__all__ = ["Brand", "Palette", "is_logo", "palette", "stylesheet"]
