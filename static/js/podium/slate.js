// @ts-check
/**
 * The slate that is being prepared, as one value: what is offered, what is ticked and in which order, what is looked
 * for. Pure. Refuses to know the page. Invariants: what is ticked is offered, and stands in the slate once; a search
 * unticks nothing.
 */

/** @typedef {{id: string, title: string, text?: string, label?: string, about?: string, region_ids: string[]}} Item */
/** @typedef {{id: string, legend: string, ticked: boolean, recommendations: Item[]}} Group */
/** @typedef {"offered" | "hand" | "lot"} Order how the slate is ordered: as it is offered, by hand, or by lot */
/** @typedef {{groups: Group[], ticked: string[], order: Order, search: string, only: "all" | "ticked"}} Slate */

/**
 * Begin with groups; those that are meant to be voted on are ticked, or those of a round that is there already.
 * @param {Group[]} groups @param {string[]} [ticked] @returns {Slate}
 */
export function makeSlate(groups, ticked) {
  const offered = groups.filter((group) => group.ticked).flatMap((group) => group.recommendations.map(({ id }) => id));
  const order = ticked ? "hand" : "offered";
  return offeredNow({ groups, ticked: ticked ?? offered, order, search: "", only: "all" }, groups);
}

/**
 * Take what is offered by now: what is not any more leaves the slate, and nothing that comes is ticked by itself.
 * @param {Slate} slate @param {Group[]} groups @returns {Slate}
 */
export function offeredNow(slate, groups) {
  const here = new Set(groups.flatMap((group) => group.recommendations.map(({ id }) => id)));
  return { ...slate, groups, ticked: slate.ticked.filter((id) => here.has(id)) };
}

/** Everything that is offered, once and in its order. @param {Slate} slate */
export const itemsOf = (slate) =>
  [...new Map(slate.groups.flatMap((group) => group.recommendations).map((one) => [one.id, one])).values()];

/** Bring text into a form in which accents and capitals make no difference. @param {string} text */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * What is to be seen of the groups: everything that has all words of the search, in title, text, label or legend.
 * @param {Slate} slate @returns {Group[]}
 */
export function visible({ groups, ticked, search, only }) {
  const words = plain(search).split(/\s+/u).filter(Boolean);
  const chosen = new Set(ticked);
  return groups
    .map((group) => ({
      ...group,
      recommendations: group.recommendations.filter((one) => {
        const said = plain(`${one.label ?? ""} ${one.title} ${one.text ?? ""} ${one.about ?? ""} ${group.legend}`);
        return words.every((word) => said.includes(word)) && (only === "all" || chosen.has(one.id));
      }),
    }))
    .filter((group) => group.recommendations.length > 0);
}

/**
 * Tick some, or none of them any more; new ones stand where they are offered, or last where somebody has ordered.
 * @param {Slate} slate @param {string[]} ids @param {boolean} on @returns {Slate}
 */
export function tick(slate, ids, on) {
  const kept = slate.ticked.filter((id) => on || !ids.includes(id));
  const ticked = [...kept, ...(on ? ids.filter((id) => !kept.includes(id)) : [])];
  return { ...slate, ticked: slate.order === "offered" ? asOffered(slate, ticked) : ticked };
}

/** @param {Slate} slate @param {string[]} ticked */
function asOffered(slate, ticked) {
  const chosen = new Set(ticked);
  return itemsOf(slate).map(({ id }) => id).filter((id) => chosen.has(id));
}

/** Say how much of a group is ticked. @param {Slate} slate @param {Group} group @returns {"all" | "some" | "none"} */
export function boxOf({ ticked }, { recommendations }) {
  const many = recommendations.filter(({ id }) => ticked.includes(id)).length;
  return many === 0 ? "none" : many === recommendations.length ? "all" : "some";
}

/**
 * Move one up (-1) or down (1); from now on the order is by hand.
 * @param {Slate} slate @param {string} id @param {number} by @returns {Slate}
 */
export function move(slate, id, by) {
  const from = slate.ticked.indexOf(id);
  const to = Math.max(0, Math.min(slate.ticked.length - 1, from + by));
  if (from < 0 || from === to) return slate;
  const ticked = slate.ticked.filter((one) => one !== id);
  ticked.splice(to, 0, id);
  return { ...slate, ticked, order: /** @type {Order} */ ("hand") };
}

/**
 * Order the slate.
 * @param {Slate} slate @param {Order} order @param {() => number} [dice] from 0 to 1 @returns {Slate}
 */
export function ordered(slate, order, dice = Math.random) {
  if (order === "offered") return { ...slate, order, ticked: asOffered(slate, slate.ticked) };
  if (order === "hand") return { ...slate, order };
  const ticked = [...slate.ticked];
  for (let last = ticked.length - 1; last > 0; last--) {
    const other = Math.floor(dice() * (last + 1));
    [ticked[last], ticked[other]] = [ticked[other], ticked[last]];
  }
  return { ...slate, order, ticked };
}
