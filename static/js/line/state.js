// @ts-check
/**
 * What a page knows of its room, as one value, and how each message changes it: `reduce`. Pure: no page, no socket, no
 * words; the clock is an argument. `Said` has the types of the messages (tests/js/messages.d.ts). Invariants: snapshot
 * + events = fresh snapshot; a decision is applied once and in order, or `gap` is set and the page asks for a snapshot;
 * a half-filled ballot is not in here, so nothing that others do can touch it.
 */
import { heardOf, withConfirmation, withSet } from "./sets.js";
import { PRESENTATION, SPEAKERS, withPresentation, withSpeakers } from "./presented.js";
import { firstOf, withRest } from "./rest.js";
import { countsIn, namedIn, signedIn, withCount, withNamed, withSigning } from "./signing.js";
import { stepped } from "./steps.js";
import {
  aged, byId, called, newer, saidIn, withAlike, withBulletin, withKnown, without, withSupport,
} from "./tables.js";

/**
 * @typedef {Omit<Said.Ballot, "earlier" | "fill" | "proof"> & {durability?: string, earlier?: boolean,
 *   proof?: string}} OwnBallot from a greeting; or, once it is cast, from the reply and from the command it answers
 * @typedef {Omit<Said.You, "ballots"> & {ballots: Record<string, OwnBallot>}} You
 * @typedef {Pick<Said.Tally, "tally_version" | "turnout" | "cells">} Count
 * @typedef {Record<string, Said.Recommendation>} Recommendations @typedef {import("./rest.js").Rest} Rest
 * @typedef {{seq: number, gap: boolean, room: Said.Room, live: Partial<Said.Live>, regions: Said.Region[],
 *   recommendations: Recommendations, waiting: number | null, queue: Recommendations, queueMore: number | null,
 *   rounds: Record<string, Said.Round>, sets: Said.Set[], rankedLists: Record<string, any>,
 *   tallies: Record<string, Count>, you: You | null, presence: Omit<Said.PresenceChanged, "type"> | null,
 *   joining: Omit<Said.JoiningChanged, "type"> & {limit?: number, one_seat?: boolean} | null,
 *   seats: Pick<Said.SeatsChanged, "totals" | "waiting"> | null,
 *   counting: {round_id: string, seconds: number} | null, alarms: Omit<Said.AlarmRaised, "type">[],
 *   hall: Said.Hall | null, screens: Omit<Said.ScreensChanged, "type"> | null, clockAt: Record<string, number>,
 *   calls: Record<string, Said.Call>, programme: number, bulletins: Record<string, Said.Bulletin>,
 *   alike: Record<string, Said.Alike[]>, signing: Record<string, Said.Signing>, named: Record<string, Said.Named>,
 *   presentation: Said.Presentation | null, speakers: Said.Speakers | null, confirmations: Said.Confirmation[],
 *   counts: Record<string, Said.Count>, rest: Rest | null}} State
 *   `waiting`: how many proposals wait to be accepted; `queue`: those of them that the page has read; `queueMore`: how
 *   many it has not. `presence`: how many are connected; `joining`, `seats`: how people join by code, who is seated.
 *   `counting`: a round whose ballots are being counted. `clockAt`: by round, when it was heard of, on the clock of
 *   `now` (ms): its countdown goes on from there. `calls`: the rounds that are being voted on, in whichever room.
 *   `programme`: its version; `bulletins`: what the desk says, by room; `signing`: what waits for agreement.
 */
/**
 * @typedef {Said.News | Said.Snapshot | Said.You | Said.Waiting | Said.Done | Said.RoundPrepared | Said.Proposed
 *   | Said.Supported | Said.BallotCast & {asked?: Said.CastBallot} | {type: "opened"}
 *   | {type: "ranked_list_read", round_id: string, ranked_list: any} | import("./leftover.js").RestRead} Other
 * @typedef {{[Type in Other["type"]]: (state: State, message: Extract<Other, {type: Type}>,
 *   now: number) => State}} Others
 * @typedef {{[Type in Said.Decision["type"]]: (state: State, message: Extract<Said.Decision, {type: Type}>,
 *   now: number) => State}} Decisions
 * @typedef {(state: State, message: any, now: number) => State} Reducer
 * @typedef {Pick<Said.Done, "round" | "seq">} Answer
 */

const none = /** @type {any} */ (null); // a page draws nothing of its room before the first snapshot

