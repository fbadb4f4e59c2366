// @ts-check
/**
 * Proposing a merge on the podium: which texts, side by side, and the one in their place. Refuses to decide who has to
 * agree: the service does. Invariants: the words come from the first text that is chosen until somebody types; what is
 * asked names the versions that were read.
 */
import { fill, list, one } from "../page/dom.js";
import { directionOf } from "../page/direction.js";
import { labelWords } from "../page/numbers.js";
import { act } from "./acts.js";
import { dialog, openDialog } from "./dialogs.js";
import { showText } from "./signed_text.js";

/**
 * @param {{agenda: {regions: import("../page/chips.js").Region[]}, read: () => import("../line/state.js").State,
 *   ask: (command: any) => Promise<any>}} page
 */
export function makeMerging({ agenda, read, ask }) {
  /** @type {Said.Recommendation[]} */
  let offered = [];
  /** @type {string[]} */
  let chosen = [];
  let typed = false;

  const form = () => /** @type {HTMLFormElement} */ (one("form", dialog("propose_merge")));
  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (form().elements.namedItem(name));
  const parents = () => chosen.map((id) => /** @type {any} */ (offered.find((one) => one.id === id)));

  /** What may be merged here: what was accepted, and is not being merged already. */
  function mergeable() {
    const { recommendations, signing } = read();
    const waits = new Set(Object.values(signing).flatMap((each) => each.parents.map(({ id }) => id)));
    const known = Object.values(recommendations).filter(({ id, status }) => status === "accepted" && !waits.has(id));
    return known.sort((a, b) => a.region_ids.join().localeCompare(b.region_ids.join()) || a.number - b.number);
  }

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
      (side, text) => showText(side, text, words, agenda.regions));
  }

  /** Begin with the words of the first. */
  function begin() {
    if (typed) return;
    const [first] = parents();
    field("title").value = first?.title ?? "";
    field("text").value = first?.text ?? "";
  }

  form().addEventListener("input", ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const id = input.closest("[data-key]")?.getAttribute("data-key");
    if (id) {
      chosen = input.checked ? [...chosen, id] : chosen.filter((each) => each !== id);
      begin();
    } else typed = typed || input.name === "title" || input.name === "text";
    show();
  });

  return {
    /** Ask which texts become one; what is ticked in the list is chosen already. */
    askMerge() {
      offered = mergeable();
      const ticked = [...document.querySelectorAll("[data-tick-row]:checked")];
      const ids = ticked.map((box) => box.closest("[data-key]")?.getAttribute("data-key") ?? "");
      chosen = ids.filter((id) => offered.some((one) => one.id === id));
      typed = false;
      openDialog("propose_merge");
      begin();
      show();
    },
    /** @param {HTMLElement} button */
    async propose(button) {
      const versions = Object.fromEntries(parents().map(({ id, version }) => [id, version]));
      const words = { title: field("title").value, text: field("text").value, language: field("language").value };
      if (await act(button, ask, { type: "propose_merge", parents: chosen, versions, ...words }))
        dialog("propose_merge").close();
    },
  };
}
