// signs.js - the road signs. Each level has a shape of its own, so that colour is never the only word.
import { svg } from "./dom.js";

/** @typedef {import("../lib/report.d.ts").Level} Level */
/** @typedef {import("../lib/report.d.ts").AnswerState} AnswerState */

/** Corners of a regular polygon around (50, 50). @param {number} sides @param {number} radius @param {number} turn */
function polygon(sides, radius, turn) {
  const points = [];
  for (let i = 0; i < sides; i++) {
    const angle = ((i + turn) / sides) * 2 * Math.PI;
    const x = 50 + radius * Math.sin(angle);
    const y = 50 - radius * Math.cos(angle);
    points.push(`${x.toFixed(2)},${y.toFixed(2)}`);
  }
  return points.join(" ");
}

const OCTAGON = polygon(8, 50, 0.5);
const OCTAGON_RIM = polygon(8, 45.5, 0.5);
const DIAMOND = "50,1 99,50 50,99 1,50";
const DIAMOND_RIM = "50,8 92,50 50,92 8,50";

/** @param {string} word */
function stop(word) {
  const wide = word.length > 2;
  return [
    svg("polygon", { points: OCTAGON, class: "face" }),
    svg("polygon", { points: OCTAGON_RIM, class: "rim" }),
    svg(
      "text",
      {
        ...{ x: 50, y: wide ? 60 : 65, class: "legend", "text-anchor": "middle" },
        ...{ "font-size": wide ? 30 : 44, textLength: wide ? 76 : undefined },
        lengthAdjust: wide ? "spacingAndGlyphs" : undefined,
      },
      word,
    ),
  ];
}

const evaluate = () => [
  svg("polygon", { points: DIAMOND, class: "face" }),
  svg("polygon", { points: DIAMOND_RIM, class: "rim" }),
  svg("path", { d: "M50 26v30M50 68v.1", class: "stroke" }),
];

const proceed = () => [
  svg("circle", { cx: 50, cy: 50, r: 49, class: "face" }),
  svg("circle", { cx: 50, cy: 50, r: 44.5, class: "rim" }),
  svg("path", { d: "M50 76V28M30 46l20-20 20 20", class: "stroke" }),
];

const none = () => [
  svg("circle", { cx: 50, cy: 50, r: 47, class: "face" }),
  svg("path", { d: "M24 76 76 24", class: "stroke" }),
];

/** @param {Level} level @param {string} word what stands on the stop sign */
export function sign(level, word) {
  const shapes = { stop: () => stop(word), evaluate, proceed, none }[level]();
  return svg(
    "svg",
    { viewBox: "0 0 100 100", class: `sign sign-${level}`, "aria-hidden": "true" },
    ...shapes,
  );
}

/** A closed gate: what stopped a request is no verdict on a route. */
export const diagnosis_sign = () =>
  svg(
    "svg",
    { viewBox: "0 0 100 100", class: "sign sign-error", "aria-hidden": "true" },
    svg("rect", { x: 2, y: 2, width: 96, height: 96, rx: 18, class: "face" }),
    svg("rect", { x: 8, y: 8, width: 84, height: 84, rx: 13, class: "rim" }),
    svg("path", { d: "M26 30v46M26 42h52M40 42v13M54 42v13M68 42v13", class: "stroke" }),
  );

/** A small marker for the state of an answer. @param {AnswerState} state */
export function marker(state) {
  const shapes = {
    shown: () => [
      svg("circle", { cx: 50, cy: 50, r: 46, class: "face" }),
      svg("path", { d: "M29 52l15 15 28-32", class: "stroke" }),
    ],
    claimed: () => [
      svg("polygon", { points: DIAMOND, class: "face" }),
      svg("path", { d: "M39 42c0-9 22-9 22 2 0 8-11 8-11 16M50 73v.1", class: "stroke" }),
    ],
    missing: () => [
      svg("polygon", { points: polygon(8, 46, 0.5), class: "face" }),
      svg("path", { d: "M32 50h36", class: "stroke" }),
    ],
    contradicted: () => [
      svg("polygon", { points: OCTAGON, class: "face" }),
      svg("path", { d: "M34 34l32 32M66 34 34 66", class: "stroke" }),
    ],
  }[state]();
  return svg(
    "svg",
    { viewBox: "0 0 100 100", class: `marker marker-${state}`, "aria-hidden": "true" },
    ...shapes,
  );
}
