// @ts-check
/**
 * What the hall sees, as values for the page: pure but for the words. Refuses to touch the page. Invariant: while
 * directions are kept from view nothing of them is in the picture, however the figures came.
 */
import { t, number } from "../page/strings.js";
import { findQuestion, placeWords, regionsListed, regionsOf, sessionOf } from "../page/agenda.js";
import { listKind, rulesWords, tagValues } from "../page/rounds.js";
import { sizeStep, share, sums, titleStep } from "../page/bars.js";
import { isShown, totals } from "../page/turnout.js";
import { wordsOf } from "../page/words.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {import("../page/agenda.js").Agenda} Agenda */
const STEPS = [70, 130, 210];

/**
 * For how many regions rows and heads are laid out: they change from seven on, for no seat is narrower than another.
 * @param {number} regions
 */
const seatsWords = (regions) => (regions <= 6 ? null : regions <= 8 ? "8" : regions <= 12 ? "12" : "16");

/**
 * What stood or waited, by the recommendations it was found in: a tally changes none of them.
 * @type {WeakMap<object, any[]>}
 */
const found = new WeakMap();

/** Recommendations that stand or wait, newest first. @param {State} state @returns {any[]} */
export function offered({ recommendations }) {
  const standing = found.get(recommendations) ?? Object.values(recommendations)
    .filter((recommendation) => recommendation.status === "accepted")
    .sort((a, b) => b.number - a.number);
  found.set(recommendations, standing);
  return standing;
}

/**
 * Say which picture a round asks for. @param {State} state @param {Said.Round | null} round
 * @returns {"idle" | "voting" | "list"}
 */
export function pictureName(state, round) {
  if (!round) return "idle";
  return round.state === "published" && state.rankedLists[round.id] ? "list" : "voting";
}

/**
 * The hall in values.
 * @param {State} state @param {Agenda} agenda @param {import("../page/hall.js").InHall} shown
 */
export function hallValues(state, agenda, { round, roomId, view }) {
  const picture = pictureName(state, round);
  const tally = round ? state.tallies[round.id] : null;
  const provisional = Boolean(tally?.cells && ["open", "closing"].includes(round?.state ?? ""));
  const room = roomId === state.room.id ? state.room : agenda.rooms.find((one) => one.id === roomId) ?? state.room;
  const session = sessionOf(agenda, room);
  const asked = round?.question_id || state.live?.question_id; // of another session there is no such question here
  const question = findQuestion(session, asked);
  const text = question?.text ?? session?.title ?? agenda.title;
  return {
    round, picture, provisional, tally,
    rim: provisional ? "live" : round?.state ?? "",
    seats: seatsWords((picture === "list" ? regionsListed : regionsOf)(agenda, /** @type {any} */ (round)).length),
    where: round ? placeWords(agenda, room, round) : agenda.title,
    eyebrow: placeWords(agenda, room),
    question: text, roundQuestion: text, ask: text,
    questionSize: sizeStep(text, STEPS), roundQuestionSize: sizeStep(text, STEPS),
    parent: question?.parent ?? "",
    lead: offered(state).length ? t("screen.offered", { n: offered(state).length }) : t("screen.offered_none"),
    ...tagValues(/** @type {any} */ (round)),
    ...(round?.rules.reservations && ["open", "closing"].includes(round.state) ? { stateWord: t("silence.any") } : {}),
    ...(provisional ? { stateWord: t("round_state.live"), tagClass: "tag-live" } : {}),
    ...(round ? roundValues(round, agenda.regions, tally, provisional, view) : {}),
  };
}

/**
 * @param {Said.Round} round @param {import("../page/chips.js").Region[]} regions @param {any} tally
 * @param {boolean} provisional @param {string} view
 */
function roundValues(round, regions, tally, provisional, view) {
  const voting = ["open", "closing"].includes(round.state);
  const { cast, checkedIn } = totals(tally?.turnout);
  const curtain = round.state === "closed" ? "closed" : voting ? "open" : "";
  const counted = isShown(tally?.turnout);
  const titled = view === "slate";
  const silent = Boolean(round.rules.reservations);
  return {
    vote: view, slateShown: titled && !provisional, oneShown: view === "text",
    slateWords: t(`screen.slate.${voting ? "open" : round.state === "published" ? "closed" : round.state}`, {
      n: round.slate.length,
    }),
    leadShown: view === "turnout",
    reason: round.state === "void" ? round.reason : "",
    turnoutShown: counted && view === "turnout",
    turnoutHidden: !counted && voting && view === "turnout" && !silent,
    sideShown: counted && titled,
    benchShown: counted && view === "text",
    liveShown: provisional && titled,
    castShown: counted && round.state !== "void",
    castAll: number(cast),
    castOf: t("screen.cast_of", { n: checkedIn }),
    clockShown: round.state === "open" && round.clock?.remaining_ms !== null && round.clock !== undefined,
    until: t(round.clock?.running ? "screen.until" : "screen.paused"),
    curtain: Boolean(curtain) && !provisional && !(silent && voting),
    silence: silent && voting, silent: silent && voting ? "yes" : null,
    curtainTitle: curtain ? t(`screen.curtain.${curtain}`) : "",
    curtainWords: curtain === "closed" ? t("screen.curtain.closed_words") : "",
    onPhone: voting ? t("screen.on_phone", { n: round.slate.length }) : "",
    rules: rulesWords(round, regions),
    kind: listKind(round),
  };
}

/**
 * The provisional count of a round, one row a recommendation in the order of the slate, of those on the page shown.
 * @param {State} state @param {Said.Round} round @param {any} tally @param {{first: number, last: number}} shown
 */
export function liveRows(state, round, tally, { first, last }) {
  const whole = Math.max(1, totals(tally.turnout).checkedIn);
  return round.slate.slice(first, last).map((/** @type {string} */ id, /** @type {number} */ at) => {
    const total = sums(tally.cells?.[first + at], round.columns);
    const supporting = (total.for ?? 0) + (total.with_changes ?? 0) + (total.approve ?? 0);
    const words = wordsOf(state.recommendations[id]);
    return {
      ...words, id, size: titleStep(words.title),
      for: number(supporting), forShare: share(supporting, whole), directed: "against" in total,
      against: number(total.against ?? 0), againstShare: share(total.against ?? 0, whole),
    };
  });
}
