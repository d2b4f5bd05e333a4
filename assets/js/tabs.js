// Arrow keys in a tab list; the tab that gets focus is chosen, as a click would.
import { createElement } from "react";
import { rove } from "./rove.js";

export function TabList({ children, ...rest }) {
  return createElement(
    "div",
    {
      ...rest,
      role: "tablist",
      onKeyDown: (event) => rove(event, '[role="tab"]', ["ArrowRight", "ArrowLeft"])?.click(),
    },
    children,
  );
}
