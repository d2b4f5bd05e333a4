// When a lock ends, by the clock of whoever reads it: `?until=` of the address, in Unix seconds.
import { createElement, useEffect, useState } from "react";

const LONGEST_MS = 26 * 3_600_000;
const TIME = { hour: "numeric", minute: "2-digit" };

/** `words` has `{time}`; `otherwise` is said while nothing is known, or once it is over. */
export function Until({ words, otherwise }) {
  const [said, setSaid] = useState(otherwise);
  useEffect(() => {
    const given = new URLSearchParams(location.search).get("until") ?? "";
    const [end, now] = [new Date(1000 * (/^\d{1,12}$/.test(given) ? given : 0)), new Date()];
    if (end <= now || end - now > LONGEST_MS) return;
    const far = end.toDateString() !== now.toDateString();
    const time = end.toLocaleString(document.documentElement.lang, { ...(far && { weekday: "long" }), ...TIME });
    setSaid(words.replace("{time}", time));
  }, []);
  return createElement("span", null, said);
}
