"""The pages that borrowers see in an iframe: made once at the start, the same for everybody."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Annotated

import jinja2
from fastapi import APIRouter, Query, Response

from wallet.problems import NotFound
from wallet.session_tables import Purpose
from wallet.settings import WalletSettings
from wallet.words import BRANDS, WORDS

ASSETS = Path(__file__).parents[1] / "assets"
SCRIPT_TYPE = "text/javascript; charset=utf-8"
LANGUAGES = tuple(WORDS)
SCHEMES = ("", "light", "dark")
# The wallet's own policy everywhere else allows nothing at all (http/middleware.py).
POLICY = (
    "default-src 'none'; script-src 'self'; style-src {style}; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'; frame-ancestors {portal}"
)
FEATURES = (
    "accelerometer", "camera", "clipboard-read", "display-capture", "fullscreen", "geolocation",
    "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment",
    "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
FOREVER = "public, max-age=31536000, immutable"


def made_for(settings: WalletSettings) -> APIRouter:
    """`GET /frames/add-payment-method` and its scripts, which are named by their content.

    The style is in the page, allowed by its hash: one answer is enough for the first paint.
    """
    scripts = {path.name: path.read_bytes() for path in sorted(ASSETS.glob("*.js"))}
    version = hashlib.sha256(b"".join(scripts.values())).hexdigest()[:16]
    style = (ASSETS / "frame.css").read_text()
    pages = {
        (language, scheme): _page(
            language,
            scheme=scheme,
            portal=settings.portal_origin,
            style=style,
            assets=f"/frames/assets/{version}",
            modules=[name for name in scripts if name != "frame.js"],
        )
        for language in LANGUAGES
        for scheme in SCHEMES
    }
    headers = {
        "Content-Security-Policy": POLICY.format(portal=settings.portal_origin, style=_hash(style)),
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
        "Cache-Control": "no-store",
    }
    router = APIRouter(prefix="/frames", include_in_schema=False)

    @router.get("/add-payment-method")
    async def add_payment_method(
        lang: Annotated[str, Query(max_length=100)] = "en",
        scheme: Annotated[str, Query(max_length=100)] = "",
    ) -> Response:
        known = pages.get((lang, scheme)) or pages.get((lang, "")) or pages["en", ""]
        return Response(known, headers=headers, media_type="text/html")

    @router.get("/assets/{given}/{name}")
    async def asset(given: str, name: str) -> Response:
        if given != version or name not in scripts:
            raise NotFound
        kind = {"Content-Type": SCRIPT_TYPE, "Cache-Control": FOREVER}
        return Response(scripts[name], headers=kind)

    return router


def _page(language: str, **given: object) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = WORDS[language]
    return environment.get_template("add_payment_method.html").render(
        language=language,
        purpose=Purpose.ADD_PAYMENT_METHOD.value,
        words=words,
        script_words=json.dumps({**words["script"], "brands": BRANDS}, ensure_ascii=False),
        **given,
    )


def _hash(style: str) -> str:
    """As a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
