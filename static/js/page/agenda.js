// @ts-check
/**
 * The agenda as the page was given it: sessions, questions, rooms, regions. Refuses to change it: only what is live
 * moves, and what a change of the programme says. Invariant: a place is always said in the words of the service, a
 * question in those of the agenda.
 */
import { one } from "./dom.js";
import { placed, regionsBy } from "./chips.js";
import { followProgramme } from "./programme.js";
import { roundWords } from "./numbers.js";
import { t } from "./strings.js";

/** @typedef {{id: string, text: string, sub?: {id: string, text: string}[]}} Question */
/**
 * @typedef {{id: string, title: string, number: string, by_region?: boolean, heard_in?: string,
 *   questions: Question[]}} Session
 */
/**
 * @typedef {{title: string, regions: import("./chips.js").Region[], rooms: any[], sessions: Session[],
 *   choice?: any, presets?: any[], hand_over_limit?: number, papers?: import("./papers.js").Paper[],
 *   report_at_ms?: number, room: any}} Agenda
 */

/** Read the agenda that a page carries. @param {Document} [from] @returns {Agenda} */
export function readAgenda(from = document) {
  const given = JSON.parse(one("[data-agenda]", from)?.dataset.agenda ?? "{}");
  const drafts = JSON.parse(one("[data-drafts]", from)?.dataset.drafts ?? "{}");
  return { ...given, ...drafts, regions: placed(given.regions ?? []) };
}

/**
 * Have the agenda follow a change of the programme, and hand the message on; its sessions are fetched a little later.
 * @template {{type: string}} T @param {Agenda} agenda @param {T} message @returns {T}
 */
export function followed(agenda, message) {
  if (message.type === "programme_changed") {
    const { title, regions, rooms } = /** @type {Said.ProgrammeChanged} */ (/** @type {unknown} */ (message));
    Object.assign(agenda, { title, regions: placed([...regions]), rooms: [...rooms] });
  }
  return message;
}

/**
 * Have the agenda follow a newer programme, all of it: its sessions and questions come from the service.
 * @param {Agenda} agenda @param {{programme: number}} state @param {() => void} then
 */
export const followIn = (agenda, { programme }, then) =>
  followProgramme(programme, (fresh) => {
    Object.assign(agenda, readAgenda(fresh));
    then();
  });

/** @param {Agenda} agenda @param {Said.Room} room @returns {Session | undefined} */
export const sessionOf = (agenda, room) => agenda.sessions.find((session) => session.id === room?.agenda_session_id);

/**
 * Find a guiding question or a sub-question of a session.
 * @param {Session | undefined} session @param {string | undefined} id
 * @returns {{text: string, parent: string} | null}
 */
export function findQuestion(session, id) {
  for (const question of (id && session?.questions) || []) {
    if (question.id === id) return { text: question.text, parent: "" };
    const sub = question.sub?.find((each) => each.id === id);
    if (sub) return { text: sub.text, parent: question.text };
  }
  return null;
}

/** @param {Session | undefined} session */
export const sessionLabel = (session) =>
  session?.number ? t("session.numbered", { number: session.number }) : (session?.title ?? "");

/** @param {Agenda} agenda @param {Said.Room} room */
export const roomLabel = (agenda, room) =>
  room?.kind === "region"
    ? (agenda.regions.find((region) => region.id === room.region_id)?.name ?? "")
    : t("room.plenary");

/**
 * Say where we are: session, room and round.
 * @param {Agenda} agenda @param {Said.Room} room @param {any} [round]
 */
export const placeWords = (agenda, room, round) =>
  [
    sessionLabel(sessionOf(agenda, room)), roomLabel(agenda, room),
    round ? roundWords(round) : "",
  ]
    .filter(Boolean)
    .join(" · ");

/**
 * The regions that a round counts, in the meeting's order.
 * @param {Agenda} agenda @param {Said.Round} round
 */
export const regionsOf = (agenda, round) =>
  round?.regions?.length ? regionsBy(agenda.regions, round.regions) : agenda.regions;

/**
 * The regions that the list of a round has: those it counts, and those that took part by their position.
 * @param {Agenda} agenda @param {Said.Round} round
 */
export const regionsListed = (agenda, round) =>
  round?.regions?.length
    ? regionsBy(agenda.regions, [...new Set([...round.regions, ...(round.rules.named_positions ?? [])])])
    : agenda.regions;
