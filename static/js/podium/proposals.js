// @ts-check
/**
 * The recommendations of a room as the podium handles them. Refuses to judge them. Invariant: an act is offered only in
 * a status that allows it, and the words of a recommendation are changed only here, by name; what a region has handed
 * over is the region's, and the chair of the plenary translates it, nothing else.
 */
import { fill, list, one } from "../page/dom.js";
import { listed, number, t } from "../page/strings.js";
import { showChips } from "../page/chips.js";
import { openDialog } from "./dialogs.js";
import { act } from "./acts.js";
import { labelWords } from "../page/numbers.js";
import { handedOver } from "./drafting.js";
import { askTranslation } from "./translating.js";
import { LANGUAGES } from "../page/words.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {import("../page/chips.js").Region} Region */
const ORDER = ["proposed", "accepted", "merged", "rejected", "withdrawn"];
/** How many rows are drawn at first, and at each "show more". */
const PAGE = 100;
/**
 * What the rows stand for now: a tally changes none of it.
 * @type {{recommendations?: any, sets?: any, you?: any, queue?: any, waiting?: any, most?: number}}
 */
let shown = {};
let most = PAGE;

/** Draw more rows than before. */
export const drawMore = () => {
  most += PAGE;
};

/**
 * Show the list: what waits for an answer first; then what regions handed over, region by region.
 * @param {HTMLElement} root @param {State} state @param {Region[]} regions
 */
export function showProposals(root, state, regions) {
  const { recommendations, sets, you, queue, waiting } = state;
  const now = { recommendations, sets, you, queue, waiting, most };
  if (Object.entries(now).every(([name, value]) => shown[/** @type {keyof typeof shown} */ (name)] === value)) return;
  shown = now;
  const rows = Object.values(recommendations)
    .filter((recommendation) => recommendation.room_id === state.room.id)
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.number - b.number);
  const groups = handedOver(state, regions);
  const all = groups.reduce((sum, group) => sum + group.recommendations.length, rows.length + (waiting ?? 0));
  fill(root, {
    proposalCount: number(all), noProposals: all === 0, rowsMore: rows.length > most,
    queued: Boolean(waiting), queueTitle: t("podium.waiting", { n: waiting ?? 0 }), queueMore: state.queueMore !== null,
  });
  list(
    /** @type {HTMLElement} */ (one("[data-list='queue']", root)),
    Object.values(queue),
    "id", "podium-row",
    (row, recommendation) =>
      showRow(row, recommendation, regions, { canAccept: true, canEdit: true, canTranslate: true, canReject: true })
  );
  list(
    /** @type {HTMLElement} */ (one("[data-list='proposals']", root)),
    rows.slice(0, most),
    "id", "podium-row",
    (row, recommendation) => {
      const { id, status } = recommendation;
      const stands = ["proposed", "accepted"].includes(status);
      showRow(row, recommendation, regions, {
        canAccept: ["proposed", "rejected"].includes(status), canEdit: stands, canTranslate: stands, canReject: stands,
        canWithdraw: stands && Boolean(you?.recommendations.includes(id)),
      });
    }
  );
  const canTranslate = you?.role === "chair";
  list(
    /** @type {HTMLElement} */ (one("[data-list='handed']", root)),
    groups, "id", "handed-group",
    (element, group) => {
      fill(element, { legend: group.legend });
      list(
        /** @type {HTMLElement} */ (one("[data-list='rows']", element)),
        group.recommendations, "id", "podium-row",
        (row, recommendation) => showRow(row, recommendation, regions, { canTranslate })
      );
    }
  );
}

/**
 * Show a recommendation with the acts that are offered on it.
 * @param {HTMLElement} row
 * @param {Said.Recommendation} recommendation
 * @param {Region[]} regions
 * @param {Record<string, boolean>} acts
 */
function showRow(row, recommendation, regions, acts) {
  fill(row, {
    ...recommendation,
    ...acts,
    number: labelWords(recommendation),
    statusWord: t(`podium.status.${recommendation.status}`),
    translated: translatedWords(recommendation, "podium.translated_into"),
  });
  showChips(one("[data-chips]", row), regions.filter((region) => recommendation.region_ids.includes(region.id)));
}

/**
 * Say into what a recommendation is translated; empty where it is not.
 * @param {Said.Recommendation} recommendation
 * @param {string} key
 */
function translatedWords({ translations }, key) {
  const languages = LANGUAGES.filter((language) => translations[language]).map((language) => t(`language.${language}`));
  return languages.length ? t(key, { languages: listed(languages) }) : "";
}

/**
 * Do what a row's button says.
 * @param {HTMLElement} button @param {State} state @param {(command: any) => Promise<any>} ask
 */
export function actOnProposal(button, state, ask) {
  const id = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
  const recommendation = state.queue[id] ?? state.recommendations[id];
  if (button.dataset.recommend === "reject_recommendation") return askReject(recommendation);
  if (button.dataset.recommend === "translate") return askTranslation(recommendation);
  if (button.dataset.recommend !== "edit")
    return act(button, ask, { type: button.dataset.recommend, recommendation_id: id });
  const asked = openDialog("edit", {
    title: t("podium.edit.title", { number: labelWords(recommendation) || "–" }),
    translated: translatedWords(recommendation, "podium.edit.translated"),
  });
  asked.dataset.recommendation = id;
  const form = /** @type {HTMLFormElement} */ (one("form", asked));
  field(form, "title").value = recommendation.title;
  field(form, "text").value = recommendation.text;
  return null;
}

/** Ask whether to reject, and why. @param {Said.Recommendation} recommendation */
function askReject(recommendation) {
  const called = labelWords(recommendation) || "–";
  const asked = openDialog("reject", { title: t("podium.reject.title", { number: called }) });
  asked.dataset.recommendation = recommendation.id;
  field(/** @type {HTMLFormElement} */ (one("form", asked)), "reason").value = "";
  return null;
}

/** Reject, with the reason if one was given. @param {HTMLElement} button @param {(command: any) => Promise<any>} ask */
export async function reject(button, ask) {
  const asked = /** @type {HTMLDialogElement} */ (button.closest("dialog"));
  const reason = field(/** @type {HTMLFormElement} */ (one("form", asked)), "reason").value.trim();
  if (
    await act(button, ask, { type: "reject_recommendation", recommendation_id: asked.dataset.recommendation, reason })
  )
    asked.close();
}

/**
 * Save the words of the recommendation being edited.
 * @param {HTMLElement} button
 * @param {(command: any) => Promise<any>} ask
 */
export async function saveWords(button, ask) {
  const asked = /** @type {HTMLDialogElement} */ (button.closest("dialog"));
  const form = /** @type {HTMLFormElement} */ (one("form", asked));
  const command = {
    type: "edit_recommendation", recommendation_id: asked.dataset.recommendation, title: field(form, "title").value,
    text: field(form, "text").value,
  };
  if (await act(button, ask, command)) asked.close();
}

/** @param {HTMLFormElement} form @param {string} name */
const field = (form, name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
