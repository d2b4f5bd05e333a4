// Makes a passkey: name → options → the browser's own dialog → saved.
import { createElement, useEffect, useState } from "react";
import { post } from "./post.js";
import { asJson, isSupported, readOptions } from "./webauthn.js";

/** `options`, `add`: where they are asked for and sent. `onProof`: fresh proof is wanted first. */
export function PasskeyForm({
  options, add, language, label, pendingLabel, failed, known, unsupported, onAdded, onProof, children,
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    if (!isSupported()) setProblem(unsupported);
  }, [unsupported]);

  /** What was refused, in words; "" once it is saved. */
  const make = async (name) => {
    const asked = await post(options, { name, language });
    if (!asked.ok) return asked;
    const { ok, ...publicKey } = asked;
    const made = await navigator.credentials.create({ publicKey: readOptions(publicKey) });
    return post(add, { name, language, credential: asJson(made) });
  };

  const submit = async (event) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name");
    setBusy(true);
    setProblem("");
    try {
      const done = await make(name);
      if (done.ok) return onAdded();
      if (done.proof) return onProof();
      setProblem(done.problem ?? failed);
    } catch (error) {
      setProblem(error.name === "InvalidStateError" ? known : failed);
    } finally {
      setBusy(false);
    }
  };

  return createElement(
    "form",
    { className: "stack", onSubmit: submit },
    children,
    createElement("p", { className: "error", role: "alert" }, problem),
    createElement(
      "button",
      { type: "submit", className: "btn primary wide large", disabled: busy, "aria-busy": busy || undefined },
      busy && createElement("span", { className: "spin", "aria-hidden": true }),
      busy ? pendingLabel : label,
    ),
  );
}
