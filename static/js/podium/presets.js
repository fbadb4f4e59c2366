// @ts-check
/**
 * What a round begins with: the choice of its kind of room, or a preset of the meeting. Refuses to know what a method
 * does. Invariant: a draft that is changed begins as it was prepared, whatever the defaults are by now.
 *
 * @typedef {{method: string, rules: Record<string, any>}} Choice
 */
import { list, one } from "../page/dom.js";
import { t } from "../page/strings.js";

/**
 * @param {HTMLElement} root the dialog
 * @param {{choice?: Choice, presets?: readonly (Choice & {name: string})[]}} agenda
 */
export function makePresets(root, agenda) {
  const select = /** @type {HTMLSelectElement} */ (one("[data-preset]", root));
  /** @type {Choice | null} */
  let draft = null;

  return {
    /** Offer the presets, and say with what to begin. @param {Choice | null} round a draft that is there */
    begin(round) {
      draft = round;
      const names = (agenda.presets ?? []).map(({ name }) => name);
      list(select, ["", ...names], (name) => name, "preset-option", (option, name) => {
        const words = name || t(round ? "draft.preset.as_it_is" : "draft.preset.room");
        Object.assign(option, { value: name, textContent: words });
      });
      select.value = "";
      /** @type {HTMLElement} */ (select.parentElement).hidden = !names.length;
      return this.chosen();
    },
    /** Say with what to begin now. @returns {Choice} */
    chosen: () =>
      (agenda.presets ?? []).find(({ name }) => name === select.value) ??
        draft ?? agenda.choice ?? { method: "", rules: {} },
  };
}
