// @ts-check
/**
 * Marks that are made before the first picture has come: a page that is loaded again has them still. Refuses to touch a
 * ballot that was kept before.
 */
import { marksOn, offeredIn } from "./marks.js";

/** @param {ReturnType<typeof import("./casting.js").makeCasting>} casting */
export function makeEarly(casting) {
  /** @type {Set<string>} ballots that were begun before the first picture came */
  const early = new Set();
  return (/** @type {HTMLElement | null} */ vote) => {
    const id = vote?.dataset.key ?? "";
    if (!vote || (casting.kept(id) && !early.has(id))) return;
    early.add(id);
    casting.draft({ id, ...offeredIn(vote) }, marksOn(vote));
  };
}
