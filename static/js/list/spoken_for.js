// @ts-check
/**
 * What stands under a list: how many of its votes people counted by hands or on paper, whom it speaks for, and what
 * would mend it. Pure but for the words. Refuses to count.
 * Invariant: what is not told is said to be so, and no group is named that is not told.
 */
import { kindOf } from "../page/kinds.js";
import { inRow, number, t } from "../page/strings.js";

/** @typedef {import("../page/chips.js").Region} Region */

/**
 * Say what of a list nobody speaks for, and which exchange would mend it.
 * @param {any} ranked @param {(item: any) => string} called @returns {string[]}
 */
function groupWords(ranked, called) {
  const { needed, groups, swap } = ranked.audit;
  if (needed === null) return [];
  const title = (/** @type {string} */ id) => {
    const found = ranked.items.find((/** @type {any} */ item) => item.recommendation_id === id);
    return found ? called(found) : "";
  };
  if (!groups.length) return [t("audit.no_group", { n: number(needed) })];
  const largest = t("audit.group", { title: title(groups[0].recommendation_id), n: number(groups[0].ballots) });
  if (!swap) return [largest, t("audit.no_swap")];
  const into = title(swap.in);
  return [largest, swap.out ? t("audit.swap", { into, out: title(swap.out) }) : t("audit.fill", { into })];
}

/** Say which large regions back nothing of what is chosen. @param {any} ranked @param {Region[]} regions */
function regionWords(ranked, regions) {
  const { large, unspoken, untold } = ranked.audit;
  if (!large.length) return [];
  const shorts = (/** @type {string[]} */ ids) =>
    inRow(ids.map((id) => regions.find((region) => region.id === id)?.short ?? id));
  const kind = kindOf(ranked) === "choice" ? "choice" : "verdict";
  const share = `1/${ranked.rules.places}`;
  return [
    unspoken.length ? t(`audit.${kind}.unspoken`, { share, regions: shorts(unspoken) }) : "",
    unspoken.length || untold.length ? "" : t(`audit.${kind}.regions`, { share }),
    untold.length ? t("audit.untold", { regions: shorts(untold) }) : "",
  ];
}

/** Say how many votes of which regions people counted. @param {any} ranked @param {Region[]} regions */
const countedWords = (ranked, regions) =>
  ["hands", "paper", "aside"].map((how) => {
    const parts = (ranked.regions ?? [])
      .filter((/** @type {any} */ one) => one[how])
      .map((/** @type {any} */ { id, [how]: n }) =>
        t("counts.part", { region: regions.find((region) => region.id === id)?.short ?? id, n }));
    return parts.length ? t(`counts.${how}`, { parts: inRow(parts) }) : "";
  });

/**
 * Say how many votes people counted and whom a list speaks for; nothing of one that an earlier release counted.
 * @param {any} ranked @param {Region[]} regions @param {(item: any) => string} [called] how a recommendation is called
 */
export function spokenFor(ranked, regions, called = ({ title }) => title) {
  const audit = ranked.audit ? [...groupWords(ranked, called), ...regionWords(ranked, regions)] : [];
  return [...countedWords(ranked, regions), ...audit].filter(Boolean).join(" ");
}

/**
 * Say whom a choice speaks for, where a published list of the room selected just that; of any other nobody has counted.
 * @param {import("../line/state.js").State} state @param {string[]} ids @param {Region[]} regions
 */
export function spokenForBy(state, ids, regions) {
  const wanted = [...ids].sort().join(" ");
  const lists = Object.values(state.rounds)
    .sort((one, other) => other.number - one.number)
    .map((round) => (round.state === "published" ? state.rankedLists[round.id] : null));
  const list = lists.find((ranked) => ranked && kindOf(ranked) === "choice" && selectedOf(ranked) === wanted);
  return list ? spokenFor(list, regions) : "";
}

/** The ids that a list selects, in one text. @param {any} ranked */
const selectedOf = (ranked) =>
  ranked.items
    .flatMap((/** @type {any} */ item) => (item.selected ? [item.recommendation_id] : []))
    .sort()
    .join(" ");
