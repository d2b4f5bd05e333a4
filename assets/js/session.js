// The session's clock: warns before it ends, leaves once it has, shows nothing after log-out.
// The server says how long is left, so that what is done in another tab counts here too.
import { createElement, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { Countdown } from "./countdown.js";
import { ModalDialog } from "./dialog.js";

const SECOND = 1000;
const WARNING = 120;
const FIRST_LOOK = 57 * 60;
const LOOK_AGAIN = 5;
const OFFLINE = 30;
const BETWEEN_USES = 60 * SECOND;

async function ask(path, method) {
  try {
    const answer = await fetch(path, { method, cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

export function SessionWatch({ left, stay, login, title, words, lastWords, stayLabel, logOut, form }) {
  const [warning, setWarning] = useState(null);
  const timer = useRef(0);
  const { pathname } = useLocation();
  const noted = useRef({ pathname, at: 0 });

  const lookIn = (seconds) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(look, seconds * SECOND);
  };
  const take = (found) => {
    if (!found) return lookIn(OFFLINE);
    if (found.left <= 0) return window.location.reload();
    const isNear = found.left <= WARNING;
    setWarning(isNear ? found : null);
    lookIn(isNear ? Math.min(LOOK_AGAIN, found.left) : found.left - WARNING);
  };
  const look = async () => take(await ask(left, "GET"));
  const use = async () => take(await ask(stay, "POST"));

  useEffect(() => {
    lookIn(FIRST_LOOK);
    // a page that the browser kept whole shows what it had: read it anew
    const shown = (event) => event.persisted && window.location.reload();
    const woke = () => document.visibilityState === "visible" && warning && look();
    window.addEventListener("pageshow", shown);
    document.addEventListener("visibilitychange", woke);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener("pageshow", shown);
      document.removeEventListener("visibilitychange", woke);
      // led to log-in inside the page: what it holds goes, and the server notes where it was
      if (window.location.pathname.replace(/\/$/, "") === login) window.location.reload();
    };
  }, []);
  useEffect(() => {
    // going from page to page is use, which the server sees of whole pages only
    if (noted.current.pathname === pathname || Date.now() - noted.current.at < BETWEEN_USES) return;
    noted.current = { pathname, at: Date.now() };
    use();
  }, [pathname]);

  if (!warning) return null;
  const button = (look, label, props) =>
    createElement("button", { className: `btn ${look}`, key: label, ...props }, label);
  return createElement(
    ModalDialog,
    { open: true, locked: !warning.can_stay, onClose: use, id: "session-end", className: "dialog", "aria-labelledby": "session-end-title" },
    createElement(
      "div",
      { className: "inner" },
      createElement("h2", { id: "session-end-title", tabIndex: -1, "data-focus": "title" }, title),
      createElement(Countdown, { words: warning.can_stay ? words : lastWords, seconds: warning.left }),
      createElement("div", { className: "actions" }, [
        button("secondary", logOut, { type: "submit", form }),
        warning.can_stay && button("primary", stayLabel, { type: "button", onClick: use }),
      ]),
    ),
  );
}
