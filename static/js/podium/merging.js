// @ts-check
/**
 * The dialog in which a merge is proposed, on podium and boards: which texts, side by side, the one in their place, and
 * what its question asks beside the words. Refuses to decide who has to agree: the service does. Invariants: words and
 * answers come from the texts that are chosen until somebody types; what is asked names the versions that were read.
 */
import { fill, list, one } from "../page/dom.js";
import { directionOf } from "../page/direction.js";
import { facetsIn, fillFacets } from "../page/facet_fields.js";
import { labelWords } from "../page/numbers.js";
import { act } from "./acts.js";
import { dialog, openDialog } from "./dialogs.js";
import { showText } from "./signed_text.js";

/** @typedef {Said.Recommendation} Text */

/**
 * What texts of one question say alike. @param {Text[]} texts @returns {Text["facets"]}
 */
export function alikeIn(texts) {
  const [first, ...rest] = texts;
  const same = (/** @type {string} */ id) => rest.every((one) =>
    one.question_id === first.question_id && JSON.stringify(one.facets[id]) === JSON.stringify(first.facets[id]));
  return Object.fromEntries(Object.entries(first?.facets ?? {}).filter(([id]) => same(id)));
}

/**
 * @param {{regions: import("../page/chips.js").Region[], mergeable: () => Text[],
 *   ask: (command: any) => Promise<any>}} page `mergeable`: what may be merged here now
 */
export function makeMerging({ regions, mergeable, ask }) {
  /** @type {Text[]} */
  let offered = [];
  /** @type {string[]} */
  let chosen = [];
  let [typed, answered] = [false, false];

  const form = () => /** @type {HTMLFormElement} */ (one("form", dialog("propose_merge")));
  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (form().elements.namedItem(name));
  const parents = () => chosen.map((id) => /** @type {Text} */ (offered.find((one) => one.id === id)));

  function show() {
    const asked = dialog("propose_merge");
    list(/** @type {HTMLElement} */ (one("[data-list='mergeable']", asked)), offered, "id", "merge-choice",
      (row, text) => {
        const { title, language } = text;
        fill(row, { label: labelWords(text), title, language, direction: directionOf(title, language) });
        /** @type {HTMLInputElement} */ (one("input", row)).checked = chosen.includes(text.id);
      });
    const words = { title: field("title").value, text: field("text").value };
    list(/** @type {HTMLElement} */ (one("[data-list='parents']", asked)), parents(), "id", "signing-text",
      (side, text) => showText(side, text, words, regions));
  }

  /** Begin with the words of the first, and with what all of them answer alike. */
  function begin() {
    const [first] = parents();
    if (!typed) {
      field("title").value = first?.title ?? "";
      field("text").value = first?.text ?? "";
    }
    const { question_id = "", kind = "recommendation" } = first ?? {};
    if (!answered) fillFacets(form(), /** @type {any} */ ({ question_id, kind, facets: alikeIn(parents()) }));
  }

  form().addEventListener("input", ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const id = input.closest("[data-key]")?.getAttribute("data-key");
    if (id) {
      const [before] = parents();
      chosen = input.checked ? [...chosen, id] : chosen.filter((each) => each !== id);
      answered = answered && parents()[0]?.question_id === before?.question_id;
      begin();
    } else if (input.closest("[data-asks]")) answered = true;
    else typed = typed || input.name === "title" || input.name === "text";
    show();
  });

  return {
    /** Ask which texts become one. @param {string[]} ids those that are chosen already */
    askMerge(ids) {
      offered = mergeable();
      chosen = ids.filter((id) => offered.some((one) => one.id === id));
      [typed, answered] = [false, false];
      openDialog("propose_merge");
      field("language").value = "";
      begin();
      show();
    },
    /** @param {HTMLElement} button */
    async propose(button) {
      const versions = Object.fromEntries(parents().map(({ id, version }) => [id, version]));
      const words = { title: field("title").value, text: field("text").value, language: field("language").value };
      const said = facetsIn(form(), parents()[0]?.question_id ?? "");
      if (await act(button, ask, { type: "propose_merge", parents: chosen, versions, ...words, ...said }))
        dialog("propose_merge").close();
    },
  };
}
