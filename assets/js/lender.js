// The lender's name and phone come with /brand.css, so that they change without a rebuild.
// Until this has run, the stylesheet draws them (generated content); then they are real text.
// Moving inside the app loads no stylesheet, so each new page asks whether it has changed.
import { createElement, useEffect, useState } from "react";
import { useLocation } from "react-router";

/** The text of a CSS string: quotes off, escapes resolved. */
export function cssText(value) {
  return value
    .trim()
    .replace(/^(["'])(.*)\1$/s, "$2")
    .replace(/\\([0-9a-f]{1,6})\s?|\\(.)/gi, (_, hex, char) =>
      hex ? String.fromCodePoint(parseInt(hex, 16)) : char,
    );
}

const watchers = new Set();
let shown = "";

/** Ask for /brand.css again (mostly a 304) and put what is new in the place of what was linked. */
async function refresh() {
  const answer = await fetch("/brand.css", { cache: "no-cache" }).catch(() => undefined);
  const css = answer?.ok ? await answer.text() : shown;
  if (css === shown) return;
  shown = css;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
  for (const link of document.querySelectorAll('link[href="/brand.css"]')) link.disabled = true;
  watchers.forEach((read) => read());
}

function useLender(field) {
  const [text, setText] = useState("");
  useEffect(() => {
    const read = () =>
      setText(cssText(getComputedStyle(document.documentElement).getPropertyValue(`--lender-${field}`)));
    read();
    watchers.add(read);
    return () => watchers.delete(read);
  }, [field]);
  return text;
}

let ending = "";
let seenAt;

/** Also ends the page's title: "Accounts · Juniper Lending". */
export function LenderName() {
  const name = useLender("name");
  const { pathname } = useLocation();
  useEffect(() => {
    if (!name) return;
    const bare = ending && document.title.endsWith(ending) ? document.title.slice(0, -ending.length) : document.title;
    ending = ` · ${name}`;
    document.title = bare + ending;
  }, [name, pathname]);
  useEffect(() => {
    if (seenAt !== undefined && seenAt !== pathname) refresh();
    seenAt = pathname;
  }, [pathname]);
  return createElement("span", { "data-lender": "name" }, name);
}

/** Shows the new brand on this page whenever `stamp` changes: after the lender changed it here. */
export function LenderRefresh({ stamp }) {
  useEffect(() => {
    if (stamp) refresh();
  }, [stamp]);
  return null;
}

export function LenderPhone() {
  const phone = useLender("phone");
  const href = phone ? `tel:${phone.replace(/[^+\d]/g, "")}` : undefined;
  return createElement("a", { "data-lender": "phone", className: "num", href }, phone);
}
