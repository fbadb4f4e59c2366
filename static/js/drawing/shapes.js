// @ts-check
/**
 * Shapes of a picture as plain values, in units of a sixteenth of the hall's rem. Pure. Refuses to know colours: a
 * paint is the name of a part a colour plays. Invariants: all lines of one text have its direction, and a name that is
 * isolated in it is so on each of them; a picture is laid out from left to right once, and mirrored as
 * a whole; drawings of a state (ticks, crosses) keep their own direction.
 */

import { directionOf } from "../page/direction.js";

/** @typedef {{kind: string, paint: string, [more: string]: any}} Shape */
/**
 * @typedef {{size?: number, weight?: number, face?: "words" | "service", side?: "left" | "right" | "middle",
 *   lang?: string, direction?: string}} Type
 */

/**
 * Words whose baseline is at y.
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} paint
 * @param {Type} [type]
 * @returns {Shape}
 */
export const text = (
  x, y, words, paint,
  { size = 28, weight = 400, face = "service", side = "left", lang = "", direction = runsOf(words, lang) } = {}
) => ({ kind: "text", x, y, words, paint, size, weight, face, side, lang, direction });

/** A name of another direction, as `isolated` marks it; where a line ends in it, it goes on in the next. */
const ISOLATED = /\u2068[^\u2069]*\u2069?/g;

/**
 * The direction of words around the names that are isolated in them, as for `dir="auto"`; of a name alone, its own.
 * @param {string} words @param {string} lang
 */
function runsOf(words, lang) {
  const around = directionOf(words.replace(ISOLATED, " "), lang);
  return around === "auto" ? directionOf(words, lang) : around;
}

/** Close what is isolated at the end of each line, and open it again in the next. @param {string[]} words */
function isolatedByLine(words) {
  let open = false;
  return words.map((each) => {
    const whole = (open ? "\u2068" : "") + each;
    open = whole.lastIndexOf("\u2068") > whole.lastIndexOf("\u2069");
    return whole + (open ? "\u2069" : "");
  });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {string} paint
 * @param {{round?: number, edge?: number}} [more]
 * @returns {Shape}
 */
export const rect = (x, y, width, height, paint, { round = 0, edge = 0 } = {}) => ({
  kind: "rect", x, y, width, height, paint, round, edge,
});

/**
 * @param {number} x
 * @param {number} y
 * @param {number} x2
 * @param {number} y2
 * @param {string} paint
 * @param {number} [thick]
 * @returns {Shape}
 */
export const line = (x, y, x2, y2, paint, thick = 1) => ({ kind: "line", x, y, x2, y2, paint, thick });

/**
 * A line that leaves and arrives level.
 * @param {number} x
 * @param {number} y
 * @param {number} x2
 * @param {number} y2
 * @param {string} paint
 * @param {{thick?: number, dashed?: boolean}} [more]
 * @returns {Shape}
 */
export const curve = (x, y, x2, y2, paint, { thick = 1.5, dashed = false } = {}) => ({
  kind: "curve", x, y, x2, y2, paint, thick, dashed,
});

/**
 * One drawing of the page, such as "backs".
 * @param {string} name
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {string} paint
 * @returns {Shape}
 */
export const glyph = (name, x, y, width, height, paint) => ({ kind: "glyph", name, x, y, width, height, paint });

/**
 * The diagonal hatch of what is kept from view.
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @returns {Shape[]}
 */
export const veil = (x, y, width, height) => [
  rect(x, y, width, height, "veil-a"), { kind: "hatch", x, y, width, height, paint: "veil-b" },
];

/** Say the strokes of a hatch, cut to its field. @param {Shape} field @param {number} [gap] */
export function hatchPath({ x, y, width, height }, gap = 14) {
  let path = "";
  for (let from = -height; from < width; from += gap) {
    const [start, end] = [Math.max(0, from), Math.min(width, from + height)];
    path += `M${round(x + start)} ${round(y + height - start + from)}`;
    path += `L${round(x + end)} ${round(y + height - end + from)}`;
  }
  return path;
}

/**
 * Lines of words around the middle y.
 * @param {number} x
 * @param {number} y
 * @param {{lines: string[], size: number, lead: number}} fitted
 * @param {string} paint
 * @param {Type} [type]
 * @returns {Shape[]}
 */
export function lines(x, y, { lines: words, size, lead }, paint, type = {}) {
  const direction = runsOf(words.join(" "), type.lang ?? "");
  return isolatedByLine(words).map((each, at) =>
    text(x, y + size * 0.36 + (at - (words.length - 1) / 2) * size * lead, each, paint, { ...type, size, direction })
  );
}

const MIRRORED = /** @type {Record<string, string>} */ ({ left: "right", right: "left", middle: "middle" });

/** Turn a picture to be read from right to left. @param {Shape[]} shapes @param {number} width @returns {Shape[]} */
export const mirror = (shapes, width) =>
  shapes.map((shape) => {
    if (shape.kind === "text") return { ...shape, x: width - shape.x, side: MIRRORED[shape.side] };
    if ("x2" in shape) return { ...shape, x: width - shape.x, x2: width - shape.x2 };
    return { ...shape, x: width - shape.x - shape.width };
  });

/** Move a picture. @param {Shape[]} shapes @param {number} dx @param {number} dy @returns {Shape[]} */
export const moved = (shapes, dx, dy) =>
  shapes.map((shape) => ({
    ...shape,
    x: shape.x + dx,
    y: shape.y + dy,
    ...("x2" in shape ? { x2: shape.x2 + dx, y2: shape.y2 + dy } : {}),
  }));

/** @param {number} figure */
export const round = (figure) => Math.round(figure * 10) / 10;
