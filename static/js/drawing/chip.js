// @ts-check
/**
 * A region's chip in a picture, standing upright: letters, then its pattern in a band, on its paint. Pure. Refuses to
 * know regions by name. Invariant: sixteen paints and sixteen patterns, the same as in the sheets, given out in the
 * meeting's order.
 */
import { line, rect, text } from "./shapes.js";
import { PAINTS, paint } from "../page/chips.js";

/** @typedef {import("./shapes.js").Shape} Shape */
const ON = "on-region";
const [TOP, HIGH] = [35, 12];
/** The least room of a mark: a narrow chip has fewer of them. */
const ROOM = 11.5;

/**
 * One mark of a row of them, in the middle of the band.
 * @param {string} kind @param {number} size @param {number} [edge] the line it is drawn with, 0 for a filled one
 */
const mark = (kind, size, edge = 0) => (/** @type {number} */ x) => [
  { kind, x: x - size / 2, y: TOP + (HIGH - size) / 2, width: size, height: size, paint: ON, edge },
];

/** @param {(x: number, at: number) => Shape[]} drawn what stands at each place @returns {Pattern} */
const row = (drawn) => (left, width) => {
  const length = Math.max(2, Math.floor(width / ROOM));
  return Array.from({ length }, (_, at) => drawn(left + ((at + 0.5) * width) / length, at)).flat();
};

/** @param {[number, number][]} parts from where to where of the width the band is white @returns {Pattern} */
const blocks = (parts) => (left, width) =>
  parts.map(([from, to]) => rect(left + width * from, TOP, width * (to - from), HIGH, ON));

/** @typedef {(left: number, width: number) => Shape[]} Pattern */
/** @type {Pattern[]} */
export const PATTERNS = [
  row(mark("dot", 6)),
  (left, width) => [rect(left, TOP + 2, width, 3, ON), rect(left, TOP + 8, width, 3, ON)],
  row((x) => [rect(x - 2, TOP, 4, HIGH, ON)]),
  row((x, at) => [
    rect(x - (at % 2 ? 5.6 : 0), TOP + (at % 2 ? 6 : 0), 5.6, 6, ON),
    rect(x - (at % 2 ? 0 : 5.6), TOP + (at % 2 ? 0 : 6), 5.6, 6, ON),
  ]),
  row(mark("dot", 8, 2.4)),
  row(mark("peak", 11)),
  blocks([[0.05, 0.32], [0.68, 0.95]]),
  row(mark("diamond", 10)),
  row((x) => [rect(x - 4.5, TOP + 4.5, 9, 3, ON), rect(x - 1.5, TOP + 1.5, 3, 9, ON)]),
  blocks([[0.05, 0.95]]),
  blocks([[0.05, 0.5]]),
  (left, width) => mark("dot", 11)(left + width / 2),
  blocks([[0.05, 0.2], [0.42, 0.58], [0.8, 0.95]]),
  row(mark("peak", 8, 2)),
  row(mark("arch", 10)),
  (left, width) => [
    ...[1, 5, 9].map((y) => rect(left, TOP + y, width, 1.8, ON)),
    ...Array.from({ length: 9 }, (_, at) => rect(left + ((at + 0.5) * width) / 9 - 1, TOP, 1.8, HIGH, ON)),
  ],
];

/**
 * @param {{short: string, place?: number}} region
 * @param {number} x its middle
 * @param {number} y
 * @param {number} [width]
 * @returns {Shape[]}
 */
export function chip(region, x, y, width = 58) {
  const left = x - width / 2;
  const marks = PATTERNS[(region.place ?? 0) % PAINTS](left, width);
  const size = Math.min(region.short.length > 2 ? 24 : 28, (width * 1.2) / region.short.length);
  return [
    rect(left, y, width, 48, paint(region), { round: 10 }), line(left, y + 34, left + width, y + 34, ON, 2),
    ...marks.map((shape) => ({ ...shape, y: shape.y + y })),
    text(x, y + 26, region.short, ON, { size, weight: 700, side: "middle" }),
  ];
}
