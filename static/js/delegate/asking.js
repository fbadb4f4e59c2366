// @ts-check
/**
 * What the rounds of a room ask of the person on this phone: which round matters now, and the words for how each
 * stands. Pure but for the words. Refuses to know the page. Invariant: `server/web/first_drawing.py` chooses and words
 * the same, so that what the service drew first is what stands there a second later; a test holds both to it.
 */
import { viewOf } from "./address.js";
import { cardOf, isReadable } from "../page/cards.js";
import { dayWords } from "../page/closing_dates.js";
import { t } from "../page/strings.js";

export const VOTING = ["open", "closing"];

/** Say whether to say nothing in a round is to agree. @param {{method: string}} round */
export const isSilent = ({ method }) => Boolean(cardOf(method)?.silent);

/** Say whether a page knows how a round is voted in: an older one may not. @param {{method: string}} round */
export const knowsMethod = ({ method }) => Boolean(cardOf(method));

/** Say whether a ballot is filled in and cast by hand. @param {{method: string}} round */
export const isSpoken = (round) => knowsMethod(round) && !isSilent(round);

/**
 * Say whether one's region takes part in a round by its named position: then there is no ballot, but of a seat that was
 * moved into the region since the opening.
 * @param {Pick<import("../line/state.js").State, "named" | "you">} state @param {{id: string}} round
 */
export const isNamed = ({ named, you }, { id }) => id in named && !you?.casts_in?.includes(id);

/** Choose the rounds in which there is a ballot. @param {Parameters<typeof isNamed>[0]} state @param {any[]} rounds */
export const castIn = (state, rounds) => rounds.filter((round) => !isNamed(state, round));

const PAINT = /** @type {Record<string, [string, string]>} */ ({
  open: ["open", "dot"], closing: ["open", "dot"], closed: ["closed", "wait"], void: ["closed", "void"],
  published: ["published", "check"],
});
const RIMS = /** @type {Record<string, string>} */ ({ open: "rim-open", closing: "rim-open", closed: "rim-closed" });

/**
 * The rounds of a room that a delegate hears of, oldest first.
 * @param {Pick<import("../line/state.js").State, "rounds">} state @param {string} room_id
 * @returns {any[]}
 */
export const roundsOf = (state, room_id) =>
  Object.values(state.rounds)
    .filter((round) => round.room_id === room_id && round.state !== "draft")
    .sort((a, b) => a.number - b.number);

/** The round that matters now: the newest that is voted on, else the newest. @param {any[]} rounds oldest first */
export const headRound = (rounds) => rounds.findLast((round) => VOTING.includes(round.state)) ?? rounds.at(-1);

/** The head of the page: its rim, and the tag that says how the round stands. @param {Said.Round | undefined} round */
export function headOf(round) {
  const [paint, drawing] = PAINT[round?.state ?? ""] ?? ["idle", "wait"];
  return {
    rim: RIMS[round?.state ?? ""] ?? "", tagClass: `tag-${paint}`, stateDrawing: `#sym-${drawing}`,
    stateWord: round ? t(round.state === "closed" ? "call.tag_closed" : `round_state.${round.state}`) : "",
  };
}

/** The rounds that ask something: all that are voted on, the newest if it is over too. @param {any[]} rounds */
export const askingOf = (rounds) =>
  rounds.filter(
    (round, at) => VOTING.includes(round.state) || (at === rounds.length - 1 && round.state !== "published")
  );

/**
 * Which guiding question stands in the head: that of the round that is voted on, else the live one of this session.
 * @param {any[]} rounds @param {Partial<Said.Live>} live @param {string} session_id of the room
 * @returns {string} its id, or none
 */
export function questionOf(rounds, live, session_id) {
  const round = headRound(rounds);
  return (VOTING.includes(round?.state) && round.question_id)
    || (live.agenda_session_id === session_id && live.question_id) || "";
}

