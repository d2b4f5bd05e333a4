"""How the frontend's modules are packed: few files, and no library that nothing uses.

What changes only with `reflex.lock` is one file, so that a new release of the portal does not make
browsers fetch it again. What every page needs is a second one.
"""

import re

_GROUPS = "groups: ["
_ALIASES = "alias: ["
_LIBRARIES = (
    r"/node_modules\/(react|react-dom|react-router|scheduler|cookie|set-cookie-parser|socket\.io[^/]*"
    r"|engine\.io[^/]*|@socket\.io|universal-cookie)\//"
)
_EVERYWHERE = (
    r"/(\/utils\/(context|context-registry|state|react-theme)"
    r"|\/public\/js\/(jsx|lender|password|transports)|env\.json)/"
)
_OURS = f"""
            {{ test: {_LIBRARIES}, name: "vendor" }},
            {{ test: {_EVERYWHERE}, name: "shared" }},"""
_PLAIN_JSX = """
      {
        find: "@emotion/react",
        replacement: fileURLToPath(new URL("./public/js/jsx.js", import.meta.url)),
      },
      {
        find: /^\\.\\/transports\\/index\\.js$/,
        replacement: fileURLToPath(new URL("./public/js/transports.js", import.meta.url)),
      },"""
_STYLE = re.compile(r"[{,]\s*(css:.{0,80})", re.DOTALL)


def pack(vite_config: str) -> str:
    """Reflex's `vite.config.js` with our groups, and React's `createElement` for Emotion's `jsx`.

    Raises LookupError when this Reflex configures Vite in another way.
    """
    if _OURS in vite_config:
        return vite_config
    for place in (_GROUPS, _ALIASES):
        if vite_config.count(place) != 1:
            raise LookupError(f"vite.config.js of this Reflex has no {place!r}")
    packed = vite_config.replace(_GROUPS, _GROUPS + _OURS)
    return packed.replace(_ALIASES, _ALIASES + _PLAIN_JSX)


def runtime_style(page: str) -> str:
    """The start of the first style that a page's source leaves to Emotion, "" for none.

    Reflex makes one of every prop that an element does not know, and of `style=`.
    """
    found = _STYLE.search(page)
    return found[1] if found else ""
