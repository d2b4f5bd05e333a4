/* Help while typing: groups of digits, the brand, the slash, the bank's name. */

import { isRoutingNumber } from "./banks.js";
import { brandOf, codeLength, digits, grouped, slashed } from "./cards.js";
import { byId, isShownWrong, showInPlace, value, words, wrongWith } from "./fields.js";
import { bankName } from "./wallet.js";

/* Rewrites the field and keeps the caret behind the same digit. */
function rewrite(input, text) {
  if (text === input.value) return;
  const before = digits(input.value.slice(0, input.selectionStart)).length;
  const atEnd = input.selectionStart === input.value.length;
  input.value = text;
  let at = text.length;
  if (!atEnd) {
    at = 0;
    for (let seen = 0; seen < before && at < text.length; at += 1) seen += /\d/.test(text[at]);
  }
  if (document.activeElement === input) input.setSelectionRange(at, at);
}

function onNumber({ target }) {
  const number = digits(target.value).slice(0, 19);
  // What is no digit, space or hyphen stays to be seen, and is told as wrong.
  if (/^[\d\s-]*$/.test(target.value)) rewrite(target, grouped(number));
  const brand = brandOf(number);
  byId("number-after").textContent = words.brands[brand] ?? "";
  byId("security_code-after").textContent =
    codeLength(number) === 4 ? words.code_hint_4 : words.code_hint_3;
}

function onExpiry(event) {
  const deleting = event.inputType?.startsWith("delete") ?? false;
  if (event.target.selectionStart === event.target.value.length) {
    rewrite(event.target, slashed(event.target.value, deleting));
  }
}

let asked = "";

async function onRoutingNumber() {
  const number = digits(value("routing_number"));
  if (!isRoutingNumber(number)) {
    asked = byId("routing_number-after").textContent = "";
    return;
  }
  if (number === asked) return;
  asked = number;
  const name = await bankName(number);
  if (asked === number) byId("routing_number-after").textContent = name;
}

export function helpTyping() {
  byId("number").addEventListener("input", onNumber);
  byId("expiry").addEventListener("input", onExpiry);
  byId("routing_number").addEventListener("input", onRoutingNumber);
  // What was told as wrong is looked at again with every key; nothing new is told before Save,
  // so that no field moves away from under the pointer.
  byId("form").addEventListener("input", ({ target }) => {
    if (target.matches(".input") && isShownWrong(target.id)) {
      showInPlace(target.id, wrongWith(target.id));
    }
  });
}
