// @ts-check
/**
 * Lines that a rapporteur typed or pasted, as titles of recommendations. Pure. Refuses to send anything. Invariant: no
 * word is lost; what goes is the mark of a list before a line, and only where there are several.
 */

export const LONGEST_TITLE = 120;
const LINE_ENDS = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/;
const MARK = /^(?:[-–—•*·▪◦‣]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+/i;

/** @typedef {{title: string, excess: number}} Line `excess`: how many letters it has too many */

/** Read what was typed, a line a recommendation. @param {string} typed @returns {Line[]} */
export function linesOf(typed) {
  const lines = typed.split(LINE_ENDS).map((line) => line.trim().replace(/\s+/g, " ")).filter(Boolean);
  return lines
    .map((line) => (lines.length > 1 ? line.replace(MARK, "") : line))
    .map((title) => ({ title, excess: Math.max(0, [...title].length - LONGEST_TITLE) }));
}
