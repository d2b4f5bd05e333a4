// On a narrow screen its content is folded away below a button; on a wide one there is no button.
import { createElement, useId, useState } from "react";

export function Fold({ label, opened, children }) {
  const [open, setOpen] = useState(opened);
  const id = useId();
  return createElement(
    "div",
    { className: "fold", "data-open": open },
    createElement(
      "button",
      {
        type: "button",
        className: "btn secondary wide",
        "aria-expanded": open,
        "aria-controls": id,
        onClick: () => setOpen(!open),
      },
      label,
    ),
    createElement("div", { id, className: "folded" }, children),
  );
}