/** @returns {State} */
export function emptyState() {
  return {
    seq: 0, gap: false, room: none, live: {}, regions: [], recommendations: {}, waiting: null, queue: {},
    queueMore: null, rounds: {}, sets: [], clockAt: {}, calls: {}, rankedLists: {}, tallies: {}, you: null,
    presence: null, joining: null, seats: null, counting: null, alarms: [], hall: null, screens: null, programme: 0,
    bulletins: {}, signing: {}, named: {}, counts: {}, alike: {}, presentation: null, confirmations: [],
    rest: null, speakers: null,
  };
}

/** @type {Decisions} */
const decisions = {
  live_changed: (state, { live }) => ({ ...state, live }),
  agenda_changed: (state, { live }) => ({ ...state, live }),
  programme_changed: (state, { version, regions, rooms }) => ({
    ...state, programme: version, regions, room: rooms.find((one) => one.id === state.room?.id) ?? state.room,
  }),
  decided: (state) => state,
  signing_changed: (state, message) => withSigning(state, message),
  presentation_changed: (state, { presentation }, now) => withPresentation(state, presentation, now),
  speakers_changed: (state, { speakers }, now) => withSpeakers(state, speakers, now),
  named_changed: (state, message) => withNamed(state, message),
  count_changed: (state, message) => withCount(state, message),
  said_to_all: (state, { bulletin }) => ({ ...state, bulletins: withBulletin(state.bulletins, bulletin) }),
  recommendation_changed: (state, { recommendation, waiting }) => ({
    ...state, waiting: waiting ?? state.waiting, queue: without(state.queue, recommendation.id),
    recommendations: { ...state.recommendations, [recommendation.id]: recommendation },
  }),
  waiting_changed: (state, { recommendation, waiting }) =>
    ({ ...state, waiting, queue: { ...state.queue, [recommendation.id]: recommendation } }),
  round_changed: (state, { round }, now) => heardOf(withRound(state, round, now)),
  round_discarded: (state, { round_id }) => heardOf({ ...state, rounds: without(state.rounds, round_id) }),
  round_published: (state, { round_id: id, ranked_list: ranked }) => ({
    ...state,
    rounds: state.rounds[id] ? { ...state.rounds, [id]: { ...state.rounds[id], state: "published" } } : state.rounds,
    rankedLists: ranked ? { ...state.rankedLists, [id]: ranked } : state.rankedLists,
  }),
  set_changed: (state, message) => withSet(state, message),
  confirmation_changed: (state, message) => withConfirmation(state, message),
  shortlist_submitted: (state) => state, // the old name of the same
};

/** @type {Others} */
const others = {
  snapshot: readSnapshot,
  you: (state, message) => ({
    ...state,
    you: { ...message, ballots: message.ballots ?? {}, recommendations: message.recommendations ?? [] },
  }),
  tally_changed: (state, { round_id: id, tally_version, turnout, cells }) =>
    newer(state.tallies[id], tally_version)
      ? { ...state, tallies: { ...state.tallies, [id]: { tally_version, turnout, cells } } } : state,
  tally_stepped: (state, { round_id: id, since, tally_version, turnout, cells }) => (state.tallies[id] ? {
    ...state, tallies: { ...state.tallies, [id]: stepped(state.tallies[id], { since, tally_version, turnout, cells }) },
  } : state),
  waiting: (state, { recommendations, more }) => ({
    ...state,
    queue: { ...state.queue, ...byId(recommendations.filter((one) => !state.recommendations[one.id])) },
    queueMore: more,
  }),
  alarm_raised: (state, { code, round_id, times }) => ({
    ...state,
    alarms: [...state.alarms.filter((one) => one.code !== code || one.round_id !== round_id),
      { code, round_id, times }],
  }),
  presence_changed: (state, { connected, total }) => ({ ...state, presence: { connected, total } }),
  overview_changed: (state) => state, // of all rooms: for the page of the desk alone
  alike_changed: (state, news) => ({ ...state, alike: withAlike(state.alike, news) }),
  counting_changed: (state, { round_id, seconds }) => ({
    ...state, counting: seconds === null ? null : { round_id, seconds },
  }),
  round_called: (state, { room_id, round_id, state: now }) => ({
    ...state, calls: called(state.calls, { room_id, round_id, state: now }),
  }),
  hall_changed: (state, message) => ({ ...state, hall: message }),
  screens_changed: (state, { seq, screens, showing }) => ({ ...state, screens: { seq, screens, showing } }),
  joining_changed: (state, { open, code, url }) => ({ ...state, joining: { ...state.joining, open, code, url } }),
  seats_changed: (state, { joining, totals, waiting }) => ({ ...state, joining, seats: { totals, waiting } }),
  pulse: (state) => state,
  // The line is open again: until the snapshot comes, decisions are passed over.
  opened: (state) => ({ ...state, gap: true, tallies: aged(state.tallies) }),
  ranked_list_read: (state, { round_id: id, ranked_list: ranked }) =>
    ({ ...state, rankedLists: { ...state.rankedLists, [id]: ranked } }),
  rest_read: (state, message) => withRest(state, message),
  done: readAnswer,
  round_prepared: readAnswer,
  proposed: (state, { recommendation_id: id }) =>
    state.you && !state.you.recommendations.includes(id)
      ? { ...state, you: { ...state.you, recommendations: [...state.you.recommendations, id] } } : state,
  supported: (state, message) => ({ ...state, you: withSupport(state.you, message) }),
  ballot_cast: (state, { round_id: id, epoch, revision, receipt, durability, asked }) =>
    state.you && !(state.you.ballots[id]?.revision > revision)
      ? withBallot(state, state.you, id, {
          epoch, revision, receipt, durability, ...saidIn(asked),
        })
      : state,
};

