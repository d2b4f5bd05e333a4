// A password box with a button that shows what was typed. The typed text stays in the box.
import { createElement, useState } from "react";

export function PasswordInput({ showLabel, hideLabel, ...input }) {
  const [shown, setShown] = useState(false);
  return createElement(
    "span",
    { className: "boxed" },
    createElement("input", { ...input, type: shown ? "text" : "password" }),
    createElement(
      "button",
      { type: "button", className: "after", "aria-controls": input.id, onClick: () => setShown(!shown) },
      shown ? hideLabel : showLabel,
    ),
  );
}
