// @ts-check
/**
 * In which direction words are written: their letters say it, as for `dir="auto"`. Refuses to know where they are
 * shown. Invariant: the same words have the same direction here and in server/words/direction.py: both are held to the
 * cases in tests/words/directions.json.
 */

/** Letters that are written from the right: Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam and their neighbours. */
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** What decides a direction: a letter, or a mark that stands for one. */
const STRONG = /[\u200e\u200f\u061c]|\p{L}/u;
const MARK_FROM_THE_RIGHT = /[\u200f\u061c]/;
/** Languages that are written from the right, unless a tag names another script. */
const LANGUAGES_FROM_THE_RIGHT = ["ar", "ckb", "dv", "fa", "he", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

/**
 * Say the direction of some words. The first letter decides; but words of a language that is written from the right,
 * with any of its letters, may well begin with a foreign abbreviation.
 * @param {string} words @param {string} [language] its tag, where somebody said it
 * @returns {"ltr" | "rtl" | "auto"} auto: there is no letter
 */
export function directionOf(words, language = "") {
  const letters = words.match(new RegExp(STRONG, "gu")) ?? [];
  if (LANGUAGES_FROM_THE_RIGHT.includes(language.split("-")[0]) && letters.some(isFromTheRight)) return "rtl";
  const [first] = letters;
  return first === undefined ? "auto" : isFromTheRight(first) ? "rtl" : "ltr";
}

/** @param {string} letter */
const isFromTheRight = (letter) => MARK_FROM_THE_RIGHT.test(letter) || FROM_THE_RIGHT.test(letter);

/** Say whether words hold a letter that is written from the right. @param {string} words */
export const hasFromTheRight = (words) => FROM_THE_RIGHT.test(words);
