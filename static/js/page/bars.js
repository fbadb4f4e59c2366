// @ts-check
/**
 * Bars: how long a bar is, as a share of a common whole.
 * Refuses to know what is counted. Invariant: a bar is never longer than its track.
 */

/**
 * Say how much of a track of 100 a figure takes.
 * @param {number} figure @param {number} whole
 * @returns {number} between 0 and 100, one decimal
 */
export function share(figure, whole) {
  if (!(whole > 0) || !(figure > 0)) return 0;
  return Math.round(Math.min(1, figure / whole) * 1000) / 10;
}

/**
 * Say what the marks of a tally column by column come to, over all regions shown.
 * @param {number[][] | null | undefined} regionCells one row a region, one figure a column
 * @param {string[]} columns
 * @returns {Record<string, number>}
 */
export function sums(regionCells, columns) {
  /** @type {Record<string, number>} */
  const total = Object.fromEntries(columns.map((mark) => [mark, 0]));
  for (const row of regionCells ?? []) columns.forEach((mark, at) => (total[mark] += row?.[at] ?? 0));
  return total;
}

/** Characters that are as wide as they are high, twice as wide as a letter. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** Say how long words are in letters. @param {string} words */
export const lengthOf = (words) => words.length + (words.match(WIDE)?.length ?? 0);

/**
 * Say which step of type size a text of delegates fits: long texts step down, they are never cut.
 * @param {string} text @param {number[]} steps lengths in letters, rising
 * @returns {string} "0" for the largest size
 */
export function sizeStep(text, steps) {
  const length = lengthOf(text);
  return String(steps.filter((most) => length > most).length);
}

/** The step of a title in a row; sheets say what it comes to in their rows. @param {string} title */
export const titleStep = (title) => sizeStep(title, [46, 58, 92, 140]);
