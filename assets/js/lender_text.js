// A text of the lender's. A page that was loaded has it in its HTML already (portal_app/http/texts.py);
// one that was reached inside the app asks for it.
import { createElement, useEffect, useState } from "react";
import { useLocation } from "react-router";

/** `html`: the portal's own text; both it and what the server sends are escaped there. */
export function LenderText({ kind, language, html }) {
  const name = `${kind}-${language}`;
  const { search } = useLocation();
  const [text, setText] = useState(() => {
    if (typeof document === "undefined") return html;
    return document.querySelector(`[data-lender-text="${name}"]`)?.innerHTML ?? "";
  });
  useEffect(() => {
    if (text) return undefined;
    let wanted = true;
    const show = (found) => wanted && setText(found);
    fetch(`/lender-texts/${kind}/${language}${search}`, { cache: "no-cache" })
      .then((answer) => (answer.status === 204 ? html : answer.ok ? answer.text() : Promise.reject(answer.status)))
      .then(show, () => wanted && window.location.reload());
    return () => { wanted = false; };
  }, [text, kind, language, search, html]);
  return createElement("div", {
    className: "prose",
    "data-lender-text": name,
    "aria-busy": text ? undefined : true,
    suppressHydrationWarning: true,
    dangerouslySetInnerHTML: { __html: text },
  });
}
