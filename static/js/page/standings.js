// @ts-check
/**
 * Where a region stands, as words and pictures say it: what it leans to says more than that it has no position. Pure.
 * Refuses to know how it came there. Invariants: every standing has a drawing and words of its own; what is withheld
 * has no other.
 */

/**
 * By standing its drawing and its paint, in the order of a key; the last is drawn beside another: it was said by name.
 * @type {Record<string, [string, string]>}
 */
export const STANDINGS = {
  backs: ["backs", "for"], leans_for: ["leans_for", "for"], leans_against: ["leans_against", "against"],
  opposes: ["opposes", "against"], abstained: ["none", "quiet"], level: ["level", "quiet"],
  no_votes: ["no_votes", "quiet"], no_position: ["none", "quiet"], not_determined: ["undetermined", "quiet"],
  withheld: ["withheld", "veil-ink"], named: ["named", "ink"],
};

/** Say where a region stands. @param {{state?: string, lean?: string} | undefined} stands */
export const standingOf = (stands) => stands?.lean || stands?.state || "not_determined";

/** Say by which drawing and paint it is shown. @param {{state?: string, lean?: string} | undefined} stands */
export const signOf = (stands) => STANDINGS[standingOf(stands)] ?? STANDINGS.not_determined;

/** Say which standings a key has to explain, in its order. @param {any[]} items of a ranked list */
export function standingsIn(items) {
  const all = items.flatMap((item) => Object.values(item.regions ?? {}));
  const used = new Set([...all.map(standingOf), ...(all.some(({ named }) => named) ? ["named"] : [])]);
  return Object.keys(STANDINGS).filter((standing) => used.has(standing));
}
