// @ts-check
/**
 * What makes all ballots of a round equally long on the line and in the phone's memory: For and Against, full and half
 * empty, with words and without. Refuses to know what a mark means. Invariant: marks as JSON, words as JSON and their
 * fill have as many bytes as the whole slate with the longest mark and with as many words as there is room for.
 */

const AROUND = 6; // quotes, colon and comma of a mark in JSON

/** How many bytes all words of one ballot may take, as JSON; the service has the same number. */
export const ROOM = 2_048;

/** @typedef {Record<string, Said.Remark>} Remarks words of a ballot, by the id of the recommendation */
/** @typedef {{slate: string[], marks: string[], rules?: {wishes?: boolean, reservations?: boolean}}} Slate */

const encoder = new TextEncoder();

/** How many bytes words take on the line. @param {string | Remarks} words */
export const bytesOf = (words) =>
  encoder.encode(typeof words === "string" ? words : JSON.stringify(words)).length;

/**
 * What a ballot says, and what fills it; words only where the rules sheet has them, and there always.
 * @param {Slate} round @param {Record<string, string>} marks @param {Remarks} [words]
 * @returns {{marks: Record<string, string>, wishes?: Remarks, fill: string}}
 */
export function saidIn(round, marks, words = {}) {
  const longest = Math.max(0, ...round.marks.map((mark) => String(mark).length));
  const whole = round.slate.reduce((sum, id) => sum + id.length + longest + AROUND, 0);
  const open = whole + 2 - JSON.stringify(marks).length;
  if (!round.rules?.wishes && !round.rules?.reservations) return { marks, fill: ".".repeat(Math.max(0, open)) };
  return { marks, wishes: words, fill: ".".repeat(Math.max(0, open + ROOM - bytesOf(words))) };
}

/** As much of what was sent or kept as a ballot says. @param {{marks: any, wishes?: Remarks, fill: string}} kept */
export const saidBy = ({ marks, wishes, fill }) => ({ marks, ...(wishes && { wishes }), fill });
