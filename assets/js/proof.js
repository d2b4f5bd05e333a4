// Fresh proof inside a dialog: the password or a code goes to our own route, never over the socket.
import { createElement as h, useState } from "react";
import { post } from "./post.js";

/** `children`: the field, named `typed`. `send`: where a new code is asked for, "" for none. */
export function ProofForm({ prove, send, language, label, sendLabel, sent, failed, onProved, children }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [told, setTold] = useState("");

  const ask = async (address, body, done) => {
    setBusy(true);
    setProblem("");
    setTold("");
    try {
      const answer = await post(address, { ...body, language });
      if (answer.ok) return done();
      setProblem(answer.problem ?? failed);
    } catch {
      setProblem(failed);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event) => {
    event.preventDefault();
    ask(prove, { typed: new FormData(event.currentTarget).get("typed") }, onProved);
  };

  return h(
    "form",
    { className: "stack", onSubmit: submit },
    children,
    h("p", { className: "error", role: "alert" }, problem),
    h("p", { className: "small muted", role: "status" }, told),
    h("button", { type: "submit", className: "btn primary wide large", disabled: busy, "aria-busy": busy || undefined }, label),
    send &&
      h("button", { type: "button", className: "btn secondary wide", disabled: busy, onClick: () => ask(send, {}, () => setTold(sent)) }, sendLabel),
  );
}
