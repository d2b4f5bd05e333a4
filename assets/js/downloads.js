// Links to files, fetched here so that the page can say how far it is and what went wrong. Without
// this script, or with a modifier key, the browser follows the link by itself.
import { createElement, useRef, useState } from "react";

const PATIENCE = 400; // ms: what is quick shows no Cancel
const NAME = /filename\*=UTF-8''([^;]+)/;

async function fetched(address, told, signal) {
  const answer = await fetch(address, { redirect: "manual", signal });
  if (answer.type === "opaqueredirect") return location.reload(); // the session has ended
  if (!answer.ok) throw new Error(await answer.text());
  const parts = [];
  const reader = answer.body.getReader();
  for (let size = 0, step = await reader.read(); !step.done; step = await reader.read()) {
    parts.push(step.value);
    told(`${Math.ceil((size += step.value.length) / 1024)} KB`);
  }
  const type = answer.headers.get("content-type");
  const name = NAME.exec(answer.headers.get("content-disposition") ?? "");
  save(new Blob(parts, { type }), name ? decodeURIComponent(name[1]) : "");
}

function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

export function Downloads({ children, preparing, done, failed, cancel, cancelled, ...rest }) {
  const [said, say] = useState("");
  const [size, told] = useState("");
  const [stoppable, allow] = useState(false);
  const going = useRef(new Set());
  const onClick = async (event) => {
    const link = event.target.closest("a[data-file]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    say(preparing);
    told("");
    const one = new AbortController();
    going.current.add(one);
    const soon = setTimeout(allow, PATIENCE, true);
    try {
      await fetched(link.href, told, one.signal);
      say(done);
    } catch (error) {
      told("");
      say(one.signal.aborted ? cancelled : error.name === "Error" && error.message ? error.message.trim() : failed);
    }
    clearTimeout(soon);
    going.current.delete(one);
    allow(going.current.size > 0);
  };
  const stop = () => going.current.forEach((one) => one.abort());
  return createElement(
    "div",
    { ...rest, onClick },
    children,
    createElement("span", { role: "status", className: "small muted" }, said),
    createElement("span", { className: "small faint", "aria-hidden": true }, size),
    stoppable && createElement("button", { type: "button", className: "link standalone", onClick: stop }, cancel),
  );
}
