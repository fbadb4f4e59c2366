// @ts-check
/**
 * What a new slate may take from the list of an earlier round, as groups of it. Pure but for the words. Refuses to
 * decide what is ticked, and to cut. Invariants: only what still stands is offered, in the order of its list; a slate
 * is said to be taken from a list only where it is all of some groups of it and nothing else.
 */
import { kindOf } from "../page/kinds.js";
import { t } from "../page/strings.js";

/** @typedef {import("./slate_groups.js").Group & {from: {round_id: string, take: string, most: number}}} FromGroup */

/** How many rounds are offered, the newest first. */
const MOST_ROUNDS = 3;
const VERDICTS = ["works_across", "works_in_some", "contested"];

/**
 * The groups of the lists that this podium may read, the newest round first.
 * @param {import("../line/state.js").State} state @param {(round: Said.Round) => any} listOf @returns {FromGroup[]}
 */
export function listGroups({ rounds, room, recommendations }, listOf) {
  return Object.values(rounds)
    .filter((round) => round.room_id === room?.id && listOf(round))
    .sort((a, b) => b.number - a.number)
    .slice(0, MOST_ROUNDS)
    .flatMap((round) =>
      takesOf(listOf(round)).map(({ take, most, ids }) => ({
        id: `from-${round.id}-${take}`, region: null, ticked: false, from: { round_id: round.id, take, most },
        legend: t("draft.group.from", {
          round: round.number_in_room, what: t(`draft.take.${take}`, { n: ids.length }),
        }),
        recommendations: ids.map((id) => recommendations[id]).filter((one) => one?.status === "accepted"),
      }))
    )
    .filter((group) => group.recommendations.length > 0);
}

/** Name the groups that a list has. @param {any} ranked @returns {{take: string, most: number, ids: string[]}[]} */
function takesOf(ranked) {
  const named = (/** @type {(item: any) => boolean} */ fits) =>
    ranked.items.filter(fits).map((/** @type {any} */ item) => item.recommendation_id);
  const level = new Set((ranked.tie_break?.undecided ?? []).flat());
  const tied = { take: "tied", most: 0, ids: named((item) => level.has(item.recommendation_id)) };
  const kind = kindOf(ranked);
  if (kind === "verdict")
    return [...VERDICTS.map((take) => ({ take, most: 0, ids: named((item) => item.verdict === take) })), tied];
  if (kind === "choice") return [{ take: "selected", most: 0, ids: named((item) => item.selected) }, tied];
  const most = ranked.rules?.places ?? 5;
  const first = named((item) => item.rank + sharing(ranked, item.rank) - 1 <= most);
  return [{ take: "first", most, ids: first }, tied];
}

/** How many share a rank. @param {any} ranked @param {number} rank */
const sharing = (ranked, rank) => ranked.items.filter((/** @type {any} */ item) => item.rank === rank).length;

/**
 * Say from which list a slate is taken; nothing where it is not all of some groups of one list.
 * @param {{groups: any[], ticked: string[]}} slate
 * @returns {{from: {round_id: string, take: string[], most: number}} | {}}
 */
export function fromOf({ groups, ticked }) {
  const wanted = new Set(ticked);
  const whole = groups.filter(
    ({ from, recommendations }) => from && recommendations.every((/** @type {any} */ one) => wanted.has(one.id))
  );
  for (const round_id of new Set(whole.map(({ from }) => from.round_id))) {
    const taken = whole.filter(({ from }) => from.round_id === round_id);
    const ids = new Set(taken.flatMap(idsOf));
    if (ids.size === wanted.size)
      return { from: { round_id, take: taken.map(({ from }) => from.take), most: mostOf(taken) } };
  }
  return {};
}

/** @param {{recommendations: any[]}} group @returns {string[]} */
const idsOf = ({ recommendations }) => recommendations.map(({ id }) => id);

/** @param {FromGroup[]} taken */
const mostOf = (taken) => (taken.length === 1 ? taken[0].from.most : 0);

/**
 * Say of which item a draft stays a reading; nothing where its slate has something else.
 * @param {Said.Round | null} before @param {string[]} ticked @param {Record<string, Said.Recommendation>} known
 * @returns {{reading_of: {round_id: string, recommendation_id: string}} | {}}
 */
export function readingOf(before, ticked, known) {
  const of = before?.reading_of;
  const item = of?.recommendation_id ?? "";
  const original = known[item]?.variant_of;
  const fits = of && ticked.includes(item) && ticked.length > 1
    && ticked.every((id) => id === item || id === original || known[id]?.variant_of);
  return fits ? { reading_of: of } : {};
}
