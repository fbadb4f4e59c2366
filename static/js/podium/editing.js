// @ts-check
/**
 * Editing a recommendation on the podium. Refuses to overwrite what was not read: an edit names the version it was made
 * on. Invariant: what was typed stays in the fields until it is saved or its writer decides against it, whatever others
 * write meanwhile; what they wrote stands beside it.
 */
import { act } from "./acts.js";
import { compare } from "./comparing.js";
import { dialog, openDialog } from "./dialogs.js";
import { fill, one } from "../page/dom.js";
import { facetsIn, fillFacets } from "../page/facet_fields.js";
import { labelWords } from "../page/numbers.js";
import { t } from "../page/strings.js";

/** @typedef {{title: string, text: string}} Words */

/** The recommendation as its editor has read it: what is saved takes the place of these words. @type {any} */
let read = null;
let compared = false;
let beside = ""; // what was said beside the words when they were read

const asked = () => dialog("edit");
const form = () => /** @type {HTMLFormElement} */ (one("form", asked()));
/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form().elements.namedItem(name));
/** @returns {Words} */
const typed = () => ({ title: field("title").value, text: field("text").value });

/** What is said beside the words. */
const answers = () => JSON.stringify(facetsIn(form(), read.question_id));

/** Write words in the form in which the service keeps them, to see whether they are the same. @param {Words} words */
const settled = ({ title, text }) =>
  [title.trim().replace(/\s+/g, " "), text.trim().replace(/\r\n?/g, "\n")].join("\n").normalize("NFC");

/** Take the dialog into use. */
export const bindEditing = () => form().addEventListener("input", show);

/** @param {Said.Recommendation} recommendation @param {string} translated the languages whose translations would go */
export function askEdit(recommendation, translated) {
  read = recommendation;
  compared = false;
  openDialog("edit", { title: t("podium.edit.title", { number: labelWords(recommendation) || "–" }), translated });
  take(recommendation);
}

/** Put words into the fields. @param {Words} words */
function take({ title, text }) {
  field("title").value = title;
  field("text").value = text;
  fillFacets(form(), read);
  beside = answers();
  show();
}

/** Show what stands beside what is typed, where it was written meanwhile. */
function show() {
  compare(asked(), compared ? read : null, typed(), read.language);
  fill(asked(), { act: t(compared ? "podium.edit.mine" : "podium.edit.save") });
}

/**
 * Others have written other words: they come into the fields of somebody who has typed nothing, and beside all others'.
 * @param {any} now the recommendation as it stands
 */
function meet(now) {
  const [mine, before] = [settled(typed()), settled(read)];
  const untouched = mine === before && beside === answers();
  read = now;
  if (untouched) return take(now);
  compared = mine !== settled(now);
  show();
}

/** Look whether the words that are being edited have changed. @param {Record<string, Said.Recommendation>} known */
export function watchEditing(known) {
  const now = asked().open && read ? known[read.id] : null;
  if (now && now.version > read.version) meet(now);
}

/** Decide for what others wrote: as it is, or as what to go on from. @param {string} choice */
export function takeTheirs(choice) {
  if (choice === "keep") return asked().close();
  compared = false;
  return take(read);
}

/**
 * Save what is typed.
 * @param {HTMLElement} button @param {(command: any) => Promise<any>} ask
 */
export async function saveWords(button, ask) {
  const now = facetsIn(form(), read.question_id);
  const changed = JSON.stringify(now) === beside ? {} : now; // what others chose meanwhile stays
  const words = { ...typed(), ...changed };
  const command = { type: "edit_recommendation", recommendation_id: read.id, version: read.version, ...words };
  const done = await act(button, ask, command, ({ code, current }) => code === "overtaken" && meet(current));
  if (done) asked().close();
}
