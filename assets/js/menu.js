// A native popover as an ARIA menu: the browser does light dismiss, Esc and aria-expanded on the
// button (popovertarget); this adds the place beside the button and the arrow keys.
import { createElement, useEffect, useRef } from "react";
import { rove } from "./rove.js";

const GAP = 6;

function place(menu) {
  const button = document.querySelector(`[popovertarget="${menu.id}"]`);
  if (!button) return;
  const near = button.getBoundingClientRect();
  const fitsBelow = near.bottom + GAP + menu.offsetHeight <= window.innerHeight;
  menu.style.top = `${fitsBelow ? near.bottom + GAP : Math.max(GAP, near.top - GAP - menu.offsetHeight)}px`;
  const left = Math.min(near.right - menu.offsetWidth, window.innerWidth - menu.offsetWidth - GAP);
  menu.style.left = `${Math.max(GAP, left)}px`;
}

export function Menu({ children, ...rest }) {
  const ref = useRef(null);
  const opened = () => {
    place(ref.current);
    ref.current.querySelector('[role="menuitem"]')?.focus();
  };
  // the browser opens it without us: perhaps it did before this script came
  useEffect(() => {
    if (ref.current.matches(":popover-open")) opened();
  }, []);
  return createElement(
    "div",
    {
      ...rest,
      ref,
      role: "menu",
      popover: "auto",
      onToggle: (event) => {
        if (event.newState === "open") opened();
      },
      onKeyDown: (event) => {
        if (event.key === "Tab") ref.current.hidePopover();
        rove(event, '[role="menuitem"]', ["ArrowDown", "ArrowUp"]);
      },
      onClick: (event) => {
        if (event.target.closest('[role="menuitem"]')) ref.current.hidePopover();
      },
    },
    children,
  );
}
