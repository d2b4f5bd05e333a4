"""What a machine can see of a page's look: what is cut off, broken or too small to press."""

from playwright.sync_api import Page

_WRONG = """phone => {
  const shown = document.querySelector("dialog[open]") ?? document.body;
  const name = one => `${one.tagName.toLowerCase()}.${one.className} "${
    (one.getAttribute("aria-label") ?? one.textContent).trim().slice(0, 40)}"`;
  const seen = [...shown.querySelectorAll("*")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && !one.closest(".vh, .skip, .chart")
      && one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  });
  const wrong = [];

  const isBroken = (text, start, end) => {
    const range = document.createRange();
    range.setStart(text, start);
    range.setEnd(text, end);
    const lines = [...range.getClientRects()].filter(one => one.width > 0);
    return lines.length > 1 && lines.at(-1).top - lines[0].top > 4;
  };
  const words = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode;
    if (!seen.includes(text.parentElement)) continue;
    for (const word of text.data.matchAll(/[\\p{L}\\p{N}$.,]{3,}/gu)) {
      if (isBroken(text, word.index, word.index + word[0].length))
        wrong.push(`broken: ${word[0]} in ${name(text.parentElement)}`);
    }
  }

  const pen = document.createElement("canvas").getContext("2d");
  for (const one of seen) {
    const style = getComputedStyle(one);
    if (one.matches("select")) {
      pen.font = style.font;
      const room = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      const needed = pen.measureText(one.selectedOptions[0]?.label ?? "").width;
      if (needed > room + 1) wrong.push(`cut off: ${name(one)}`);
    } else if (style.textOverflow === "ellipsis" && one.scrollWidth > one.clientWidth + 1) {
      wrong.push(`cut off: ${name(one)}`);
    }
  }

  const least = phone ? 44 : 24;
  const target = one => {
    if (one.matches("[type=checkbox], [type=radio], [type=file]"))
      one = one.closest(".option, .check, label") ?? one;
    else one = one.closest(".option > .trailing") ?? one;
    const box = one.getBoundingClientRect();
    const more = -2 * Math.min(0, parseFloat(getComputedStyle(one, "::after").top) || 0);
    return [box.width + more, box.height + more];
  };
  for (const one of seen) {
    const isInText = one.matches("a") && getComputedStyle(one).display === "inline";
    if (isInText || !one.matches("a, button, input, select, textarea, summary")) continue;
    const [width, height] = target(one).map(Math.round);
    if (width < least || height < least) wrong.push(`small: ${name(one)} ${width} x ${height}`);
  }

  const pane = shown === document.body ? document.documentElement : shown;
  const wide = pane.scrollWidth - pane.clientWidth;
  return wide > 0 ? [`sideways: ${wide} px`, ...wrong] : wrong;
}"""
_PHONE = 640


def misfits(page: Page) -> list[str]:
    """Of the open dialog, else of the page: words broken inside, texts that do not fit their
    control, targets below 24 px (44 on a phone), a page wider than the window.
    """
    size = page.viewport_size
    assert size is not None
    return page.evaluate(_WRONG, size["width"] < _PHONE)
