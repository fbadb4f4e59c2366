// @ts-check
/**
 * Words that are read in full have the room that the hall leaves them: they are written as large as all of them fit.
 * Refuses to know what they say. Invariant: they are measured where they stand, so that no language, face or foot is
 * longer than somebody has thought.
 */

/** Parts of the size that the sheet gives them, from all of it down. */
const PARTS = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52, 0.47, 0.42];
const ROUNDING = 1; // pixels

/** What stands in a place. @type {WeakMap<HTMLElement, string>} */
const standing = new WeakMap();

/**
 * Fit what stands in a place; again with other words, and whenever the place gets another size.
 * @param {HTMLElement} place it clips nothing, and its size does not come from what is in it
 * @param {string} words all that stands in it
 */
export function fitted(place, words) {
  if (standing.get(place) === words) return;
  if (!standing.has(place)) new ResizeObserver(() => fit(place)).observe(place);
  standing.set(place, words);
  fit(place);
}

/** @param {HTMLElement} place */
function fit(place) {
  for (const part of PARTS) {
    place.style.setProperty("--fit", String(part));
    if (place.scrollHeight <= place.clientHeight + ROUNDING) return;
  }
}
