// @ts-check
/**
 * Words of which some are marked, as lines of a picture: deleted ones struck and soft, added ones underlined, bold and
 * washed. Refuses to find what differs. Invariant: every word stands in its line, in the direction of its text; three
 * signs say what colour says.
 */
import { line, rect, text } from "../drawing/shapes.js";
import { directionOf } from "../page/direction.js";
import { t } from "../page/strings.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/** @typedef {import("../page/differences.js").Piece} Piece */
/** @typedef {import("./lettering.js").Letters} Letters */
/** @typedef {{words: string, marked: boolean, width: number}} Run */
/** @typedef {"deleted" | "added"} Sign */
const LEAD = 1.32;
/** A word with its blanks, one sign of a script without blanks, or the end of a line. */
const TOKENS = /\n|[\u2e80-\u9fff\uff00-\uffef]|(?:(?![\u2e80-\u9fff\uff00-\uffef])[^\s])+[^\S\n]*|[^\S\n]+/gu;

/** @param {number} size @param {boolean} bold @returns {import("./lettering.js").Style} */
const style = (size, bold) => ({ size, weight: bold ? 700 : 400, face: "words" });

/**
 * Break words into lines of runs, each of one kind.
 * @param {Piece[]} pieces @param {Sign} sign @param {number} width @param {number} size @param {Letters} letters
 * @returns {Run[][]}
 */
export function brokenInto(pieces, sign, width, size, letters) {
  /** @type {Run[][]} */
  const lines = [[]];
  let used = 0;
  for (const { kind, words } of pieces) {
    const marked = kind === "other";
    for (const token of words.match(TOKENS) ?? []) {
      const wide = (/** @type {string} */ said) => letters.width(said, style(size, marked && sign === "added"));
      if (token === "\n" || (used && used + wide(token.trimEnd()) > width)) {
        lines.push([]);
        used = 0;
      }
      if (token === "\n" || (!used && !token.trim())) continue;
      const here = lines[lines.length - 1];
      const last = here.at(-1);
      const full = wide(token);
      if (last && last.marked === marked) {
        last.words += token;
        last.width += full;
      } else here.push({ words: token, marked, width: full });
      used += full;
    }
  }
  return lines;
}

/**
 * Find the largest of some sizes in which several texts have room, one beside the other.
 * @param {{pieces: Piece[], sign: Sign}[]} texts @param {{width: number, height: number, sizes: number[]}} field
 * @param {Letters} letters
 */
export const sizeFor = (texts, { width, height, sizes }, letters) =>
  sizes.find((size) =>
    texts.every(({ pieces, sign }) => brokenInto(pieces, sign, width, size, letters).length * size * LEAD <= height)
  ) ?? sizes[sizes.length - 1];

/**
 * Draw marked words into a field whose upper left corner is at 0, 0.
 * @param {Piece[]} pieces @param {Sign} sign @param {{width: number, size: number, lang: string}} field
 * @param {Letters} letters @returns {Shape[]}
 */
export function markedShapes(pieces, sign, { width, size, lang }, letters) {
  const said = pieces.map(({ words }) => words).join("");
  const own = directionOf(said, lang);
  const around = directionOf(t("reading.first")); // of the page, by its own letters
  const direction = own === "auto" ? around : own;
  const turned = (direction === "rtl") !== (around === "rtl"); // the picture is mirrored as a whole
  return brokenInto(pieces, sign, width, size, letters).flatMap((runs, at) => {
    const y = size * (0.98 + at * LEAD);
    let from = 0;
    return runs.flatMap((run) => {
      const words = run.words.trimEnd(); // drawn from its end in a turned picture, a blank there would move it
      const bold = run.marked && sign === "added";
      const wide = letters.width(words, style(size, bold));
      const x = turned ? width - from - wide : from;
      from += run.width;
      return runShapes(words, run.marked ? sign : null, { x, y, wide, size, lang, direction });
    });
  });
}

/**
 * @param {string} words @param {Sign | null} sign
 * @param {{x: number, y: number, wide: number, size: number, lang: string, direction: string}} place
 * @returns {Shape[]}
 */
function runShapes(words, sign, { x, y, wide, size, lang, direction }) {
  const type = { size, face: /** @type {const} */ ("words"), lang, direction };
  if (sign === "added")
    return [
      rect(x - 4, y - size * 0.9, wide + 8, size * 1.18, "for-wash", { round: 8 }),
      text(x, y, words, "ink", { ...type, weight: 700 }),
      line(x, y + size * 0.16, x + wide, y + size * 0.16, "for", 4),
    ];
  if (sign === "deleted")
    return [
      text(x, y, words, "ink-soft", type), line(x, y - size * 0.28, x + wide, y - size * 0.28, "against", 3.5),
    ];
  return [text(x, y, words, "ink", type)];
}
