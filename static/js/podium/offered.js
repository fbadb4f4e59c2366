// @ts-check
/**
 * What may stand on a slate of a room: what the regions handed to its session, region by region in the order in which
 * each handed it over, then what stands in the room itself, and other wordings of it. Pure, and without words.
 */

/** @typedef {import("../line/state.js").State} State */
/** @typedef {import("../page/chips.js").Region} Region */
/** @typedef {{id: string, region: Region | null, recommendations: Said.Recommendation[]}} Offered */

/**
 * What the regions handed to this plenary room; nothing in a region's.
 * @param {State} state @param {Region[]} regions
 */
export function handed(state, regions) {
  if (state.room?.kind !== "plenary") return [];
  return regions
    .map((region) => ({
      id: region.id, region,
      recommendations: standing(state, state.sets.filter((one) => one.region_id === region.id)),
    }))
    .filter((group) => group.recommendations.length > 0);
}

/** All that may stand on a slate, by group. @param {State} state @param {Region[]} regions @returns {Offered[]} */
export function offered(state, regions) {
  const own = Object.values(state.recommendations)
    .filter((one) => one.room_id === state.room?.id && one.status === "accepted")
    .sort((a, b) => a.number - b.number);
  const parts = [["room", own.filter((one) => !one.variant_of)], ["variants", own.filter((one) => one.variant_of)]];
  return [
    ...handed(state, regions),
    .../** @type {[string, Said.Recommendation[]][]} */ (parts)
      .filter(([, recommendations]) => recommendations.length)
      .map(([id, recommendations]) => ({ id, region: null, recommendations })),
  ];
}

/** @param {State} state @param {Said.Set[]} sets */
const standing = (state, sets) =>
  [...sets]
    .sort((a, b) => (a.room_id < b.room_id ? -1 : 1))
    .flatMap((one) => one.recommendation_ids)
    .map((id) => state.recommendations[id])
    .filter((one) => one?.status === "accepted");
