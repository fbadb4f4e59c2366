// @ts-check
/**
 * Finding a recommendation in a long list by what somebody types: words of its title or its text, in any language that
 * it is there in, or its number. Refuses to rank: what is found stays in the order of its list. Invariant: capitals,
 * accents and the way in which letters are written together make no difference.
 */

import { aboutWords } from "./facets.js";

/** Marks over and under letters, of Latin, Greek, Cyrillic, Hebrew and Arabic, and what only stretches a word. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;

/** Write words without what readers type differently. @param {string} words */
export const plain = (words) => words.toLowerCase().normalize("NFKD").replace(MARKS, "");

/** @type {WeakMap<object, string>} */
const known = new WeakMap();

/** Everything that a recommendation says, made ready once. @param {Said.Recommendation} recommendation */
function saidBy(recommendation) {
  const before = known.get(recommendation);
  if (before !== undefined) return before;
  const { title, text, translations } = recommendation;
  const said = [title, text, ...Object.values(translations ?? {}).flatMap((one) => [one.title, one.text])];
  const all = plain([...said, aboutWords(recommendation)].join("\n"));
  known.set(recommendation, all);
  return all;
}

/**
 * Make what was typed into a question that is put to each recommendation: all words must be in it, in any order; a
 * number is that of a recommendation, or stands in it by itself.
 * @param {string} typed
 * @returns {(recommendation: Said.Recommendation, more?: string) => boolean} `more`: what else it may be found by
 */
export function looksFor(typed) {
  const words = plain(typed).split(/\s+/).filter(Boolean).map(asked);
  return (recommendation, more = "") => {
    const said = [recommendation.label ?? "", plain(more), saidBy(recommendation)].join("\n");
    return words.every((isIn) => isIn(said));
  };
}

/** A word is looked for anywhere, a number by itself. @param {string} word @returns {(said: string) => boolean} */
function asked(word) {
  const number = /^[#№]?(\d+)$/.exec(word)?.[1];
  if (!number) return (said) => said.includes(word);
  const alone = new RegExp(`(?:^|\\D)${number}(?:\\D|$)`);
  return (said) => alone.test(said);
}
