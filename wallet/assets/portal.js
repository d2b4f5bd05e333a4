/* What is said to the page around the frame, and the one thing that is heard from it.
   Of a known origin only, from the parent's window only, of known shape only. */

const portal = document.documentElement.dataset.portal;
let session = "";

export function speakFor(id) {
  session = id;
}

export function tell(type, more = {}) {
  if (session && window.parent !== window) {
    window.parent.postMessage({ source: "wallet", session, type, ...more }, portal);
  }
}

export function onTheme(listener) {
  window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== portal || source !== window.parent || source === window) return;
    if (data === null || typeof data !== "object" || Object.keys(data).length !== 3) return;
    if (data.source !== "portal" || data.type !== "theme") return;
    if (data.scheme === "light" || data.scheme === "dark") listener(data.scheme);
  });
}

/* The height that the page takes, whenever it changes. */
export function tellHeight(page) {
  let told = 0;
  const look = () => {
    const height = Math.ceil(page.getBoundingClientRect().height);
    if (height !== told) tell("resize", { height: (told = height) });
  };
  new ResizeObserver(look).observe(page);
}
