// A chart is an SVG at first. Plotly and the exact figures are fetched when it is pointed at, focused
// or tapped; the arrow keys then go from point to point.
import { createContext, createElement, useContext, useEffect, useRef, useState } from "react";

const Figure = createContext(null);
const NARROW = { width: 260, size: 11 }; // pixels: on it a label of 13 is wider than a small phone
const DRAWN = ".js-plotly-plot :is(.nsewdrag, .slice)";
const COLOR = /--[a-z][a-z0-9-]*/g;

/** The figure that Plotly is given: for the component inside a LiveChart. */
export const useFigure = () => useContext(Figure);

/** Names of the style sheet's colors become what they are at the moment, in light or dark. */
function colored(figure, frame) {
  const probe = document.body.appendChild(document.createElement("i"));
  const seen = {};
  const value = (name) => {
    probe.style.color = `var(${name})`;
    return (seen[name] ??= getComputedStyle(probe).color);
  };
  const walk = (part) => {
    if (typeof part === "string") return part.includes("--") ? part.replace(COLOR, value) : part;
    if (Array.isArray(part)) return part.map(walk);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, walk(one)]));
  };
  const { data, layout, config } = walk(figure);
  probe.remove();
  const font = { family: getComputedStyle(frame).fontFamily };
  const small = frame.clientWidth < NARROW.width ? { size: NARROW.size } : {};
  return {
    data,
    layout: {
      ...layout,
      font,
      hoverlabel: { ...layout.hoverlabel, font: { ...layout.hoverlabel.font, ...font, ...small } },
      autosize: true,
    },
    config: { displayModeBar: false, responsive: true, ...config },
  };
}

/** Shows the label of the next point or slice, as the pointer would. */
async function step(frame, key, at) {
  const plot = frame.querySelector(".js-plotly-plot");
  const days = plot?.data?.find((one) => one.hovertemplate && one.x)?.x;
  const slices = plot?.querySelectorAll(".slice") ?? [];
  const last = (days ?? slices).length - 1;
  const to = { Home: 0, End: last, ArrowLeft: at - 1, ArrowRight: at + 1 }[key];
  const next = Math.max(0, Math.min(last, to));
  if (days) {
    const { default: Plotly } = await import("plotly.js-basic-dist-min");
    Plotly.Fx.hover(plot, { xval: Date.parse(days[next]) }, "xy");
  } else if (slices.length) {
    slices[at]?.dispatchEvent(new MouseEvent("mouseout"));
    slices[next].dispatchEvent(new MouseEvent("mouseover"));
  } else return at;
  return next;
}

/** Plotly looks for a label when the pointer moves. What brought it here did so before it was there. */
function point(frame, { clientX, clientY }) {
  const drawn = document.elementFromPoint(clientX, clientY)?.closest(DRAWN);
  if (!drawn || !frame.contains(drawn)) return;
  const kind = drawn.matches(".slice") ? "mouseover" : "mousemove";
  drawn.dispatchEvent(new MouseEvent(kind, { clientX, clientY }));
}

/** Calls `then` once Plotly's chart is in the frame; returns what ends the waiting. */
function whenDrawn(frame, then) {
  const drawn = new MutationObserver(() => {
    if (!frame.querySelector(DRAWN)) return;
    drawn.disconnect();
    requestAnimationFrame(then);
  });
  drawn.observe(frame, { childList: true, subtree: true });
  return () => drawn.disconnect();
}

/** `name` and `query` of the figure beside the page's address; it is read again when they or `stamp`
 * change. */
export function LiveChart({ name, query = "", stamp, children, ...rest }) {
  const frame = useRef(null);
  const at = useRef(-1);
  const pointed = useRef(null);
  const [wanted, setWanted] = useState(false);
  const [given, setGiven] = useState(null);
  const [figure, setFigure] = useState(null);
  useEffect(() => {
    if (!wanted) return undefined;
    const gone = new AbortController();
    fetch(`${location.pathname.replace(/\/?$/, "/")}charts/${name}.json?${query}`, { signal: gone.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then(setGiven)
      .catch(() => {});
    return () => gone.abort();
  }, [wanted, name, query, stamp]);
  useEffect(() => {
    const draw = () => setFigure(given && colored(given, frame.current));
    draw();
    const mode = matchMedia("(prefers-color-scheme: dark)");
    const theme = new MutationObserver(draw);
    mode.addEventListener("change", draw);
    theme.observe(document.documentElement, { attributeFilter: ["class", "style"] });
    return () => {
      mode.removeEventListener("change", draw);
      theme.disconnect();
    };
  }, [given]);
  const shown = figure !== null;
  useEffect(() => {
    if (!shown) return undefined;
    return whenDrawn(frame.current, () => pointed.current && point(frame.current, pointed.current));
  }, [shown]);
  const want = () => setWanted(true);
  const onPointerMove = (event) => {
    want();
    pointed.current = event;
  };
  const onPointerLeave = ({ pointerType }) => {
    if (pointerType === "mouse") pointed.current = null;
  };
  const onKeyDown = async (event) => {
    if (!["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) return;
    event.preventDefault();
    at.current = await step(frame.current, event.key, at.current);
  };
  const [still, live] = children;
  return createElement(
    "div",
    {
      ...rest,
      ref: frame,
      tabIndex: 0,
      onPointerDown: onPointerMove,
      onPointerMove,
      onPointerLeave,
      onFocus: want,
      onKeyDown,
    },
    still,
    figure && createElement(Figure.Provider, { value: figure }, live),
  );
}
