// @ts-check
/**
 * Drafting a round: method, slate and rules sheet. Refuses to know what a method does with them. Invariant: what is
 * ticked is what is sent, in the order shown; in plenary each recommendation stands under its region of origin.
 */
import { cardOf, defaultMethod } from "../page/cards.js";
import { all, fill, list, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { act, sayNear } from "./acts.js";
import { showChips } from "../page/chips.js";
import { openDialog } from "./dialogs.js";
import { readRules, rulesOf } from "./draft_rules.js";
import { handed, offered } from "./offered.js";
import { untranslatedWords } from "../page/words.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {import("../page/agenda.js").Agenda} Agenda */
/** @typedef {{id: string, legend: string, ticked: boolean, recommendations: any[]}} Group */
/** What the open dialog offers, by id. @type {Record<string, any>} */
let known = {};

/**
 * What the regions handed to this plenary session, by region of origin; nothing in any other room.
 * @param {State} state @param {import("../page/chips.js").Region[]} regions @returns {Group[]}
 */
export const handedOver = (state, regions) => handed(state, regions).map((group) => inWords(group, true));

/**
 * Say what may be voted on in a room: what regions handed to it, then what the room itself accepted.
 * @param {State} state @param {Agenda} agenda @returns {Group[]}
 */
export function slateGroups(state, agenda) {
  const groups = offered(state, agenda.regions);
  return groups.map((group) => inWords(group, groups.length === 1 || group.region !== null));
}

/** @param {import("./offered.js").Offered} group @param {boolean} ticked @returns {Group} */
const inWords = ({ id, region, recommendations }, ticked) => ({
  id, recommendations, ticked,
  legend: region ? t("draft.group.handed", { region: region.name }) : t("draft.group.room"),
});

/**
 * Read the draft form as a command.
 * @param {HTMLFormElement} form
 */
function draftCommand(form) {
  const given = new FormData(form);
  const method = String(given.get("method"));
  return {
    type: "prepare_round", method, question_id: String(given.get("question_id") ?? ""),
    slate: given.getAll("slate").map(String), rules: readRules(method, given),
  };
}

/**
 * Prepare the round that the form describes, where anything is ticked.
 * @param {HTMLElement} button @param {(command: any) => Promise<any>} ask
 */
export function prepare(button, ask) {
  const command = draftCommand(draftForm());
  return command.slate.length ? act(button, ask, command) : sayNear(button, t("draft.empty"));
}

/**
 * Open the drafting dialog with the room's usual choices.
 * @param {State} state @param {Agenda} agenda @param {string} questionId the question that is up
 */
export function openDraft(state, agenda, questionId) {
  const asked = openDialog("draft");
  const form = draftForm();
  const region = state.room.kind === "region";
  form.reset();
  choose(form, "method", defaultMethod(state.room.kind));
  choose(form, "secrecy", agenda.default_secrecy ?? "confidential");
  const question = /** @type {HTMLSelectElement} */ (form.elements.namedItem("question_id"));
  question.value = [...question.options].some((option) => option.value === questionId) ? questionId : "";
  const groups = slateGroups(state, agenda);
  known = state.recommendations;
  showGroups(asked, groups, agenda);
  for (const box of boxes(form))
    box.checked = groups.some((group) => group.ticked && group.recommendations.some((one) => one.id === box.value));
  if (region) tickForQuestion(form, state);
  refreshDraft(form);
}

/** @returns {HTMLFormElement} */
export const draftForm = () => /** @type {HTMLFormElement} */ (one("[data-draft]"));

/** @param {HTMLElement} root @param {Group[]} groups @param {Agenda} agenda */
function showGroups(root, groups, agenda) {
  fill(root, { slateNone: groups.length === 0 });
  list(
    /** @type {HTMLElement} */ (one("[data-list='groups']", root)),
    groups, "id", "slate-group",
    (element, group) => {
      fill(element, { legend: group.legend });
      list(
        /** @type {HTMLElement} */ (one("[data-list='slate']", element)),
        group.recommendations, "id", "slate-row",
        (row, recommendation) => {
          fill(row, {
            id: recommendation.id, number: recommendation.number, title: recommendation.title,
            language: recommendation.language,
          });
          showChips(
            one("[data-chips]", row), agenda.regions.filter((region) => recommendation.region_ids.includes(region.id))
          );
        }
      );
    }
  );
}

/**
 * In a region room the question chosen chooses the slate; no single question takes all.
 * @param {HTMLFormElement} form
 * @param {State} state
 */
export function tickForQuestion(form, state) {
  const chosen = /** @type {HTMLSelectElement} */ (form.elements.namedItem("question_id")).value;
  const fits = (/** @type {HTMLInputElement} */ box) => state.recommendations[box.value]?.question_id === chosen;
  const any = boxes(form).some(fits);
  for (const box of boxes(form)) box.checked = !chosen || !any || fits(box);
}

/** Say again how many are ticked and which rules apply. @param {HTMLFormElement} form */
export function refreshDraft(form) {
  const ticked = boxes(form).filter((box) => box.checked);
  const n = ticked.length;
  const given = new FormData(form);
  const method = String(given.get("method"));
  const asked = rulesOf(method);
  const most = cardOf(method)?.largest_slate ?? Infinity;
  for (const rule of all("[data-rule]", form)) rule.hidden = !asked.includes(rule.dataset.rule ?? "");
  fill(form, {
    ticked: t("draft.slate_count", { n }), act: t("draft.act", { n }),
    untranslated: untranslatedWords(ticked.map((box) => known[box.value]).filter(Boolean)),
    tooMany: n > most ? t("draft.too_many", { n: most }) : "",
    sentence: t(
      `method.${method}.sentence`,
      Object.fromEntries(
        ["regions_needed", "opposition_tolerated", "places", "max_choices"].map((rule) => [
          rule, String(given.get(rule) ?? ""),
        ])
      )
    ),
  });
}

/** Tick all or none of a group. @param {HTMLElement} button */
export function tickGroup(button) {
  for (const box of all("input[name='slate']", button.closest("fieldset") ?? undefined))
    /** @type {HTMLInputElement} */ (box).checked = button.dataset.tick === "all";
}

/** @param {HTMLFormElement} form @returns {HTMLInputElement[]} */
const boxes = (form) => all("input[name='slate']", form).map((box) => /** @type {HTMLInputElement} */ (box));

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function choose(form, name, value) {
  const input = /** @type {HTMLInputElement | null} */ (one(`input[name="${name}"][value="${value}"]`, form));
  if (input) input.checked = true;
}
