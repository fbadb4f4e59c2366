// @ts-check
/**
 * One recommendation on the podium, with the acts that are offered on it. Refuses to act. Invariant: an act is offered
 * only where its status, the rounds of the room and whoever looks allow it.
 */
import { fill, list, one } from "../page/dom.js";
import { directionOf } from "../page/direction.js";
import { aboutWords } from "../page/facets.js";
import { labelWords } from "../page/numbers.js";
import { listed, t } from "../page/strings.js";
import { showChips } from "../page/chips.js";
import { LANGUAGES, mergedWords } from "../page/words.js";
import { linksOf } from "./alike.js";
import { OFFERED } from "./bulk.js";

/** @typedef {import("../line/state.js").State} State */

/**
 * The ids of recommendations that a round of the room holds: their words are what ballots are bound to.
 * @param {State} state
 * @returns {Map<string, number>} to the number of that round in its room
 */
export const boundIn = (state) =>
  new Map(
    Object.values(state.rounds)
      .filter((round) => round.epoch > 0 && round.state !== "void")
      .flatMap((round) => round.slate.map((id) => /** @type {[string, number]} */ ([id, round.number_in_room])))
  );

/**
 * Say which acts are offered on a recommendation of the room.
 * @param {Said.Recommendation} recommendation
 * @param {{conducts: boolean, own: boolean, bound: boolean}} how
 */
export function actsOn({ status, parents = [], taken_back = false }, { conducts, own, bound }) {
  const merge = parents.length > 0;
  const stands = ["proposed", "accepted"].includes(status);
  const free = conducts && !bound;
  return {
    canAccept: free && !merge && status === "proposed",
    canRestore: free && !merge && ["rejected", "withdrawn"].includes(status) && !taken_back,
    canReturn: free && stands && !merge, canReadHistory: conducts || own,
    canReject: free && !merge && OFFERED.reject_recommendation.includes(status),
    canUndo: free && merge && status === "accepted",
    canEdit: free && stands, canTranslate: conducts && stands, canWithdraw: stands && own && !bound,
  };
}

/**
 * @param {HTMLElement} row @param {Said.Recommendation} recommendation
 * @param {import("../page/chips.js").Region[]} regions @param {Record<string, any>} values acts and what else is shown
 * @param {Said.Alike[]} [alike] what it is alike to
 */
export function showRow(row, recommendation, regions, values, alike = []) {
  const { title, text, language } = recommendation;
  fill(row, {
    ...recommendation,
    bound: "", canReword: false, canUndo: false, merged: mergedWords(recommendation), ...values,
    about: aboutWords(recommendation),
    direction: directionOf(title, language), textDirection: directionOf(text, language),
    number: labelWords(recommendation),
    statusWord: t(recommendation.note ? "podium.sent_back" : `podium.status.${recommendation.status}`),
    noteWords: recommendation.note ? t("podium.note", { note: recommendation.note }) : "",
    supportWords: recommendation.supporters ? t("recommendation.supporters", { n: recommendation.supporters }) : "",
    translated: translatedWords(recommendation, "podium.translated_into"),
  });
  showChips(one("[data-chips]", row), regions.filter((region) => recommendation.region_ids.includes(region.id)));
  showAlike(row, linksOf(recommendation.id, alike, regions));
}

/**
 * Say beside a recommendation what it is alike to.
 * @param {HTMLElement} row @param {import("./alike.js").Link[]} links
 */
export function showAlike(row, links) {
  const place = /** @type {HTMLElement} */ (one("[data-list='alike']", row));
  place.hidden = links.length === 0;
  list(place, links, "key", ({ part }) => part, (element, link) => fill(element, link));
}

/**
 * Say into what a recommendation is translated; empty where it is not.
 * @param {Said.Recommendation} recommendation @param {string} key
 */
export function translatedWords({ translations }, key) {
  const languages = LANGUAGES.filter((language) => translations[language]).map((language) => t(`language.${language}`));
  return languages.length ? t(key, { languages: listed(languages) }) : "";
}
