// @ts-check
/**
 * The room on the phone: what its rounds ask, what was recommended, where the meeting is. Refuses to know ballots
 * beyond how many marks they have. Invariant: what stays in the room stays in the page, with its focus and its open
 * details.
 */
import { all, fill, list, one } from "../page/dom.js";
import { viewOf } from "./address.js";
import { names, showOrigin } from "./regions.js";
import { labelWords } from "../page/numbers.js";
import { t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";

/** @typedef {import("../line/state.js").State} State */

/** How many recommendations are drawn at first, and at each "show more". */
const PAGE = 100;
let most = PAGE;

/** Draw more recommendations than before. */
export const drawMore = () => {
  most += PAGE;
};

export const VOTING = ["open", "closing"];

/** The rounds of a room that a delegate hears of, oldest first. @param {State} state @param {string} room_id */
export const roundsOf = (state, room_id) =>
  Object.values(state.rounds)
    .filter((round) => round.room_id === room_id && round.state !== "draft")
    .sort((a, b) => a.number - b.number);

/**
 * What is read in a view: the slate of a ballot, or what stands in the room.
 * @param {import("../line/state.js").State} state @param {string} id of the round, or none
 * @returns {any[]}
 */
export const readIn = (state, id) =>
  Object.values(state.recommendations).filter((one) =>
    id ? state.rounds[id].slate.includes(one.id) : ["proposed", "accepted"].includes(one.status)
  );

/**
 * Say what a round asks of this person.
 * @param {Said.Round} round @param {boolean} votes @param {any} ballot @param {import("./casting.js").Kept | null} kept
 */
function callOf(round, votes, ballot, kept) {
  const all = round.slate.length;
  const receipt = ballot?.receipt ?? "";
  const href = viewOf(round.id);
  if (round.state === "void")
    return { kind: "void", title: t("call.void"), line: round.reason ?? "", receipt: "", act: "" };
  if (round.state === "closed")
    return { kind: "closed", title: t("call.closed"), line: t("call.closed_line"), receipt, act: "" };
  if (!votes) return { kind: "watch", title: t("call.open"), line: t("call.watch"), receipt: "", act: "" };
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
    kind: "cast", title: t("receipt.title"), line: marked(ballot.marks), receipt, act: t("receipt.change"), href,
  };
}

/**
 * Show what the rounds of the room ask: all that are open, and the newest if it is closed or void.
 * @param {any[]} rounds
 * @param {boolean} votes
 * @param {(id: string) => any} ballotOf
 * @param {(id: string) => import("./casting.js").Kept | null} keptOf
 */
export function showCalls(rounds, votes, ballotOf, keptOf) {
  const asking = rounds.filter(
    (round, at) => VOTING.includes(round.state) || (at === rounds.length - 1 && round.state !== "published")
  );
  const calls = /** @type {HTMLElement} */ (one("[data-list=calls]"));
  list(calls, asking, "id", "call", (call, round) => {
    const said = callOf(round, votes, ballotOf(round.id), keptOf(round.id));
    fill(call, { look: said.kind === "open" ? "button-dark" : "", href: null, ...said });
  });
}

/**
 * Show the recommendations under their guiding questions.
 * @param {State} state @param {any[]} rounds @param {string[]} mine
 */
export function showRecommendations(state, rounds, mine) {
  const listed = (/** @type {any} */ one) => ["proposed", "accepted"].includes(one.status);
  const shown = Object.values(state.recommendations)
    .filter((one) => listed(one) || (one.status === "rejected" && mine.includes(one.id)))
    .sort((a, b) => a.number - b.number);
  const bound = new Set(rounds.filter((round) => round.state !== "void").flatMap((round) => round.slate));
  const title = one("[data-recommendations-title]");
  if (title) title.textContent = t("recommendation.count", { n: shown.filter(listed).length });
  let left = most;
  offerMore(shown.length);
  for (const group of all("[data-group]")) {
    const here = shown.filter((recommendation) => recommendation.question_id === group.dataset.group).slice(0, left);
    left -= here.length;
    group.hidden = here.length === 0;
    list(
      /** @type {HTMLElement} */ (one("[data-list=entries]", group)),
      here, "id", "entry",
      (entry, recommendation) => {
        const { id, region_ids, status, reason } = recommendation;
        const own = mine.includes(id);
        fill(entry, {
          ...wordsOf(recommendation),
          number: labelWords(recommendation),
          origin: names(region_ids),
          mine: own, waiting: status === "proposed", withdrawable: own && status !== "rejected" && !bound.has(id),
          rejected:
            status !== "rejected"
              ? ""
              : reason
                ? t("recommendation.rejected_because", { reason })
                : t("recommendation.rejected"),
        });
        showOrigin(one(".chips", entry), region_ids);
      }
    );
  }
}

/** Offer the rest. @param {number} all */
function offerMore(all) {
  const area = one("[data-rest]");
  if (area) fill(area, { more: all > most });
}

/** The words of a guiding question, as the page has them. @param {string} id */
export const questionText = (id) =>
  id ? (one(`[data-group="${CSS.escape(id)}"] [data-question-words]`)?.textContent ?? "") : "";

/**
 * Show where the meeting is: the question in the head, the way to the live room, the live session on top of the agenda.
 * @param {State} state @param {string} room_id @param {Said.Round} round the round that is asking, if any
 */
export function showPlace(state, room_id, round) {
  const { agenda_session_id: session, room_id: where, question_id: asked } = state.live;
  const question = questionText(
    (round && VOTING.includes(round.state) && round.question_id) || (where === room_id && asked) || ""
  );
  const head = one("[data-question-text]");
  if (head && question && head.textContent !== question) head.textContent = question;
  const way = where && where !== room_id ? one(`.programme__room[href$="/${CSS.escape(where)}"]`) : null;
  const elsewhere = one("[data-elsewhere]");
  if (elsewhere) {
    elsewhere.hidden = !way;
    fill(elsewhere, way ? { where: way.textContent, href: way.getAttribute("href") } : {});
  }
  const programme = one("[data-list=programme]");
  if (!programme) return;
  const order = all(":scope > [data-key]", programme)
    .map((item) => ({ id: item.dataset.key ?? "", place: Number(item.dataset.place) }))
    .sort((a, b) => Number(b.id === session) - Number(a.id === session) || a.place - b.place);
  list(programme, order, "id", "", (item, { id }) => fill(item, { now: id === session }));
  for (const item of all("[data-question]", programme))
    item.setAttribute("aria-current", String(Boolean(asked) && item.dataset.question === asked));
}
