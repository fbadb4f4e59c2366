// @ts-check
/**
 * What stands beside ballots on the podium: what a region says by its named position, and votes that people count.
 * Each comes when it is needed. Refuses to show anything itself.
 */
import { cardOf } from "../page/cards.js";
import { regionsBy } from "../page/chips.js";
import { one } from "../page/dom.js";
import { later } from "../page/later.js";
import { dressed } from "../page/sheets.js";

/** @typedef {import("../line/state.js").State} State */
/**
 * @typedef {{holder: string, role: string, region: string, read: () => State,
 *   ask: (command: any) => Promise<any>, round: () => Said.Round | null}} Around
 * @typedef {Around & {regionsOf: (ids: string[]) => {id: string, name: string}[]}} Page
 */

/**
 * The regions of a round in which somebody may count.
 * @param {Said.Round} round @param {{role: string, region: string}} by
 */
export const unitsOf = ({ regions }, { role, region }) =>
  regions.filter((id) => role === "chair" || id.split("+").includes(region));

/** Where votes may be counted beside ballots. @param {Said.Round} round */
const isCountable = ({ method, rules }) =>
  cardOf(method)?.by_hand && !rules.roll_call && !(rules.visibility === "live" && rules.secrecy === "recorded");

/**
 * @param {HTMLElement} podium @param {import("../page/agenda.js").Agenda} agenda @param {Around} around
 * @returns {() => void} shows both as they are now
 */
export function makeBesideBallots(podium, agenda, around) {
  /** @type {Page} */
  const page = { ...around, regionsOf: (ids) => regionsBy(agenda.regions, ids) };
  const naming = later(async () => (await dressed(import("./naming.js"))).makeNaming(podium, page));
  const counting = later(async () => (await dressed(import("./counting.js"))).makeCounting(podium, page));
  const more = /** @type {HTMLDetailsElement | null} */ (one("[data-counting-more]", podium));
  const panel = /** @type {HTMLElement | null} */ (one("[data-counting]", podium));

  /** @param {import("../page/later.js").Later<() => void>} script @param {boolean} wanted */
  function show(script, wanted) {
    if (script.here) script.here();
    else if (wanted) script.come().then((now) => now(), () => {}); // or at the next drawing
  }

  /** @param {Said.Round | null} round */
  const mayCount = (round) =>
    Boolean(round?.state === "open" && isCountable(round) && unitsOf(round, page).length);

  function showBoth() {
    const round = page.round();
    const may = mayCount(round);
    if (panel) panel.hidden = !may;
    show(naming, Object.keys(page.read().named).length > 0);
    show(counting, may && Boolean(more?.open));
  }

  more?.addEventListener("toggle", showBoth);
  return showBoth;
}