/**
 * Say what a round asks of this person.
 * @param {any} round @param {boolean} votes @param {any} ballot @param {import("./casting.js").Kept | null} kept
 * @param {Said.Named | null} [named] what their region says there by name, in the place of a ballot
 * @param {number} [confirmed] which version of it they have confirmed
 */
export function callOf(round, votes, ballot, kept, named, confirmed = 0) {
  const all = round.slate.length;
  const receipt = ballot?.receipt ?? "";
  const href = viewOf(round.id);
  if (round.state === "void")
    return { kind: "void", title: t("call.void"), line: round.reason ?? "", receipt: "", act: "" };
  if (round.state === "closed")
    return { kind: "closed", title: t("call.closed"), line: t("call.closed_line"), receipt, act: "" };
  if (!votes) return { kind: "watch", title: t("call.open"), line: t("call.watch"), receipt: "", act: "" };
  if (named) {
    const [kind, line] = !named.version ? ["watch", "named.nothing"]
      : confirmed >= named.version ? ["cast", "named.said"] : ["open", "named.asked"];
    return { kind, title: t("named.title"), line: t(line), receipt: "", act: t("named.read"), href };
  }
  if (isSilent(round))
    return {
      kind: "open", title: t("silence.any"), line: t("silence.headline"), receipt: "", act: t("call.begin"), href,
    };
  const marked = (/** @type {Record<string, string>} */ marks) =>
    t("ballot.marked_of", { n: Object.keys(marks).length, all });
  if (kept?.sending)
    return {
      kind: "unsent", title: t("unsent.title"), line: t("unsent.short"), receipt: "", act: t("unsent.open"), href,
    };
  if (kept || !ballot) {
    const begun = Object.keys(kept?.marks ?? {}).length > 0;
    return {
      kind: "open", title: t("call.ballot_open"), line: marked(kept?.marks ?? {}), receipt,
      act: t(begun ? "call.go_on" : "call.begin"), href,
    };
  }
  return {
    kind: "cast", title: t("receipt.title"), line: standsWords(round, ballot) || marked(ballot.marks), receipt,
    act: t("receipt.change"), href,
  };
}

/**
 * Say of a ballot from before its round was opened again that it counts, and when it was cast where this phone knows.
 * @param {any} round @param {any} ballot
 */
export function standsWords(round, ballot) {
  if (!ballot || ballot.earlier || !VOTING.includes(round.state) || ballot.epoch >= round.epoch) return "";
  return ballot.cast_at ? t("call.stands_since", { day: dayWords(ballot.cast_at) }) : t("call.stands");
}

/** Say before the first mark what others can learn of it in a secret round. @param {Said.Round} round */
export function knownOf(round) {
  const { secrecy, k } = round.rules;
  if (isReadable(round, round.entitled)) return t("ballot.few_known", { k });
  return secrecy === "recorded" ? "" : t("ballot.all_known");
}

/**
 * The other rooms in which something is voted on, and those of them into which this person is called to vote: there
 * they have not cast yet. One entry a room, whose way leads to the ballot where there is only one.
 * @param {Said.Call[]} calls @param {Here} here
 * @returns {{open: string[], ways: {room_id: string, view: string}[]}}
 *
 * @typedef {{room_id: string, votes: boolean, ballotOf: (id: string) => any,
 *   confirmed?: Record<string, number>}} Here `confirmed` has the rounds in which they have confirmed a position
 */
export function waysOf(calls, { room_id, votes, ballotOf, confirmed = {} }) {
  const asked = calls.filter((call) => {
    const ballot = ballotOf(call.round_id);
    return votes && call.room_id !== room_id && !(call.round_id in confirmed) && (!ballot || ballot.earlier);
  });
  const rooms = [...new Set(asked.map((call) => call.room_id))].sort();
  return {
    open: [...new Set(calls.map((call) => call.room_id))].sort(),
    ways: rooms.map((id) => {
      const there = asked.filter((call) => call.room_id === id);
      return { room_id: id, view: there.length === 1 ? viewOf(there[0].round_id) : "" };
    }),
  };
}
