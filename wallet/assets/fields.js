/* The fields: what is written in them, what is wrong with it, and where that is said. */

import { isAccountNumber, isRoutingNumber } from "./banks.js";
import { codeLength, digits, expiryOf, hasPassed, isCardNumber } from "./cards.js";

export const byId = (id) => document.getElementById(id);
export const words = JSON.parse(byId("page").dataset.words);
const FIELDS = {
  card: ["number", "expiry", "security_code", "holder", "zip"],
  bank: ["routing_number", "account_number", "confirm", "account_holder"],
};

export const value = (id) => byId(id).value.trim();
export const chosen = (name) => document.querySelector(`input[name=${name}]:checked`)?.value ?? "";
export const kind = () => chosen("kind");
/* Spaces and hyphens are how people read numbers out; anything else is a mistake. */
const number = (id) => value(id).replace(/[\s-]/g, "");
const isName = (text) => text.length <= 100 && !/[\p{C}]/u.test(text);

const CHECKS = {
  number: () => isCardNumber(number("number")) || words.wrong.number,
  expiry: () => {
    const given = expiryOf(value("expiry"));
    if (given === null) return words.wrong.expiry;
    return !hasPassed(given) || words.expired_card;
  },
  security_code: () => {
    const length = codeLength(number("number"));
    const said = length === 4 ? words.four_digits : words.wrong.security_code;
    return new RegExp(`^\\d{${length}}$`).test(value("security_code")) || said;
  },
  holder: () => isName(value("holder")) || words.wrong.holder,
  zip: () => /^\d{5}(-?\d{4})?$/.test(value("zip")) || words.wrong.zip,
  routing_number: () => isRoutingNumber(number("routing_number")) || words.wrong.routing_number,
  account_number: () => isAccountNumber(number("account_number")) || words.wrong.account_number,
  confirm: () => number("confirm") === number("account_number") || words.wrong.confirm,
  account_holder: () => isName(value("account_holder")) || words.wrong.account_holder,
};

export function wrongWith(id) {
  if (value(id) === "") return words.required[id];
  const found = CHECKS[id]();
  return found === true ? "" : found;
}

/* Texts by field, of what is wrong in the chosen kind. */
export function allWrong() {
  const found = FIELDS[kind()].map((id) => [id, wrongWith(id)]);
  return Object.fromEntries(found.filter(([, text]) => text));
}

export function show(id, text) {
  byId(id).setAttribute("aria-invalid", String(Boolean(text)));
  byId(`${id}-error`).textContent = text;
}

/* As `show`, and the line keeps its room: nothing moves under the pointer that goes to Save. */
export function showInPlace(id, text) {
  const { style, offsetHeight } = byId(`${id}-error`);
  style.cssText = `display: block; min-height: ${offsetHeight}px`;
  show(id, text);
}

export const isShownWrong = (id) => byId(id).getAttribute("aria-invalid") === "true";

export function showAll(wrong) {
  for (const id of [...FIELDS.card, ...FIELDS.bank]) {
    byId(`${id}-error`).style.cssText = "";
    show(id, wrong[id] ?? "");
  }
}

/* As `POST /frames/payment-profiles` takes it. */
export function profile() {
  if (kind() === "bank") {
    return {
      kind: "bank",
      routing_number: number("routing_number"),
      account_number: number("account_number"),
      account_type: chosen("account_type"),
      holder: value("account_holder"),
      agreed: true,
    };
  }
  const { month, year } = expiryOf(value("expiry"));
  const zip = digits(value("zip"));
  return {
    kind: "card",
    number: number("number"),
    exp_month: month,
    exp_year: year,
    security_code: value("security_code"),
    holder: value("holder"),
    zip: zip.length > 5 ? `${zip.slice(0, 5)}-${zip.slice(5)}` : zip,
    agreed: true,
  };
}

export function empty() {
  for (const id of [...FIELDS.card, ...FIELDS.bank]) byId(id).value = "";
}

/* The wallet's own names of fields, as the borrower sees them. */
const SHOWN_AT = { exp_month: "expiry", exp_year: "expiry" };

/* Texts by field of a problem's `errors`; what no field can tell is left out. */
export function wrongBy(problem) {
  const wrong = {};
  for (const { field } of problem.errors ?? []) {
    const last = String(field).split(".").pop();
    let id = SHOWN_AT[last] ?? last;
    if (id === "holder" && kind() === "bank") id = "account_holder";
    if (!FIELDS[kind()].includes(id)) continue;
    wrong[id] = refusal(problem.code, id);
  }
  return wrong;
}

function refusal(code, id) {
  if (code === "card-refused") return id === "security_code" ? words.code_refused : words.card_refused;
  return id === "expiry" ? words.expired_card : wrongWith(id) || words.wrong[id];
}
