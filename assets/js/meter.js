// How good a new password is, as the server judges it while one types. Nothing of it is kept.
import { createElement, useEffect, useState } from "react";

const PAUSE = 350;

async function judge(action, password) {
  try {
    const answer = await fetch(action, { method: "POST", body: new URLSearchParams({ password }) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // offline: the form itself is judged again
  }
}

function inWords({ problem, shortest, strength, length }, words) {
  if (problem !== "short") return words[problem || strength];
  const missing = Math.max(1, shortest - length);
  return words[missing === 1 ? "one" : "short"].replace("{missing}", missing);
}

/** `field`: id of the password's box. `words`: by problem, and by strength from 2 to 4. */
export function PasswordMeter({ field, action, label, words }) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    const input = document.getElementById(field);
    let timer;
    let latest = 0;
    const ask = async () => {
      const mine = ++latest;
      const password = input.value;
      const answer = password ? await judge(action, password) : null;
      const length = [...password.normalize("NFKC")].length;
      if (mine === latest) setFound(answer && { ...answer, length });
    };
    const typed = () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    };
    input.addEventListener("input", typed);
    if (input.value) typed();
    return () => {
      clearTimeout(timer);
      input.removeEventListener("input", typed);
    };
  }, [field, action]);
  const strength = found ? found.strength : 0;
  const meter = {
    role: "meter",
    "aria-label": label,
    "aria-valuemin": 0,
    "aria-valuemax": 4,
    "aria-valuenow": strength,
    className: strength < 2 ? "bar amber" : "bar",
  };
  return createElement(
    "div",
    { className: "meter" },
    createElement("div", meter, createElement("i", { style: { "--at": `${found ? Math.max(8, strength * 25) : 0}%` } })),
    createElement("p", { className: "hint", "aria-live": "polite" }, found ? inWords(found, words) : ""),
  );
}
