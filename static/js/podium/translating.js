// @ts-check
/**
 * Translating a recommendation on the podium: one language at a time, with the original beside it. Refuses to translate
 * and to judge words: the service does that. Invariants: what was typed in one language waits while another is looked
 * at; all of it is saved together, for the version of the original that was read and in the place of the translation
 * that was read; what others wrote meanwhile stands beside it.
 */
import { act, sayNear } from "./acts.js";
import { compare } from "./comparing.js";
import { dialog, openDialog } from "./dialogs.js";
import { directionOf } from "../page/direction.js";
import { all, fill, list, one } from "../page/dom.js";
import { labelWords } from "../page/numbers.js";
import { languageName, t } from "../page/strings.js";
import { LANGUAGES, reading } from "../page/words.js";

/** @typedef {{title: string, text: string}} Words */
const NOTHING = { title: "", text: "" };
/** @type {any} the recommendation as its translator has read it */
let shown = { translations: {} };
let language = "";
/** @type {Record<string, Words>} what was typed, by language */
let typed = {};
/** @type {Set<string>} languages in which others wrote meanwhile */
const overtaken = new Set();

const asked = () => dialog("translate");
const form = () => /** @type {HTMLFormElement} */ (one("form", asked()));
/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form().elements.namedItem(name));
/** @param {string} code @returns {Words} */
const standing = (code) => shown.translations[code] ?? NOTHING;
/** @param {Words} a @param {Words} b */
const alike = (a, b) => a.title === b.title && a.text === b.text;

/** Take the dialog into use. */
export function bindTranslating() {
  form().addEventListener("input", () => {
    keep();
    look();
  });
  field("language").addEventListener("change", () => turnTo(field("language").value));
}

/**
 * Ask for the words of a recommendation in another language: that of the page or, where it is there, one that is
 * missing.
 * @param {Said.Recommendation} recommendation
 */
export function askTranslation(recommendation) {
  typed = {};
  language = "";
  overtaken.clear();
  const { language: own, translations } = recommendation;
  const missing = (/** @type {string} */ code) => code !== own && !translations[code];
  openDialog("translate", { heading: t("podium.translate.title", { number: labelWords(recommendation) || "–" }) });
  read(recommendation);
  turnTo([reading(), ...LANGUAGES].find(missing) ?? LANGUAGES.find((code) => code !== own) ?? "");
  return null;
}

/** Show the original as it stands. @param {Said.Recommendation} recommendation */
function read(recommendation) {
  shown = recommendation;
  const { title, text, language: own } = recommendation;
  fill(asked(), {
    original: own ? t("recommendation.original", { language: languageName(own) }) : t("podium.translate.original"),
    title, text, language: own, direction: directionOf(title, own), textDirection: directionOf(text, own),
  });
}

/** Put the words of a language into the fields. @param {string} next */
function turnTo(next) {
  language = next;
  const offered = LANGUAGES.filter((code) => code !== shown.language);
  list(field("language"), offered, (code) => code, "language-option", (option, code) => {
    const name = t(`language.${code}`);
    fill(option, { code, name: shown.translations[code] ? t("podium.translate.there", { language: name }) : name });
  });
  field("language").value = language;
  const { title, text } = typed[language] ?? standing(language);
  field("title").value = title;
  field("text").value = text;
  look();
}

/** Remember what stands in the fields. */
function keep() {
  if (language) typed[language] = { title: field("title").value.trim(), text: field("text").value.trim() };
}

/** Show what belongs to the language in view: room that is left, direction, what others wrote. */
function look() {
  const { title, text } = typed[language] ?? standing(language);
  const runs = directionOf(title, language);
  fill(asked(), {
    into: language, intoDirection: runs === "auto" ? usual(language) : runs,
    removable: Boolean(shown.translations[language]),
    act: t(overtaken.size ? "podium.edit.mine" : "podium.translate.save"),
  });
  for (const counter of all("[data-counter]", form())) {
    const { maxLength, value } = field(counter.dataset.counter ?? "");
    counter.textContent = t("proposal.left", { n: maxLength - value.length });
  }
  compare(asked(), overtaken.has(language) ? standing(language) : null, { title, text }, language);
}

/** In which direction an empty field of a language runs. @param {string} code */
const usual = (code) => (code === "ar" ? "rtl" : "ltr");

/**
 * Others have written: in the language of a field that nobody has touched their words come into it, beside all others
 * they are shown.
 * @param {any} now the recommendation as it stands
 */
function meet(now) {
  const before = shown;
  for (const code of LANGUAGES) {
    const [was, is, mine] = [before.translations[code] ?? NOTHING, now.translations[code] ?? NOTHING, typed[code]];
    if (mine && alike(mine, was)) delete typed[code];
    else if (mine && !alike(was, is) && !alike(mine, is)) overtaken.add(code);
  }
  read(now);
  turnTo(language);
}

/** Look whether what is being translated has changed. @param {Record<string, Said.Recommendation>} known */
export function watchTranslating(known) {
  const now = asked().open ? known[shown.id] : null;
  if (now && now !== shown && (now.version !== shown.version || !sameTranslations(now))) meet(now);
}

/** @param {any} now */
const sameTranslations = ({ translations }) =>
  LANGUAGES.every((code) => translations[code]?.version === shown.translations[code]?.version);

/** Decide for what others wrote: it comes into the fields. */
export function takeTheirTranslation() {
  delete typed[language];
  overtaken.delete(language);
  turnTo(language);
}

/**
 * Save what was typed, language by language; what is refused is shown with the reason.
 * @param {HTMLElement} button
 * @param {(command: any) => Promise<any>} ask
 */
export async function saveTranslations(button, ask) {
  const changed = Object.entries(typed).filter(([code, words]) => !alike(words, standing(code)));
  for (const [code, words] of changed) {
    turnTo(code);
    if (!words.title) return sayNear(button, t("refusal.malformed.title_missing"));
    const done = await act(button, ask, command(words), onRefused);
    if (!done) return;
    overtaken.delete(code);
    const version = (shown.translations[code]?.version ?? 0) + 1;
    shown = { ...shown, translations: { ...shown.translations, [code]: { ...words, version } } };
  }
  asked().close();
}

/** Take the translation in view away. @param {HTMLElement} button @param {(command: any) => Promise<any>} ask */
export async function removeTranslation(button, ask) {
  if (await act(button, ask, command(NOTHING), onRefused)) asked().close();
}

/** @param {any} refusal */
function onRefused({ current }) {
  if (current?.id === shown.id) meet(current);
}

/** @param {Words} words */
const command = (words) => ({
  type: "translate_recommendation", recommendation_id: shown.id, version: shown.version, language,
  replaces: shown.translations[language]?.version ?? 0, ...words,
});
