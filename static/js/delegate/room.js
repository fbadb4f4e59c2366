// @ts-check
/**
 * The room on the phone: what its rounds ask, what was recommended, where the meeting is. Refuses to know ballots
 * beyond how many marks they have. Invariant: what stays in the room stays in the page, with its focus and its open
 * details.
 */
import { showConfirming } from "./confirming_later.js";
import { all, fill, list, one } from "../page/dom.js";
import { showFloor } from "./floor.js";
import { askingOf, callOf, isNamed, questionOf } from "./asking.js";
import { makeFinding } from "./finding.js";
import { onTheFloor } from "../line/presented.js";
import { names, showOrigin } from "./regions.js";
import { labelWords } from "../page/numbers.js";
import { isolated, t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";

/** @typedef {import("../line/state.js").State} State */

/** What else shows the texts of the room, once its script is there. @type {Set<(state: State) => void>} */
export const alsoShown = new Set();
/** How many recommendations are drawn at first, and at each "show more". */
const PAGE = 50;
/** So long, from the beginning, what the service drew of a long room stands until the page knows as much. */
const HOLD_MS = 8_000;
let most = PAGE;

/** Draw more recommendations than before. */
export const drawMore = () => {
  most += PAGE;
};

const finding = makeFinding((one) => [labelWords(one), names(one.region_ids)].join(" "));
/** Let a long list be searched. @param {() => void} draw */
export const liveFinding = (draw) =>
  finding.live(() => {
    most = PAGE;
    draw();
  });

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
 * Show what the rounds of the room ask: all that are open, and the newest if it is closed or void.
 * @param {any[]} rounds
 * @param {boolean} votes
 * @param {State} state
 * @param {(id: string) => import("./casting.js").Kept | null} keptOf
 */
export function showCalls(rounds, votes, state, keptOf) {
  const { named, you } = state;
  const calls = /** @type {HTMLElement} */ (one("[data-list=calls]"));
  list(calls, askingOf(rounds), "id", "call", (call, round) => {
    const { id } = round;
    const says = isNamed(state, round) ? named[id] : null;
    const said = callOf(round, votes, you?.ballots[id], keptOf(id), says, you?.positions_confirmed?.[id]);
    fill(call, { look: said.kind === "open" ? "button-dark" : "", href: null, ...said });
  });
}

/**
 * Show the recommendations under their guiding questions.
 * @param {State} state @param {any[]} rounds @param {string[]} mine
 */
export function showRecommendations(state, rounds, mine) {
  for (const show of alsoShown) show(state);
  showConfirming(state, document.body.dataset.role === "delegate");
  if (state.rest && !Object.keys(state.rest.before).length && performance.now() < HOLD_MS) return;
  const listed = (/** @type {any} */ one) => ["proposed", "accepted"].includes(one.status);
  const shown = Object.values(state.recommendations)
    .filter((one) => listed(one) || one.status === "merged" || (one.status === "rejected" && mine.includes(one.id)))
    .sort((a, b) => a.number - b.number);
  const bound = new Set(rounds.filter((round) => round.state !== "void").flatMap((round) => round.slate));
  const title = one("[data-recommendations-title]");
  if (title) title.textContent = t("recommendation.count", { n: shown.filter(listed).length });
  const found = finding.choose(shown);
  let left = most;
  offerMore(found.length);
  for (const group of all("[data-group]")) {
    const here = found.filter((recommendation) => recommendation.question_id === group.dataset.group).slice(0, left);
    left -= here.length;
    group.hidden = here.length === 0;
    list(
      /** @type {HTMLElement} */ (one("[data-list=entries]", group)),
      here, "id", "entry",
      (entry, recommendation) => {
        const { id, region_ids, status, note, supporters, room_id } = recommendation;
        const own = mine.includes(id);
        fill(entry, {
          ...wordsOf(recommendation),
          number: labelWords(recommendation),
          origin: names(region_ids),
          handed: heardBy(state, id),
          mine: own, waiting: status === "proposed" && !note,
          supportable: status === "accepted" && !own && state.you?.role === "delegate" && state.room.id === room_id,
          supported: String(state.you?.supported?.includes(id) ?? false),
          supportWords: supporters ? t("recommendation.supporters", { n: supporters }) : "",
          withdrawable: own && listed(recommendation) && !bound.has(id),
          fate: fateOf(recommendation),
        });
        showOrigin(one(".chips", entry), region_ids);
      }
    );
  }
}

/** Say what became of a text that is not to be voted on any more. @param {any} recommendation */
function fateOf({ status, reason, merged_as }) {
  if (status === "merged") return t("merge.into", { label: labelWords({ label: merged_as }) });
  if (status !== "rejected") return "";
  return reason ? t("recommendation.rejected_because", { reason }) : t("recommendation.rejected");
}

/** Say which plenary session hears what a region's room handed over. @param {State} state @param {string} id */
function heardBy(state, id) {
  const set = state.room.kind === "region" && state.sets.find((each) => each.recommendation_ids.includes(id));
  if (!set) return "";
  const session = one(`[data-list=programme] > [data-key="${CSS.escape(set.session_id)}"]`)?.dataset.label;
  return t("recommendation.handed", { session: session ?? set.session_id });
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
 * Show where the meeting is: the question in the head, the way to the own room of the live session, that session on
 * top of the agenda.
 * @param {State} state @param {any[]} rounds of the room @param {string} session of the room
 * @param {string[]} called the rooms to which a way is shown already
 */
export function showPlace(state, rounds, session, called) {
  const { agenda_session_id: live, question_id: asked } = state.live;
  const question = questionText(questionOf(rounds, state.live, session));
  const head = one("[data-question-text]");
  const title = one(`.programme__session[data-key="${CSS.escape(session)}"] .programme__title`)?.textContent ?? "";
  if (head && head.textContent !== (question || title)) head.textContent = question || title;
  const own = live && live !== session ? all(`[data-key="${CSS.escape(live)}"] .programme__room`) : [];
  // whoever may enter several has none of their own
  const href = own.length === 1 ? own[0].getAttribute("href") ?? "" : "";
  const elsewhere = one("[data-elsewhere]");
  if (elsewhere) {
    elsewhere.hidden = !href || called.some((id) => href.endsWith(`/${id}`));
    if (href) fill(elsewhere, { where: one("[data-text=room]", own[0])?.textContent, href });
  }
  const floor = onTheFloor(state);
  const presents = one("[data-presents]");
  const name = state.regions.find(({ id }) => id === floor?.region)?.name ?? "";
  const presentsWords = floor ? t("room.presents", { n: floor.n, all: floor.all, name: isolated(name) }) : "";
  if (presents) fill(presents, { presents: Boolean(floor), presentsWords });
  showFloor(state);
  const programme = one("[data-list=programme]");
  if (!programme) return;
  const order = all(":scope > [data-key]", programme)
    .map((item) => ({ id: item.dataset.key ?? "", place: Number(item.dataset.place) }))
    .sort((a, b) => Number(b.id === live) - Number(a.id === live) || a.place - b.place);
  const at = order[0]?.id === live ? order[0].place : -2;
  list(programme, order, "id", "", (item, { id, place }) => fill(item, { now: id === live, next: place === at + 1 }));
  for (const item of all("[data-question]", programme))
    item.setAttribute("aria-current", String(Boolean(asked) && item.dataset.question === asked));
}
