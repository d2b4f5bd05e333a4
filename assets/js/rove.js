// Arrow keys inside one widget (WAI-ARIA "roving" pattern). Returns the element that got focus.
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export function rove(event, selector, axis) {
  const items = [...event.currentTarget.querySelectorAll(selector)].filter((item) => !item.disabled);
  const at = items.indexOf(document.activeElement);
  let next;
  if (event.key === "Home") next = 0;
  else if (event.key === "End") next = items.length - 1;
  else if (axis.includes(event.key)) next = (at + STEPS[event.key] + items.length) % items.length;
  else return undefined;
  event.preventDefault();
  items[next]?.focus();
  return items[next];
}
