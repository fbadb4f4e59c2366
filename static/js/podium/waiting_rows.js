// @ts-check
/**
 * Who waits to be let in, as rows, and how many seats there are: what the podium's door shows before anybody asks for
 * the list of seats. Pure but for the words. Refuses to ask and to act. Invariant: a row that was answered keeps its
 * place for a while, so that no second tap meets another person.
 */
import { t } from "../page/strings.js";

/**
 * @typedef {{seat_id: string, number: number, name: string, delegation: string, region_id: string, state: string,
 *   joined_at_ms?: number | null, entered_at_ms?: number | null, from?: string, cast?: number}} Seat
 */
/** Say whose seat it is; where nobody gave a name, as its phone says it. @param {Seat} seat */
export const nameOf = (seat) => seat.name || t("seats.nameless", { n: seat.number });

/** How many seats there are, of what they may be. @param {any} totals */
export const totalWords = (totals) => (totals ? t("joining.seats", { taken: totals.seats, limit: totals.limit }) : "");

/** @typedef {{seat: Seat, answer: string}} WaitingRow `answer` is empty until the row was answered here */

/**
 * The rows of those who wait: who was shown keeps their place, who was answered here says so, new people come last.
 * @param {WaitingRow[]} before
 * @param {Seat[]} waiting
 * @param {Record<string, string>} answered what was answered here a moment ago
 * @returns {WaitingRow[]}
 */
export function waitingRows(before, waiting, answered) {
  const now = new Map(waiting.map((seat) => [seat.seat_id, seat]));
  const kept = before
    .filter(({ seat }) => now.has(seat.seat_id) || answered[seat.seat_id])
    .map(({ seat }) => now.get(seat.seat_id) ?? seat);
  const places = new Set(kept.map((seat) => seat.seat_id));
  return [...kept, ...waiting.filter((seat) => !places.has(seat.seat_id))].map((seat) => ({
    seat, answer: answered[seat.seat_id] ?? "",
  }));
}

/** How many wait beyond those that were named. @param {any} totals @param {WaitingRow[]} rows */
export function moreWaiting(totals, rows) {
  const beyond = (totals?.waiting ?? 0) - rows.filter(({ answer }) => !answer).length;
  return beyond > 0 ? t("joining.more_waiting", { n: beyond }) : "";
}
