// @ts-check
/** A text beside other words for it: which it is, where it comes from, and what in it differs. Refuses to act. */
import { fill, one } from "../page/dom.js";
import { differences } from "../page/differences.js";
import { labelWords } from "../page/numbers.js";
import { showChips } from "../page/chips.js";
import { showPieces } from "./comparing.js";

/** @typedef {import("../page/chips.js").Region} Region */
/** @typedef {{title: string, text: string}} Words */

/**
 * Show a text with what in it differs from other words.
 * @param {HTMLElement} side @param {Said.Recommendation} text @param {Words} words @param {Region[]} regions
 */
export function showText(side, text, words, regions) {
  fill(side, { number: labelWords(text) });
  showChips(one("[data-chips]", side), regions.filter(({ id }) => text.region_ids.includes(id)));
  for (const part of /** @type {("title" | "text")[]} */ (["title", "text"]))
    showPieces(side, `here-${part}`, differences(text[part], words[part]).here, text[part], text.language);
}
