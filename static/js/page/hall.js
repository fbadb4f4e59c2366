// @ts-check
/**
 * What the hall shows: as it was set, or as the room itself asks for. Pure. Refuses to draw it and to set it.
 * Invariants: podium and hall come to the same; what was set stands until a round of the room is opened, published or
 * voided, and no view is shown that the state of its round does not have.
 */
import { hallRound, roundsInOrder } from "./rounds.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {"welcome" | "text" | "slate" | "turnout" | "list" | "matrix" | "rankings" | "line" | "why" |
 *   "units" | "roll" | "reading" | "paper" | "presentation" | "speakers"} HallView */
/**
 * @typedef {{round: Said.Round | null, roomId: string, view: HallView, page: number, item: string, set: boolean,
 *   number: number}} InHall `set`: somebody has set it, and it stands; `number`: under which number it was set
 */

/** How many titles of a slate stand on a page. */
export const TITLES = 6;
/** @type {HallView[]} */
export const OF_VOTING = ["slate", "turnout", "text"];
/** @type {HallView[]} */
export const OF_LISTS = ["list", "matrix", "rankings", "line", "why", "units", "roll", "reading"];

/** What is of no round. @type {HallView[]} */
export const OF_NONE = ["welcome", "paper", "presentation", "speakers"];

/** Say which views a round has as it stands. @param {Said.Round | null} round @returns {HallView[]} */
export const viewsFor = (round) => (!round ? OF_NONE : round.state === "published" ? OF_LISTS : OF_VOTING);

/** Say which of them nobody needs to set. @param {Said.Round | null} round @returns {HallView} */
function asked(round) {
  if (!round) return "welcome";
  if (round.state === "published") return "list";
  if (round.state === "void") return "turnout";
  return round.slate.length === 1 ? "text" : "slate";
}

/** Count the large steps that the rounds of the room have taken. @param {State} state */
export const courseOf = (state) =>
  roundsInOrder(state)
    .filter((round) => round.epoch)
    .reduce((sum, { epoch, state: now }) => sum + epoch + Number(["published", "void"].includes(now)), 0);

/** Say what the hall shows. @param {State} state @returns {InHall} */
export function inHall(state) {
  const { hall, room } = state;
  const stands = Boolean(hall && (hall.round_id || hall.view)) && hall?.course === courseOf(state);
  const meant = stands ? (hall?.round ?? state.rounds[hall?.round_id ?? ""] ?? null) : null;
  const set = stands && (OF_NONE.some((one) => one === hall?.view) || meant !== null);
  const round = set ? meant : hallRound(state);
  const view = set && viewsFor(round).find((one) => one === hall?.view);
  return {
    round, set, view: view || asked(round), page: (set && hall?.page) || 0, item: (set && hall?.item) || "",
    roomId: (set && hall?.room_id) || room.id, number: hall?.seq ?? 0,
  };
}

/** Say how many pages the words of a slate have in a view. @param {Said.Round} round @param {HallView} view */
export const pagesOf = (round, view) =>
  view === "text" ? round.slate.length : view === "slate" ? Math.max(1, Math.ceil(round.slate.length / TITLES)) : 1;
