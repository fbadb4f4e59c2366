// @ts-check
/**
 * The recommendations of a room as the podium handles them. Refuses to judge them. Invariant: an act is offered only in a
 * status that allows it, and the words of a recommendation are changed only here, by name.
 */
import { fill, list, one } from "./dom.js";
import { number, t } from "./strings.js";
import { showChips } from "./chips.js";
import { openDialog } from "./dialogs.js";
import { act } from "./acts.js";

/** @typedef {import("./state.js").State} State */
const ORDER = ["proposed", "accepted", "merged", "rejected", "withdrawn"];
/** What the rows stand for now: a tally changes none of it. @type {{recommendations?: any, you?: any}} */
let shown = {};

/**
 * Show the list: what waits for an answer first.
 * @param {HTMLElement} root @param {State} state @param {import("./chips.js").Region[]} regions
 */
export function showProposals(root, state, regions) {
  if (shown.recommendations === state.recommendations && shown.you === state.you) return;
  shown = { recommendations: state.recommendations, you: state.you };
  const rows = Object.values(state.recommendations)
    .filter((recommendation) => recommendation.room_id === state.room.id)
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.number - b.number);
  fill(root, { proposalCount: number(rows.length), noProposals: rows.length === 0 });
  list(/** @type {HTMLElement} */ (one("[data-list='proposals']", root)), rows, "id", "desk-row", (row, recommendation) => {
    const { status } = recommendation;
    fill(row, {
      ...recommendation,
      number: number(recommendation.number),
      statusWord: t(`podium.status.${status}`),
      canAccept: ["proposed", "rejected"].includes(status),
      canEdit: ["proposed", "accepted"].includes(status),
      canReject: ["proposed", "accepted"].includes(status),
      canWithdraw: ["proposed", "accepted"].includes(status) && Boolean(state.you?.recommendations.includes(recommendation.id)),
    });
    showChips(one("[data-chips]", row), regions.filter((region) => recommendation.region_ids.includes(region.id)));
  });
}

/**
 * Do what a row's button says.
 * @param {HTMLElement} button @param {State} state @param {(command: any) => Promise<any>} ask
 */
export function actOnProposal(button, state, ask) {
  const id = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
  const recommendation = state.recommendations[id];
  if (button.dataset.recommend === "reject_recommendation") return askReject(recommendation);
  if (button.dataset.recommend !== "edit") return act(button, ask, { type: button.dataset.recommend, recommendation_id: id });
  const asked = openDialog("edit", { title: t("podium.edit.title", { number: recommendation.number }) });
  asked.dataset.recommendation = id;
  const form = /** @type {HTMLFormElement} */ (one("form", asked));
  field(form, "title").value = recommendation.title;
  field(form, "text").value = recommendation.text;
  return null;
}

/** Ask whether to reject, and why. @param {any} recommendation */
function askReject(recommendation) {
  const asked = openDialog("reject", { title: t("podium.reject.title", { number: recommendation.number }) });
  asked.dataset.recommendation = recommendation.id;
  field(/** @type {HTMLFormElement} */ (one("form", asked)), "reason").value = "";
  return null;
}

/** Reject, with the reason if one was given. @param {HTMLElement} button @param {(command: any) => Promise<any>} ask */
export async function reject(button, ask) {
  const asked = /** @type {HTMLDialogElement} */ (button.closest("dialog"));
  const reason = field(/** @type {HTMLFormElement} */ (one("form", asked)), "reason").value.trim();
  if (await act(button, ask, { type: "reject_recommendation", recommendation_id: asked.dataset.recommendation, reason })) asked.close();
}

/** Save the words of the recommendation being edited. @param {HTMLElement} button @param {(command: any) => Promise<any>} ask */
export async function saveWords(button, ask) {
  const asked = /** @type {HTMLDialogElement} */ (button.closest("dialog"));
  const form = /** @type {HTMLFormElement} */ (one("form", asked));
  const command = { type: "edit_recommendation", recommendation_id: asked.dataset.recommendation, title: field(form, "title").value, text: field(form, "text").value };
  if (await act(button, ask, command)) asked.close();
}

/** @param {HTMLFormElement} form @param {string} name */
const field = (form, name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
