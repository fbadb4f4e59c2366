// @ts-check
/**
 * Translating a recommendation on the podium: one language at a time, with the original beside it. Refuses to translate
 * and to judge words: the service does that. Invariant: what was typed in one language waits while another is looked
 * at; all of it is saved together, for the version of the original that was read.
 */
import { act, sayNear } from "./acts.js";
import { dialog, openDialog } from "./dialogs.js";
import { directionOf } from "../page/direction.js";
import { all, fill, list, one } from "../page/dom.js";
import { labelWords } from "../page/numbers.js";
import { t } from "../page/strings.js";
import { LANGUAGES, reading } from "../page/words.js";

const NOTHING = { title: "", text: "" };
/** @type {any} the recommendation that is being translated */
let shown = { translations: {} };
let language = "";
/** @type {Record<string, {title: string, text: string}>} what was typed, by language */
let typed = {};

const form = () => /** @type {HTMLFormElement} */ (one("form", dialog("translate")));
/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form().elements.namedItem(name));

/** Take the dialog into use. */
export function bindTranslating() {
  form().addEventListener("input", count);
  field("language").addEventListener("change", () => turnTo(field("language").value));
}

/**
 * Ask for the words of a recommendation in another language: that of the page or, where it is there, one that is
 * missing.
 * @param {Said.Recommendation} recommendation
 */
export function askTranslation(recommendation) {
  shown = recommendation;
  typed = {};
  language = "";
  const { title, text, language: own, translations } = recommendation;
  const missing = (/** @type {string} */ code) => code !== own && !translations[code];
  openDialog("translate", {
    heading: t("podium.translate.title", { number: labelWords(recommendation) }),
    original: own ? t("recommendation.original", { language: t(`language.${own}`) }) : t("podium.translate.original"),
    title, text, language: own, direction: directionOf(own),
  });
  turnTo([reading(), ...LANGUAGES].find(missing) ?? LANGUAGES.find((code) => code !== own) ?? "");
  return null;
}

/** Put the words of a language into the fields. @param {string} next */
function turnTo(next) {
  keep();
  language = next;
  const offered = LANGUAGES.filter((code) => code !== shown.language);
  list(field("language"), offered, (code) => code, "language-option", (option, code) => {
    const name = t(`language.${code}`);
    fill(option, { code, name: shown.translations[code] ? t("podium.translate.there", { language: name }) : name });
  });
  field("language").value = language;
  const { title, text } = typed[language] ?? shown.translations[language] ?? NOTHING;
  field("title").value = title;
  field("text").value = text;
  fill(dialog("translate"), {
    into: language, intoDirection: directionOf(language), removable: Boolean(shown.translations[language]),
  });
  count();
}

/** Remember what stands in the fields. */
function keep() {
  if (language) typed[language] = { title: field("title").value.trim(), text: field("text").value.trim() };
}

/** Say how much room is left. */
function count() {
  for (const counter of all("[data-counter]", form())) {
    const { maxLength, value } = field(counter.dataset.counter ?? "");
    counter.textContent = t("proposal.left", { n: maxLength - value.length });
  }
}

/**
 * Save what was typed, language by language; what is refused is shown with the reason.
 * @param {HTMLElement} button
 * @param {(command: any) => Promise<any>} ask
 */
export async function saveTranslations(button, ask) {
  keep();
  const changed = Object.entries(typed).filter(([code, { title, text }]) => {
    const before = shown.translations[code] ?? NOTHING;
    return title !== before.title || text !== before.text;
  });
  for (const [code, words] of changed) {
    turnTo(code);
    if (!words.title) return sayNear(button, t("refusal.malformed.title_missing"));
    if (!(await act(button, ask, command(words)))) return;
    shown = { ...shown, translations: { ...shown.translations, [code]: words } };
  }
  dialog("translate").close();
}

/** Take the translation in view away. @param {HTMLElement} button @param {(command: any) => Promise<any>} ask */
export async function removeTranslation(button, ask) {
  if (await act(button, ask, command(NOTHING))) dialog("translate").close();
}

/** @param {{title: string, text: string}} words */
const command = (words) => ({
  type: "translate_recommendation", recommendation_id: shown.id, version: shown.version, language,
  ...words,
});
