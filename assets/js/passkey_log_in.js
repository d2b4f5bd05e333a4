// A passkey is shown: by the button; `autofill`: also from the email box, where the browser offers
// what it has.
// Nothing is fetched before somebody is there; the log-in itself is a native post of the form.
// `prove`: fresh proof inside a page: the answer goes there instead, and no form is posted.
import { createElement, useEffect, useRef, useState } from "react";
import { post } from "./post.js";
import { asJson, isSupported, readOptions } from "./webauthn.js";

const RENEW_MS = 240_000; // a challenge lives 300 s
const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "focusin"];

/** `options`: where a challenge is asked for. Its form has a hidden field `credential`. */
export function PasskeyButton({ options, autofill, between, failed, prove, language, onProved, children, ...rest }) {
  const ref = useRef(null);
  const waiting = useRef(null);
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState("");

  const show = async (credential) => {
    if (prove) {
      const answer = await post(prove, { credential, language });
      return answer.ok ? onProved() : setProblem(answer.problem ?? failed);
    }
    const { form } = ref.current;
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  };

  /** Resolves once the key's answer is on its way. */
  const ask = async (more) => {
    const { ok, ...asked } = await post(options, {});
    if (!ok) throw new Error("no options");
    const made = await navigator.credentials.get({ publicKey: readOptions(asked), ...more });
    return show(asJson(made));
  };

  const stop = () => {
    clearTimeout(waiting.current?.renewal);
    waiting.current?.abort();
    waiting.current = null;
  };

  const offer = async () => {
    stop();
    if (!autofill || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
    const wait = (waiting.current = new AbortController());
    wait.renewal = setTimeout(offer, RENEW_MS);
    // given up, replaced, or not to be had: the button and the password are there
    await ask({ mediation: "conditional", signal: wait.signal }).catch(() => {});
  };

  useEffect(() => {
    if (!isSupported()) return undefined;
    setReady(true);
    const quit = new AbortController();
    const begin = () => {
      quit.abort();
      offer();
    };
    for (const sign of SIGNS) addEventListener(sign, begin, { passive: true, signal: quit.signal });
    if (document.activeElement instanceof HTMLInputElement) begin();
    return () => {
      quit.abort();
      stop();
    };
  }, []);

  const press = async () => {
    stop();
    setProblem("");
    try {
      await ask({});
    } catch (error) {
      if (error.name !== "NotAllowedError") setProblem(failed);
      offer();
    }
  };

  return createElement(
    "div",
    { className: "passkey", style: { visibility: ready ? undefined : "hidden" } },
    createElement("p", { className: "between" }, between),
    createElement("button", { ...rest, ref, type: "button", onClick: press }, children),
    createElement("p", { className: "error", role: "alert" }, problem),
  );
}