/**
 * Take one message in; what is unknown, old or already known changes nothing.
 * @param {State} state @param {any} message @param {number} [now] milliseconds of a clock that never goes back
 * @returns {State}
 */
export function reduce(state, message, now = performance.now()) {
  const decide = /** @type {Record<string, Reducer>} */ (decisions)[message.type];
  if (!decide) return /** @type {Record<string, Reducer>} */ (others)[message.type]?.(state, message, now) ?? state;
  if (state.gap || message.seq <= state.seq) return state;
  if (message.seq > state.seq + 1) return { ...state, gap: true };
  return { ...decide(state, message, now), seq: message.seq };
}

/** The reply to an act holds the round as it is now, and is taken at once: the event may come a moment later. */
function readAnswer(/** @type {State} */ state, /** @type {Answer} */ { round, seq }, /** @type {number} */ now) {
  return round && seq > state.seq ? withRound(state, round, now) : state;
}

/** A snapshot replaces everything; only one that is older than what the page knows (no gap) is passed over. */
function readSnapshot(/** @type {State} */ state, /** @type {Said.Snapshot} */ message, /** @type {number} */ now) {
  if (!state.gap && message.seq < state.seq) return state;
  const rounds = byId(message.rounds);
  const tallies = /** @type {Record<string, Count>} */ ({ ...message.tallies });
  for (const id of Object.keys(tallies))
    if (!newer(state.tallies[id], tallies[id].tally_version)) tallies[id] = state.tallies[id];
  return {
    ...state, seq: message.seq, hall: message.hall ?? null, programme: message.programme_version ?? 0,
    bulletins: (message.bulletins ?? []).reduce(withBulletin, {}),
    gap: false, room: message.room, live: message.live ?? {}, regions: message.regions ?? [],
    ...firstOf(state, message), waiting: message.waiting ?? null,
    queue: {}, queueMore: null, rounds, sets: message.sets ?? [], signing: signedIn(message), named: namedIn(message),
    rankedLists: withKnown(message.ranked_lists ?? {}, state.rankedLists), tallies,
    calls: (message.calls ?? []).reduce(called, {}), counts: countsIn(message), speakers: message.speakers ?? null,
    presentation: message.presentation ?? null, confirmations: message.confirmations ?? [],
    clockAt: Object.fromEntries([PRESENTATION, SPEAKERS, ...Object.keys(rounds)].map((id) => [id, now])),
  };
}

/** @param {State} state @param {Said.Round} round @param {number} now */
const withRound = (state, round, now) => ({
  ...state, rounds: { ...state.rounds, [round.id]: round }, clockAt: { ...state.clockAt, [round.id]: now },
});

/** @param {State} state @param {You} you @param {string} id @param {OwnBallot} ballot */
const withBallot = (state, you, id, ballot) => ({
  ...state, you: { ...you, ballots: { ...you.ballots, [id]: ballot } },
});
