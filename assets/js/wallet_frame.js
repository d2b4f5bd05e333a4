// The wallet's form in an iframe. What it says is a hint: only its form's id is passed on, and the
// server asks the wallet. Origin, window and shape of every message are checked; all else is ignored.
import { createElement as h, useEffect, useRef, useState } from "react";

const PATIENCE_MS = 10_000;
const LOWEST = 240;
const HIGHEST = 2400; // of .wallet-frame > iframe
const FRAMES = 4; // until a page that was drawn seldom, as one in the background, knows its iframe
const DARK = "(prefers-color-scheme: dark)";

function scheme() {
  const chosen = ["light", "dark"].find((one) => document.documentElement.classList.contains(one));
  return chosen ?? (matchMedia(DARK).matches ? "dark" : "light");
}

/** The type of a message that has the agreed shape and is about this form; else null. */
export function typeOf(data, session) {
  if (data === null || typeof data !== "object" || data.source !== "wallet" || data.session !== session) return null;
  const known = ["ready", "resize", "saved", "cancelled", "expired"];
  return known.includes(data.type) ? data.type : null;
}

/** `src`: the form's address, its ticket in the fragment. A new one only brings a fresh ticket: the
 *  page inside stays, with what was typed. The iframe's own size never changes, and it lies under the
 *  children until the page has been drawn with it: while a browser fits a new or resized frame of
 *  another site into the page, clicks on it are lost. */
export function WalletFrame({ src, session, title, onSaved, onCancelled, onExpired, onStuck, children }) {
  const frame = useRef(null);
  const first = useRef(null);
  const [height, setHeight] = useState(0);
  const [ready, setReady] = useState(false);
  const [drawn, setDrawn] = useState(0);
  first.current ??= scheme();
  const { origin } = new URL(src);
  const address = src.replace("#", `&scheme=${first.current}#`);

  useEffect(() => {
    const tell = () =>
      frame.current?.contentWindow?.postMessage({ source: "portal", type: "theme", scheme: scheme() }, origin);
    const heard = ({ origin: from, source, data }) => {
      if (from !== origin || source !== frame.current?.contentWindow) return;
      switch (typeOf(data, session)) {
        case "ready":
          setReady(true);
          return tell();
        case "resize":
          if (Number.isInteger(data.height)) setHeight(Math.min(HIGHEST, Math.max(LOWEST, data.height)));
          return;
        case "saved":
          return onSaved(session);
        case "cancelled":
          return onCancelled();
        case "expired":
          return onExpired();
      }
    };
    const chosen = new MutationObserver(tell);
    chosen.observe(document.documentElement, { attributeFilter: ["class"] });
    matchMedia(DARK).addEventListener("change", tell);
    window.addEventListener("message", heard);
    return () => {
      chosen.disconnect();
      matchMedia(DARK).removeEventListener("change", tell);
      window.removeEventListener("message", heard);
    };
  }, [origin, session]);
  useEffect(() => {
    if (!ready || drawn === FRAMES) return;
    const next = requestAnimationFrame(() => setDrawn(drawn + 1));
    return () => cancelAnimationFrame(next);
  }, [ready, drawn]);
  useEffect(() => {
    if (ready) return;
    const timer = setTimeout(onStuck, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [ready, session]);

  return h(
    "div",
    { className: "wallet-frame", style: height ? { height: `${height}px` } : undefined },
    drawn < FRAMES && h("div", { className: "cover" }, children),
    h("iframe", {
      ref: frame,
      src: address,
      title,
      sandbox: "allow-scripts allow-same-origin allow-forms",
      allow: "",
      referrerPolicy: "no-referrer",
    }),
  );
}
