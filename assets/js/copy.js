// A button that copies a text; without a clipboard it selects nothing and says nothing false.
import { createElement, useState } from "react";

export function CopyButton({ text, label, done }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      setCopied(false);
    }
  };
  return createElement(
    "button",
    { type: "button", className: "btn secondary", onClick: copy, "aria-live": "polite" },
    copied ? done : label,
  );
}
