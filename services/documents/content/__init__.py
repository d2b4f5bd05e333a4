"""What a file is, by its content, and whether it is fit to be kept and handed on."""

from services.documents.content.look import MOST_BYTES, Found, look

__all__ = ["MOST_BYTES", "Found", "look"]
