// The demo's inbox: read again every second, newest first, what is open stays open.
import { createElement as h, useEffect, useState } from "react";

const EVERY_MS = 1000;

function useInbox(source, to) {
  const [messages, setMessages] = useState(null);
  useEffect(() => {
    let ended = false;
    let timer;
    const read = async () => {
      try {
        const answer = await fetch(`${source}?all=1&to=${encodeURIComponent(to)}`);
        if (!ended && answer.ok) setMessages(await answer.json());
      } catch {
        // The server is away: what is shown stays, and the next read tries again.
      }
      if (!ended) timer = setTimeout(read, EVERY_MS);
    };
    read();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [source, to]);
  return messages;
}

/** A mail as its reader sees it. No scripts run in it; links open in a tab of their own. */
function Mail({ html, subject }) {
  const fit = (event) => {
    const page = event.target.contentDocument?.documentElement;
    if (page) event.target.style.height = `${page.scrollHeight}px`;
  };
  return h("iframe", {
    className: "mail",
    srcDoc: html,
    title: `Mail: ${subject}`,
    sandbox: "allow-same-origin allow-popups allow-popups-to-escape-sandbox",
    onLoad: fit,
  });
}

/** Own addresses in a text can be clicked. */
function words(text) {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part, at) => (at % 2 ? h("a", { key: at, href: part }, part) : part));
}

function Message({ message }) {
  const [plain, setPlain] = useState(message.channel === "sms");
  const time = new Date(message.sent_at);
  return h(
    "article",
    { className: "card pad stack g3", "aria-label": message.subject || `Text to ${message.to}` },
    h(
      "div",
      { className: "row between" },
      h(
        "div",
        { className: "row g2" },
        h("span", { className: `pill ${message.channel === "sms" ? "info" : "mute"}` }, message.channel === "sms" ? "SMS" : "Email"),
        h("span", { className: "muted medium" }, message.to),
      ),
      h("time", { className: "faint medium num", dateTime: message.sent_at }, time.toLocaleString()),
    ),
    message.subject && h("h2", null, message.subject),
    message.problem && h("p", { className: "notice warn" }, message.problem),
    plain ? h("p", { className: "well plain" }, words(message.text)) : h(Mail, message),
    message.html &&
      h(
        "div",
        { className: "row" },
        h("button", { type: "button", className: "link", onClick: () => setPlain(!plain) }, plain ? "Show as designed" : "Show as plain text"),
      ),
  );
}

export function Inbox({ source, children }) {
  const [to, setTo] = useState("");
  const messages = useInbox(source, to.trim());
  return h(
    "div",
    { className: "stack" },
    h(
      "div",
      { className: "field" },
      h("label", { htmlFor: "inbox-to" }, "To"),
      h("input", {
        id: "inbox-to",
        type: "search",
        className: "input",
        placeholder: "An email address or a phone number",
        autoComplete: "off",
        value: to,
        onChange: (event) => setTo(event.target.value),
      }),
    ),
    messages?.length === 0 && children,
    messages?.map((message) => h(Message, { key: message.id, message })),
  );
}
