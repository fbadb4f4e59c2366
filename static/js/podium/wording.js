// @ts-check
/**
 * Writing on the podium: adding, editing, translating and sending back recommendations, and reading their history, by
 * their dialogs. It comes after the first picture of the page. Refuses to list recommendations. Invariant: what was
 * typed is kept by each dialog.
 */
import { add, askAdd, bindAdding } from "./adding.js";
import { askEdit, bindEditing, saveWords, takeTheirs, watchEditing } from "./editing.js";
import { askHistory } from "./history.js";
import { translatedWords } from "./proposal_row.js";
import { askReturn, sendBack } from "./returning.js";
import {
  askTranslation, bindTranslating, removeTranslation, saveTranslations, takeTheirTranslation,
  watchTranslating,
} from "./translating.js";

/**
 * Take the dialogs into use.
 * @param {{holder: string, room: string}} whose who types, for what is kept of it
 * @param {(command: any) => Promise<any>} ask @param {import("../page/chips.js").Region[]} regions
 */
export function makeWording(whose, ask, regions) {
  bindEditing();
  bindTranslating();
  bindAdding(whose, ask);
  return {
    askAdd,
    askTranslation,
    askReturn,
    /** @param {Said.Recommendation} recommendation */
    askHistory: (recommendation) => askHistory(recommendation, ask, regions),
    /** @param {Said.Recommendation} recommendation */
    askEdit: (recommendation) =>
      askEdit(recommendation, translatedWords(recommendation, "podium.edit.translated")),
    /** Look whether words that are being written have changed. @param {Record<string, Said.Recommendation>} known */
    watch(known) {
      watchEditing(known);
      watchTranslating(known);
    },
    /** Decide for what others wrote. @param {HTMLElement} button @param {string} theirs */
    take: (button, theirs) =>
      (button.closest("[data-dialog='edit']") ? takeTheirs : takeTheirTranslation)(theirs),
    /** Do what was answered in a dialog. @param {HTMLElement} button @param {string} name */
    answer(button, name) {
      if (name === "edit") saveWords(button, ask);
      if (name === "translate") saveTranslations(button, ask);
      if (name === "untranslate") removeTranslation(button, ask);
      if (name === "add") add(button);
      if (name === "return") sendBack(button, ask);
    },
  };
}
