/* What a card number says of itself while it is typed; the wallet decides (wallet/numbers.py). */

const RANGES = [
  ["visa", /^4/],
  ["mastercard", /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/],
  ["amex", /^3[47]/],
  ["discover", /^(6011|64[4-9]|65)/],
];

/* Luhn alone takes one in ten numbers that lack a digit. */
const LENGTHS = { visa: [13, 16, 19], mastercard: [16], amex: [15], discover: [16, 17, 18, 19] };

export const digits = (text) => text.replace(/\D/g, "");

export function brandOf(number) {
  const found = RANGES.find(([, range]) => range.test(number));
  return found ? found[0] : "";
}

/* Embossed groups: 4-6-5 on American Express, else fours. */
export function grouped(number) {
  const sizes = brandOf(number) === "amex" ? [4, 6, 5, 4] : [4, 4, 4, 4, 3];
  const groups = [];
  let at = 0;
  for (const size of sizes) {
    if (at < number.length) groups.push(number.slice(at, at + size));
    at += size;
  }
  return groups.join(" ");
}

/* ISO/IEC 7812-1, annex B. */
export function passesLuhn(number) {
  let sum = 0;
  for (let at = 0; at < number.length; at += 1) {
    const digit = Number(number[number.length - 1 - at]);
    const value = at % 2 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

export function isCardNumber(number) {
  const lengths = LENGTHS[brandOf(number)] ?? [number.length];
  return /^\d{12,19}$/.test(number) && passesLuhn(number) && Number(number) > 0 && lengths.includes(number.length);
}

export const codeLength = (number) => (brandOf(number) === "amex" ? 4 : 3);

/* {month, year} of 8/29, 08/29, 0829, 08/2029, 08-2029 or 2029-08; null when it is none of them. */
export function expiryOf(text) {
  const [, aYear, aMonth] = /^\s*(20\d\d)\s*[-/.]\s*(\d\d)\s*$/.exec(text) ?? [];
  const [, month, year] =
    aYear ? [0, aMonth, aYear] : /^\s*(\d{1,2})\s*[-/. ]\s*((?:20)?\d\d)\s*$/.exec(text) ?? /^\s*(\d\d)((?:20)?\d\d)\s*$/.exec(text) ?? [];
  const given = { month: Number(month), year: Number(year) + (Number(year) < 100 ? 2000 : 0) };
  return given.month >= 1 && given.month <= 12 && given.year >= 2000 ? given : null;
}

/* Good through the last day of its month; the wallet knows the lender's day better. */
export function hasPassed({ month, year }, now = new Date()) {
  return year * 12 + month - 1 < now.getFullYear() * 12 + now.getMonth();
}

/* The slash is written for the borrower, but not while something is deleted. */
export function slashed(typed, deleting) {
  const text = typed.replace(/\/[-/. ]+/, "/"); // one typed behind the one that was written
  if (/^\d{4,6}$/.test(text)) return `${text.slice(0, 2)}/${text.slice(2)}`;
  if (/^[2-9]$/.test(text) && !deleting) return `0${text}/`;
  return /^(0[1-9]|1[0-2])$/.test(text) && !deleting ? `${text}/` : text;
}
