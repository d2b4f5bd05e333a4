// Arrow keys in a tab list; the tab that gets focus is chosen, as a click would. On a narrow screen
// the list scrolls in itself: the chosen tab is brought into sight.
import { createElement, useEffect, useRef } from "react";
import { rove } from "./rove.js";

function show(list) {
  const tab = list.querySelector('[aria-selected="true"]');
  if (!tab) return;
  const before = tab.offsetLeft - list.offsetLeft;
  const beyond = before + tab.offsetWidth - list.clientWidth;
  list.scrollLeft = Math.min(before, Math.max(list.scrollLeft, beyond));
}

export function TabList({ children, ...rest }) {
  const ref = useRef(null);
  useEffect(() => {
    // a tab is chosen without this component being drawn anew
    const watch = new MutationObserver(() => show(ref.current));
    watch.observe(ref.current, { subtree: true, childList: true, attributeFilter: ["aria-selected"] });
    show(ref.current);
    return () => watch.disconnect();
  }, []);
  return createElement(
    "div",
    {
      ...rest,
      ref,
      role: "tablist",
      onKeyDown: (event) => {
        // a tab may be a link, which Space does not press by itself
        if (event.key === " " && event.target.matches('a[role="tab"]')) {
          event.preventDefault();
          event.target.click();
        }
        rove(event, '[role="tab"]', ["ArrowRight", "ArrowLeft"])?.click();
      },
    },
    children,
  );
}
