// @ts-check
/**
 * The words of the service in the reader's language. Refuses to know any sentence itself: they come from
 * locales/<language>.json. Invariants: numbers are written as the language writes them, plurals by its own rules; no
 * line ends between a number and the word that it counts.
 */

import { hasFromTheRight } from "./direction.js";

/** @typedef {Record<string, string | number>} Figures */
/** @typedef {string | Record<string, string>} Words */

/** The languages that are written from the right. */
export const RIGHT_TO_LEFT = ["ar"];

const [ANSWER_MS, FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [8_000, 500, 8_000];

/** @type {Record<string, Words>} */
let words = {};
let plurals = new Intl.PluralRules("en");
let numbers = new Intl.NumberFormat("en");
let language = "en";

/**
 * Take a language's words into use.
 * @param {Record<string, Words>} table @param {string} lang
 */
export function useStrings(table, lang) {
  words = table;
  language = lang;
  plurals = new Intl.PluralRules(lang);
  numbers = new Intl.NumberFormat(lang);
}

/**
 * Read the words of a language once, before the page comes to life. Without them it would stay dead, and the hall
 * blank: so they are asked for until they come.
 * @param {string} url @param {string} lang
 */
export async function loadStrings(url, lang) {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
      if (!answer.ok) throw new Error(`no words at ${url}: ${answer.status}`);
      return useStrings(await answer.json(), lang);
    } catch (fault) {
      console.warn(fault);
    }
    const pause_ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries) * (0.5 + Math.random() / 2);
    await new Promise((goOn) => setTimeout(goOn, pause_ms));
  }
}

/**
 * Say a sentence; the figure `n` chooses the plural. A missing sentence is a defect: its key is shown and reported.
 * @param {string} key @param {Figures} [figures] @returns {string}
 */
export function t(key, figures = {}) {
  const found = words[key];
  if (found === undefined) {
    console.error(`no words for ${key}`);
    return key;
  }
  const sentence = typeof found === "string" ? found : found[plurals.select(Number(figures.n ?? 0))] ?? found.other;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => {
    const figure = figures[name];
    return figure === undefined ? whole : typeof figure === "number" ? numbers.format(figure) : figure;
  }).replace(/(\p{Nd}) (?=\p{L})/gu, "$1\u00a0");
}

/** The language of the page. */
export const pageLanguage = () => language;

/** Say whether a sentence exists. @param {string} key */
export const has = (key) => words[key] !== undefined;

/** Write a number as the language does. @param {number} n */
export const number = (n) => numbers.format(n);

/** Write a number with so many decimals at most. @param {number} n @param {number} most */
export const decimal = (n, most) => new Intl.NumberFormat(language, { maximumFractionDigits: most }).format(n);

/** Write two digits as the language does. @param {number} n */
export const twoDigits = (n) => new Intl.NumberFormat(language, { minimumIntegerDigits: 2 }).format(n);

/** Join names as the language does. @param {string[]} names */
export const listed = (names) => new Intl.ListFormat(language, { type: "conjunction" }).format(names.map(isolated));

/** Put short names in a row as the language does. @param {string[]} names */
export const inRow = (names) => names.map(isolated).join(t("list.separator"));

/**
 * Set a name apart from the row it stands in, where it may be written in the other direction: otherwise a Latin name at
 * the beginning of an Arabic row turns the whole row round.
 * @param {string} name
 */
export const isolated = (name) =>
  RIGHT_TO_LEFT.includes(language) || hasFromTheRight(name) ? `\u2068${name}\u2069` : name;

/** @type {Record<string, Intl.DisplayNames>} */
const languageNames = {};

/**
 * Say the name of a language in the language of the page; one that nobody has a name for is said by its tag.
 * @param {string} tag
 */
export function languageName(tag) {
  if (has(`language.${tag}`)) return t(`language.${tag}`);
  try {
    languageNames[language] ??= new Intl.DisplayNames([language], { type: "language", languageDisplay: "standard" });
    return languageNames[language].of(tag) ?? tag;
  } catch {
    return tag; // well-formed for us, and for the browser not
  }
}

/** Write the time of day. @param {Date} at */
export const timeOfDay = (at) => new Intl.DateTimeFormat(language, { timeStyle: "medium" }).format(at);

/** Write the time of day without its seconds. @param {Date} at */
export const hourAndMinute = (at) => new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(at);
