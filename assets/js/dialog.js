// The native modal <dialog>, opened and closed by a prop. The browser traps focus, closes on Esc
// and gives focus back to what opened it.
import { createElement, useEffect, useRef } from "react";

/** `step`: when it changes, focus moves to the heading marked data-focus. `locked`: Esc does nothing. */
export function ModalDialog({ open, locked, step, onClose, children, ...rest }) {
  const ref = useRef(null);
  const shown = useRef(false);
  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
    shown.current = Boolean(open);
  }, [open]);
  useEffect(() => {
    if (!open) return;
    ref.current.scrollTop = 0;
    const find = (mark) => ref.current.querySelector(`[data-focus="${mark}"]`);
    (find("step") ?? find("title"))?.focus();
  }, [open, step]);
  return createElement(
    "dialog",
    {
      ...rest,
      ref,
      onCancel: (event) => {
        if (event.target === ref.current && locked) event.preventDefault();
      },
      onClose: (event) => {
        if (event.target === ref.current && shown.current) onClose?.();
      },
    },
    children,
  );
}
