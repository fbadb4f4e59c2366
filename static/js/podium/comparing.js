// @ts-check
/**
 * What stands beside what somebody typed, where both were written at the same time: shown in the dialog in which it was
 * typed. Refuses to decide, and to touch a field. Invariant: what differs is marked by a line and by its weight, so
 * that colour may go.
 */
import { differences } from "../page/differences.js";
import { directionOf } from "../page/direction.js";
import { fill, list, one } from "../page/dom.js";

/** @typedef {{title: string, text: string}} Words */

/**
 * Show both, or hide the comparison where there is nothing to compare.
 * @param {HTMLElement} asked the dialog @param {Words | null} theirs what stands @param {Words} [mine] what was typed
 * @param {string} [language] of both
 */
export function compare(asked, theirs, mine = { title: "", text: "" }, language = "") {
  fill(asked, { overtaken: Boolean(theirs) });
  if (!theirs) return;
  for (const part of /** @type {("title" | "text")[]} */ (["title", "text"])) {
    const { here, there } = differences(theirs[part], mine[part]);
    showPieces(asked, `theirs-${part}`, here, theirs[part], language);
    showPieces(asked, `mine-${part}`, there, mine[part], language);
  }
}

/**
 * @param {HTMLElement} asked @param {string} name @param {import("../page/differences.js").Piece[]} pieces
 * @param {string} words @param {string} language
 */
export function showPieces(asked, name, pieces, words, language) {
  const root = /** @type {HTMLElement} */ (one(`[data-list='${name}']`, asked));
  root.lang = language;
  root.dir = directionOf(words, language);
  const placed = pieces.map((piece, place) => ({ ...piece, key: `${place}:${piece.kind}` }));
  list(root, placed, "key", ({ kind }) => `piece-${kind}`, (element, piece) => fill(element, { words: piece.words }));
}
