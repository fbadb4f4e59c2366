// @ts-check
/**
 * Two wordings with what differs marked, as elements of a page: what the first has alone is deleted, what the second
 * has alone is added. Refuses to decide. Invariant: each keeps its own language and direction.
 */
import { differences, joined } from "./differences.js";
import { directionOf } from "./direction.js";
import { list, one } from "./dom.js";

/** @typedef {{title: string, text?: string, language?: string}} Wording */

/** @param {Wording} wording */
export const whole = ({ title, text }) => [title, text].filter(Boolean).join("\n");

/**
 * What is compared of two wordings: their titles too, where these differ.
 * @param {Wording} first @param {Wording} second
 */
export function wordsCompared(first, second) {
  const titled = first.title !== second.title || !(first.text || second.text);
  const said = (/** @type {Wording} */ one) => (titled ? whole(one) : one.text ?? "");
  return joined(differences(said(first), said(second)));
}

/**
 * Show both in the parts of an element that are for it.
 * @param {HTMLElement} root @param {Wording} first @param {Wording} second
 * @param {(element: any, piece: any) => void} fill
 */
export function showCompared(root, first, second, fill) {
  const { here, there } = wordsCompared(first, second);
  for (const [name, pieces, { language = "" }] of /** @type {[string, typeof here, Wording][]} */ ([
    ["deleted", here, first], ["added", there, second],
  ])) {
    const place = /** @type {HTMLElement} */ (one(`[data-list='${name}']`, root));
    place.lang = language;
    place.dir = directionOf(pieces.map(({ words }) => words).join(""), language);
    list(
      place, pieces.map((piece, at) => ({ ...piece, key: `${at}:${piece.kind}` })), "key",
      ({ kind }) => (kind === "same" ? "piece-same" : `piece-${name}`), fill
    );
  }
}
