// The lender's name and phone come with /brand.css, so that they change without a rebuild.
// Until this has run, the stylesheet draws them (generated content); then they are real text.
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

function useLender(field) {
  const [text, setText] = useState("");
  useEffect(() => {
    setText(cssText(getComputedStyle(document.documentElement).getPropertyValue(`--lender-${field}`)));
  }, [field]);
  return text;
}

/** Also ends the page's title: "Accounts · Juniper Lending". */
export function LenderName() {
  const name = useLender("name");
  const { pathname } = useLocation();
  useEffect(() => {
    const end = ` · ${name}`;
    if (name && !document.title.endsWith(end)) document.title += end;
  }, [name, pathname]);
  return createElement("span", { "data-lender": "name" }, name);
}

export function LenderPhone() {
  const phone = useLender("phone");
  const href = phone ? `tel:${phone.replace(/[^+\d]/g, "")}` : undefined;
  return createElement("a", { "data-lender": "phone", className: "num", href }, phone);
}
