// @ts-check
/**
 * A list of seats between its reading and its making: what is to be asked, what was answered, what can be stored. Pure.
 * Refuses to ask the service and to draw. Invariants: every row of the list is ready, waits for an answer, or is left
 * out; an answer stays as long as the file is read in the same way.
 */
import { plain } from "../page/finding.js";

/**
 * @typedef {{row: number, name: string, delegation: string, region: string, region_id: string, language: string,
 *   votes: boolean}} Row
 * @typedef {{row: number, column: string, code: string, text: string, stops: boolean, message: string}} Problem
 * @typedef {{code: string, text: string, rows: number[], message: string}} Double
 * @typedef {{rows: Row[], problems: Problem[], doubles: Double[],
 *   unmatched_regions: {text: string, candidates: string[], rows: number[]}[], [more: string]: any}} Read
 * @typedef {{seats: Row[], waits: number, there: number}} Ready what can be stored now, how many answers are wanted,
 *   and how many have a seat already
 * @typedef {Partial<Row> & {out?: boolean}} Said what somebody says of a row: its fields, or that it is left out
 */

/** Asked once for each word, and not beside each row. */
const OF_REGIONS = ["unknown_region", "unclear_region"];

/** By what two seats are one: who it is and for whom. @param {{name: string, delegation: string}} seat */
const markOf = (seat) => `${plain(seat.name)}\n${plain(seat.delegation)}`;

/** A fresh draft: nothing answered. */
export const emptyDraft = () => ({
  /** What was said of rows. @type {Map<number, Said>} */
  rows: new Map(),
  /** Doubles that were answered, by their rows. @type {Set<string>} */
  doubles: new Set(),
});
/** @typedef {ReturnType<typeof emptyDraft>} Draft */

/** @param {{rows: number[], code: string}} double */
export const doubleKey = (double) => `${double.code} ${double.rows.join(",")}`;

/** The sentences about the table as a whole. @param {Read} read */
export const ofTheTable = (read) => read.problems.filter((problem) => !problem.row);

/**
 * Rows that have to be looked at, each with all its problems, in their order; words for regions are asked elsewhere.
 * @param {Read} read @param {Draft} draft
 * @returns {{row: number, seat: Row, stops: boolean, problems: Problem[]}[]}
 */
export function toLookAt(read, draft) {
  /** @type {Map<number, Problem[]>} */
  const by = new Map();
  for (const problem of read.problems)
    if (problem.row && !OF_REGIONS.includes(problem.code))
      by.set(problem.row, [...(by.get(problem.row) ?? []), problem]);
  return [...by].flatMap(([row, problems]) => {
    const seat = read.rows.find((one) => one.row === row);
    if (!seat || draft.rows.has(row)) return [];
    return [{ row, seat, stops: problems.some((problem) => problem.stops), problems }];
  });
}

/**
 * Doubles that nobody has answered, and of which two seats at least would still be made.
 * @param {Read} read @param {Draft} draft
 */
export const doublesLeft = (read, draft) =>
  read.doubles.filter((double) =>
    !draft.doubles.has(doubleKey(double)) && double.rows.filter((row) => !draft.rows.get(row)?.out).length > 1);

/** Say whether a seat can be stored. @param {Row} seat */
const isWhole = (seat) => Boolean(seat.region_id) && Boolean(seat.name || seat.delegation);

/**
 * Say what can be made now. Whoever has a seat already is left out: a list that is read twice makes nobody twice.
 * @param {Read} read @param {Draft} draft @param {{name: string, delegation: string}[]} seats of the meeting
 * @returns {Ready}
 */
export function ready(read, draft, seats) {
  /** @type {Map<string, number>} */
  const known = new Map();
  for (const seat of seats) known.set(markOf(seat), (known.get(markOf(seat)) ?? 0) + 1);
  const asked = new Set(toLookAt(read, draft).map(({ row }) => row));
  const doubled = doublesLeft(read, draft);
  const twice = new Set(doubled.flatMap(({ rows }) => rows.slice(1)));
  /** @type {Row[]} */
  const wanted = [];
  let [there, unplaced] = [0, 0];
  for (const row of read.rows) {
    const said = draft.rows.get(row.row);
    if (said?.out) continue;
    const seat = { ...row, ...said };
    const mark = markOf(seat);
    const before = known.get(mark) ?? 0;
    if (before) {
      known.set(mark, before - 1);
      there += 1;
    } else if (asked.has(row.row) || twice.has(row.row)) continue;
    else if (isWhole(seat)) wanted.push(seat);
    else unplaced += 1;
  }
  const words = read.unmatched_regions.filter(({ rows }) => rows.some((row) => !settled(draft, row))).length;
  const waits = asked.size + doubled.length + words + (unplaced && !words ? unplaced : 0);
  return { seats: wanted, waits, there };
}

/** @param {Draft} draft @param {number} row */
const settled = (draft, row) => Boolean(draft.rows.get(row)?.out || draft.rows.get(row)?.region_id);

/** What the service is told of a seat. @param {Row} row */
export const storable = ({ name, delegation, region_id, language, votes }) =>
  ({ name, delegation, region_id, language, votes });

/**
 * Count the rows that were taken for a region, in the order of the meeting's.
 * @param {Read} read @param {{id: string}[]} regions
 */
export const takenBy = (read, regions) =>
  regions.map(({ id }) => {
    const taken = read.matched_regions.filter((/** @type {any} */ one) => one.region_id === id);
    return {
      id, words: taken.map((/** @type {any} */ one) => one.text),
      rows: read.rows.filter((row) => row.region_id === id).length,
    };
  });

/** Write what each column is as the service reads it. @param {[string, string][]} columns letters and meanings */
export const columnsSaid = (columns) => columns.map(([letters, meaning]) => `${letters}:${meaning}`).join(",");
