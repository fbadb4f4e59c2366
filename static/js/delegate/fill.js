// @ts-check
/**
 * What makes all ballots of a round equally long on the line and in the phone's memory: For and Against, full and half
 * empty. Refuses to know what a mark means. Invariant: marks as JSON and their fill are as long as the whole slate with
 * the longest mark.
 */

const AROUND = 6; // quotes, colon and comma of a mark in JSON

/** @param {{slate: string[], marks: string[]}} round @param {Record<string, string>} marks */
export function fillOf(round, marks) {
  const longest = Math.max(0, ...round.marks.map((mark) => String(mark).length));
  const whole = round.slate.reduce((sum, id) => sum + id.length + longest + AROUND, 0);
  return ".".repeat(Math.max(0, whole + 2 - JSON.stringify(marks).length));
}
