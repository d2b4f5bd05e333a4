/* The check digit of an ABA routing number; the wallet decides (wallet/numbers.py). */

const WEIGHTS = [3, 7, 1, 3, 7, 1, 3, 7, 1];

export function isRoutingNumber(number) {
  if (!/^\d{9}$/.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return sum > 0 && sum % 10 === 0;
}

export const isAccountNumber = (number) => /^\d{4,17}$/.test(number);
