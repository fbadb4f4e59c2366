// @ts-check
/**
 * The figures of a list, drawn where there is no page, by an engine of JavaScript alone. Refuses to measure: it is told
 * how wide each word is, and says which it was not told. Invariant: what is drawn from widths that are all told is what
 * a page would draw with such letters.
 */
import { drawnPlain } from "../drawing/plain.js";
import { useCards } from "../page/cards.js";
import { RIGHT_TO_LEFT, useStrings } from "../page/strings.js";
import { figuresOf } from "./figures.js";
import { lettersBy } from "./lettering.js";

/**
 * @typedef {{ranked: any, before: any, regions: import("../page/chips.js").Region[], language: string,
 *   words: Record<string, string>, cards: any, boxes: Record<string, string>, width: number,
 *   widths: Record<string, number>}} Given `widths` are those of words set in a size of 1, by `keyOf`
 */

const ARABIC = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const HAN = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;
/** What is measured by itself: blanks, a sign of a script without blanks, a word. */
const MEASURED = new RegExp(` |${HAN.source}|(?:(?! |${HAN.source}).)+`, "gsu");
/** How wide a word is taken to be that is not told. */
const GUESS = 0.6;

/** Say by which faces a line is set: those of one script set all that they can. @param {string} words */
const scriptOf = (words) => (ARABIC.test(words) ? "arabic" : HAN.test(words) ? "han" : "plain");

/**
 * Make letters that are as wide as is told.
 * @param {Record<string, number>} widths @param {Set<string>} unknown takes the keys that are not told
 */
export function toldLetters(widths, unknown) {
  /** @type {Map<string, number>} */
  const known = new Map(); // lines are tried in many sizes
  const wideOf = (/** @type {string} */ words, /** @type {string} */ face, /** @type {number} */ weight) => {
    const start = `${scriptOf(words)} ${face} ${weight} `;
    return (words.match(MEASURED) ?? []).reduce((sum, piece) => {
      const told = widths[start + piece];
      if (told === undefined) unknown.add(start + piece);
      return sum + (told ?? piece.length * GUESS);
    }, 0);
  };
  return lettersBy((words, { size, weight, face }) => {
    const key = `${face} ${weight} ${words}`;
    const wide = known.get(key) ?? wideOf(words, face, weight);
    known.set(key, wide);
    return wide * size;
  });
}

/** Draw all figures; where a width is missing, say which instead. @param {Given} given */
export function drawApart({ language, words, cards, boxes, width, widths, ...list }) {
  useStrings(words, language);
  useCards(cards);
  /** @type {Set<string>} */
  const unknown = new Set();
  const letters = toldLetters(widths, unknown);
  const figures = figuresOf(list, width, letters);
  for (const { kind, words: said, ...type } of figures.flatMap(({ shapes }) => shapes))
    if (kind === "text") letters.width(said, /** @type {any} */ (type)); // whoever writes them may set them in parts
  if (unknown.size) return { unknown: [...unknown], figures: [] };
  const rtl = RIGHT_TO_LEFT.includes(language);
  return {
    unknown: [],
    figures: figures.map((each) => ({
      ...each, drawn: drawnPlain(each.shapes, { ...each, rtl, label: each.alternative }, boxes),
    })),
  };
}
