"""The lender's own look: name, phone, colour, as a stylesheet that is served, not built."""

from services.brand.palette import Palette, palette
from services.brand.stylesheet import Brand, stylesheet

__all__ = ["Brand", "Palette", "palette", "stylesheet"]
