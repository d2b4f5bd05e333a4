/* The form's life: its ticket is exchanged, it is filled, saved once, and then it is over. */

import { allWrong, byId, empty, kind, profile, showAll, words, wrongBy } from "./fields.js";
import { onTheme, speakFor, tell, tellHeight } from "./portal.js";
import { helpTyping } from "./typing.js";
import { open, save } from "./wallet.js";

const form = byId("form");
const button = byId("save");
const label = button.textContent;
let authorizations = {};
let opening = Promise.resolve(false);
let busy = false;

/* Out of the address first: neither history nor a later script may find it there. */
function takeTicket() {
  const ticket = location.hash.slice(1);
  history.replaceState(null, "", location.pathname + location.search);
  return ticket;
}

/* Alone in a tab, whoever sent the link could have typed for them into their own account: the
   wallet's page in the portal is the only one that knows whose form it is. */
const isAlone = window.parent === window;

function refuse() {
  takeTicket();
  form.hidden = true;
  byId("alone").hidden = false;
  return Promise.resolve(false);
}

/* True once the form can be saved. */
async function begin(ticket) {
  speakFor(ticket.split(".")[0]);
  const session = ticket ? await open(ticket).catch(() => undefined) : null;
  if (session === undefined) {
    notify(words.lost); // the ticket may have been used: only a fresh one is certain
    tell("expired");
    return false;
  }
  if (session === null) return expire();
  notify("");
  authorizations = session.authorizations;
  offer(session.kinds);
  if (session.accent) {
    document.documentElement.style.setProperty("--accent", session.accent);
    document.documentElement.classList.add("accented");
  }
  tell("ready");
  return true;
}

function expire() {
  notify(words.form_expired);
  tell("expired");
  return false;
}

function offer(kinds) {
  byId("kinds").hidden = kinds.length === 1;
  if (!kinds.includes(kind())) byId(`kind-${kinds[0]}`).checked = true;
  showKind();
}

function showKind() {
  byId("card").hidden = kind() !== "card";
  byId("bank").hidden = kind() !== "bank";
  byId("authorization").textContent = authorizations[kind()] ?? "";
  summarize({});
}

function notify(text) {
  const notice = byId("notice");
  notice.className = text ? "notice" : "";
  if (notice.textContent !== text) notice.textContent = text;
}

/* Beside each field, and on top with links; the focus goes there. */
function summarize(wrong) {
  showAll(wrong);
  const found = Object.entries(wrong);
  byId("summary").hidden = found.length === 0;
  byId("summary-title").textContent =
    found.length === 1 ? words.summary_one : words.summary_many.replace("{count}", found.length);
  byId("summary-list").replaceChildren(...found.map(([id, text]) => link(id, text)));
  if (found.length > 0) byId("summary").focus();
}

function link(id, text) {
  const item = document.createElement("li");
  const anchor = document.createElement("a");
  anchor.href = `#${id}`;
  anchor.textContent = text;
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    byId(id).focus();
  });
  item.append(anchor);
  return item;
}

function pending(is) {
  busy = is;
  button.setAttribute("aria-disabled", String(is));
  button.setAttribute("aria-busy", String(is));
  button.textContent = is ? words.saving : label;
}

async function submit(event) {
  event.preventDefault();
  if (busy) return;
  notify("");
  const wrong = allWrong();
  summarize(wrong);
  if (Object.keys(wrong).length > 0) return;
  pending(true);
  try {
    if (await opening) conclude(await save(profile()));
    else expire();
  } catch {
    notify(words.lost);
  } finally {
    pending(false);
  }
}

function conclude({ status, body }) {
  if (status === 201) return finish(body);
  if (status === 401 || body.code === "session-saved") {
    opening = Promise.resolve(false);
    return expire();
  }
  if (status === 422) {
    const wrong = wrongBy(body);
    summarize(wrong);
    if (Object.keys(wrong).length > 0) return undefined;
  }
  if (body.code === "payment-profile-exists") return notify(words[`exists_${kind()}`]);
  return notify(status === 429 ? words.too_many : words.failed);
}

function finish(saved) {
  empty();
  form.hidden = true;
  const said = saved.status === "failed" ? words.bank_refused : words[`${saved.kind}_saved`];
  byId("done-title").textContent = words.saved;
  byId("done-text").textContent = said
    .replace("{brand}", words.brands[saved.brand] ?? words.any_card)
    .replace("{last4}", saved.last4);
  byId("done").hidden = false;
  byId("done").focus();
  tell("saved");
}

/* The portal gives an open form a fresh ticket by the fragment alone: what was typed stays. */
function renew() {
  if (!isAlone && location.hash.length > 1) opening = begin(takeTicket());
}

helpTyping();
form.addEventListener("submit", submit);
byId("kinds").addEventListener("change", () => {
  showKind();
  opening.then((is) => is && notify("")); // it was about the other kind
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) tell("cancelled");
});
onTheme((scheme) => {
  document.documentElement.classList.remove("light", "dark");
  document.documentElement.classList.add(scheme);
});
window.addEventListener("hashchange", renew);
opening = isAlone ? refuse() : begin(takeTicket());
tellHeight(byId("page"));
