// The box that takes files: dropped, chosen, or taken by a phone's camera. Each is sent at once, to
// our own route, with its progress; XMLHttpRequest, as fetch tells no progress of what it sends.
import { createElement as h, useEffect, useRef, useState } from "react";

const AT_ONCE = 2;
let made = 0;

/** Sends `file`; the answer is what went wrong, "" when nothing did. */
function send(action, file, one, told, words) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    one.stop = () => request.abort();
    let sent = false; // from then on it may have been taken
    request.upload.onload = () => told((sent = true) && 100);
    request.upload.onprogress = (event) => event.lengthComputable && told(Math.floor((100 * event.loaded) / event.total));
    request.onload = () => {
      if (request.status === 401) return window.location.reload();
      resolve(request.status === 201 ? "" : problem(request.responseText) || words.failed);
    };
    request.onerror = () => resolve(sent ? words.unknown : words.lost);
    request.onabort = () => resolve(words.cancelled);
    request.open("POST", action);
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

function problem(text) {
  try {
    return JSON.parse(text).problem;
  } catch {
    return "";
  }
}

/** Rows of what was chosen; at most `AT_ONCE` are on their way. */
function useUploads({ action, most, words, onAdded }) {
  const [rows, setRows] = useState([]);
  const queue = useRef([]);
  const going = useRef(new Set());
  const change = (id, part) => setRows((all) => all.map((row) => (row.id === id ? { ...row, ...part } : row)));

  const next = () => {
    while (going.current.size < AT_ONCE && queue.current.length) start(queue.current.shift());
  };
  const start = async (one) => {
    going.current.add(one);
    change(one.id, { state: "sending", percent: 0, problem: "" });
    const wrong = await send(action, one.file, one, (percent) => change(one.id, { percent }), words);
    going.current.delete(one);
    change(one.id, wrong ? { state: one.cancelled ? "cancelled" : "failed", problem: wrong } : { state: "added" });
    if (!wrong || wrong === words.unknown) onAdded?.();
    next();
  };
  const add = (files) => {
    const fresh = [...files].map((file) => ({ id: ++made, file }));
    const shown = ({ id, file }) =>
      file.size > most
        ? { id, name: file.name, state: "failed", problem: words.tooBig }
        : { id, name: file.name, state: "waiting", percent: 0, problem: "" };
    setRows((all) => [...all, ...fresh.map(shown)]);
    queue.current.push(...fresh.filter(({ file }) => file.size <= most));
    next();
  };
  const cancel = (id) => {
    const running = [...going.current].find((one) => one.id === id);
    if (running) {
      running.cancelled = true;
      return running.stop();
    }
    queue.current = queue.current.filter((one) => one.id !== id);
    change(id, { state: "cancelled", problem: words.cancelled });
  };
  useEffect(() => () => {
    queue.current = [];
    going.current.forEach((one) => one.stop?.());
  }, []);
  return { rows, add, cancel };
}

function Row({ row, words, cancel }) {
  const under = row.state === "waiting" || row.state === "sending";
  const stoppable = under && row.percent < 100;
  const said = { waiting: words.waiting, sending: row.percent < 100 ? `${row.percent}%` : words.checking, added: words.added }[row.state];
  return h(
    "li",
    { className: `upload ${row.state}` },
    h(
      "div",
      { className: "row between tight" },
      h("span", { className: "strong grow", id: `upload-${row.id}` }, row.name),
      said && h("span", { className: `small num ${row.state === "added" ? "done" : "muted"}` }, said),
      stoppable &&
        h(
          "button",
          { type: "button", className: "btn secondary", onClick: () => cancel(row.id), "aria-label": `${words.cancel} ${row.name}` },
          words.cancel,
        ),
    ),
    under &&
      h(
        "div",
        {
          className: "bar",
          role: "progressbar",
          "aria-labelledby": `upload-${row.id}`,
          "aria-valuemin": 0,
          "aria-valuemax": 100,
          "aria-valuenow": row.percent,
        },
        h("i", { style: { "--at": `${row.percent}%` } }),
      ),
    row.problem && h("p", { className: row.state === "failed" ? "error" : "small muted", role: "alert" }, row.problem),
  );
}

/** `words`: texts by name. A file that misses the box does not replace the page. */
export function UploadBox({ action, accept, most, words, onAdded, onSending, children }) {
  const { rows, add, cancel } = useUploads({ action, most, words, onAdded });
  const sending = rows.some((row) => row.state === "waiting" || row.state === "sending");
  useEffect(() => {
    onSending?.(sending);
  }, [sending]);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const keep = (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
    window.addEventListener("dragover", keep);
    window.addEventListener("drop", keep);
    return () => {
      window.removeEventListener("dragover", keep);
      window.removeEventListener("drop", keep);
    };
  }, []);
  const taken = (event) => {
    add(event.target.files);
    event.target.value = "";
  };
  const input = (label, props, look) =>
    h("label", { className: `btn ${look}` }, label, h("input", { type: "file", className: "vh", onChange: taken, ...props }));
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  const added = rows.filter((row) => row.state === "added").length;
  return h(
    "div",
    { className: "stack" },
    h(
      "div",
      {
        className: over ? "dropzone over" : "dropzone",
        onDragOver: (event) => {
          event.preventDefault();
          setOver(true);
        },
        onDragLeave: () => setOver(false),
        onDrop: drop,
      },
      children,
      h("div", { className: "row g2 centered" }, input(words.choose, { accept, multiple: true, "aria-describedby": "upload-kinds" }, "primary"), input(words.camera, { accept: "image/*", capture: "environment" }, "secondary camera")),
    ),
    rows.length > 0 && h("ul", { className: "uploads", role: "list", "aria-label": words.list }, rows.map((row) => h(Row, { key: row.id, row, words, cancel }))),
    h("p", { className: "vh", role: "status" }, added > 0 ? words.count.replace("{count}", added) : ""),
  );
}
