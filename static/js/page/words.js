// @ts-check
/**
 * The words of a recommendation in the language of their reader: a translation where there is one, else as they were
 * proposed. Refuses to translate, and to know where words are shown. Invariant: words never go without their language
 * and their direction, and those that are not in the language wanted say in which they are.
 */
import { lengthOf } from "./bars.js";
import { directionOf } from "./direction.js";
import { aboutWords } from "./facets.js";
import { labelWords } from "./numbers.js";
import { inRow, languageName, pageLanguage, t } from "./strings.js";

/**
 * @typedef {{title: string, text: string, language: string, direction: "ltr" | "rtl" | "auto",
 *   textDirection: "ltr" | "rtl" | "auto", tag: string, original: string,
 *   about: string, merged: string}} Words
 */

/** The six, in the order in which they are offered. */
export const LANGUAGES = ["en", "fr", "es", "ar", "zh", "ru"];

let chosen = "";

/** The language that recommendations are read in: the one chosen, else that of the page. */
export const reading = () => chosen || pageLanguage();

/** Read recommendations in this language from now on; none is that of the page. @param {string} language */
export function readIn(language) {
  chosen = language;
}

/**
 * Say whether two tags name one language, whatever is said of script and region.
 * @param {string} a @param {string} b
 */
const alike = (a, b) => a.split("-")[0] === b.split("-")[0];

/**
 * Say what a recommendation was merged into; empty where it was not.
 * @param {Partial<Said.Recommendation> | undefined} recommendation
 */
export const mergedWords = (recommendation) =>
  recommendation?.merged_into ? t("merge.into", { label: labelWords({ label: recommendation.merged_as ?? "" }) }) : "";

/** Say a recommendation to its reader. @param {Said.Recommendation} recommendation @returns {Words} */
export function wordsOf(recommendation) {
  const { title = "", text = "", language = "", translations = {} } = recommendation ?? {};
  const wanted = reading();
  const translation = language === wanted ? null : translations[wanted];
  const said = translation ? { title: translation.title, text: translation.text ?? "", language: wanted }
    : { title, text, language };
  return {
    ...said,
    direction: directionOf(said.title, said.language), textDirection: directionOf(said.text, said.language),
    tag: !said.language || alike(said.language, wanted) ? "" : languageName(said.language),
    original: translation && language ? t("recommendation.original", { language: languageName(language) }) : "",
    about: aboutWords(recommendation), merged: mergedWords(recommendation),
  };
}

/** @type {WeakMap<object, {recommendations: any, language: string, list: any}>} */
const known = new WeakMap();

/**
 * Say the titles of a ranked list to its reader; `longest` is that of the longest title in any language, by which pages
 * are made, for the hall and the podium turn them together.
 * @param {any} ranked or null @param {Record<string, Said.Recommendation>} recommendations
 */
export function inWords(ranked, recommendations) {
  if (!ranked) return ranked;
  const before = known.get(ranked);
  if (before?.recommendations === recommendations && before.language === reading()) return before.list;
  const items = ranked.items.map((/** @type {any} */ item) => {
    const recommendation = recommendations[item.recommendation_id] ?? item;
    const { title, text, language, direction, merged } = wordsOf(recommendation);
    const titles = [item, ...Object.values(recommendation.translations ?? {})].map((one) => lengthOf(one.title));
    return { ...item, title, text, language, direction, merged, longest: Math.max(...titles) };
  });
  const list = { ...ranked, items };
  known.set(ranked, { recommendations, language: reading(), list });
  return list;
}

/**
 * Every language that a recommendation can be read in. @param {Said.Recommendation} recommendation @returns {string[]}
 */
const languagesOf = ({ language, translations }) =>
  [language.split("-")[0], ...Object.keys(translations ?? {})].filter(Boolean);

/**
 * Every language that some of these recommendations can be read in, in the order of the six.
 * @param {any[]} recommendations
 */
export const languagesAmong = (recommendations) =>
  LANGUAGES.filter((language) => recommendations.some((one) => languagesOf(one).includes(language)));

/**
 * Warn, in one line, of languages that some of these recommendations have and others lack; empty where none is like
 * that.
 * @param {any[]} recommendations
 */
export function untranslatedWords(recommendations) {
  const lacking = languagesAmong(recommendations).map((language) => ({
    language, n: recommendations.filter((one) => !languagesOf(one).includes(language)).length,
  }));
  const said = lacking
    .filter(({ n }) => n > 0)
    .map(({ language, n }) => t("podium.untranslated.language", { language: languageName(language), n }));
  return said.length ? t("podium.untranslated", { languages: inRow(said) }) : "";
}
