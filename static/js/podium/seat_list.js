// @ts-check
/**
 * The seats of a meeting as whoever conducts it reads them: pages of an answer put together, seats and sources as rows.
 * Pure but for the words. Refuses to ask and to act. Invariant: a seat stands in a list once, as it was said last.
 */
import { hourAndMinute, t } from "../page/strings.js";
import { nameOf, totalWords } from "./waiting_rows.js";

/** @typedef {import("./waiting_rows.js").Seat} Seat */
/** @typedef {{from: string, joins: number, first_ms: number, last_ms: number}} Source */
/**
 * @typedef {{q: string, unused: boolean}} Wanted what is looked for; `unused`: seats that were taken and never used
 * @typedef {Wanted & {seats: Seat[], more: string | null, totals: any, sources: Source[], pages: number}} SeatList
 */

const DRAWINGS = /** @type {Record<string, string>} */ ({ here: "check", waiting: "again", barred: "void" });

/** @returns {SeatList} */
export const emptyList = () => ({ q: "", unused: false, seats: [], more: null, totals: null, sources: [], pages: 0 });

/**
 * Put an answer in: a first page takes the place of everything, a further one follows it.
 * @param {SeatList} known @param {any} reply @param {Wanted & {after?: string}} asked
 * @returns {SeatList}
 */
export function withPage(known, reply, { q, unused, after = "" }) {
  if (after && (q !== known.q || unused !== known.unused || after !== known.more)) return known;
  const fresh = new Map(reply.seats.map((/** @type {Seat} */ seat) => [seat.seat_id, seat]));
  const before = after ? known.seats.filter((seat) => !fresh.has(seat.seat_id)) : [];
  return {
    q, unused, seats: [...before, ...fresh.values()], more: reply.more ?? null,
    totals: reply.totals ?? known.totals, sources: reply.sources ?? known.sources, pages: after ? known.pages + 1 : 1,
  };
}

/**
 * A seat in words, with the acts that are offered on it.
 * @param {Seat} seat @param {boolean} chairs whether the reader chairs the meeting
 */
export function seatValues(seat, chairs) {
  const waits = seat.state === "waiting";
  return {
    state: seat.state, name: nameOf(seat), delegation: seat.delegation,
    stateWord: t(`seats.state.${seat.state}`), stateDrawing: `#sym-${DRAWINGS[seat.state] ?? "wait"}`,
    facts: [
      seat.joined_at_ms ? t("seats.joined", { time: clockTime(seat.joined_at_ms) }) : "",
      seat.from ? t("seats.from", { from: seat.from }) : "",
      seat.cast ? t("seats.cast", { n: seat.cast }) : "",
    ]
      .filter(Boolean)
      .join(" · "),
    canAdmit: waits,
    canRefuse: waits,
    canBar: chairs && !waits && seat.state !== "barred", canUnbar: chairs && seat.state === "barred",
    canRemove: chairs && !waits,
  };
}

/** An address that people joined from, in words. @param {Source} source @param {boolean} chairs */
export const sourceValues = (source, chairs) => ({
  from: source.from, joins: t("seats.joins", { n: source.joins }),
  span:
    source.first_ms === source.last_ms
      ? clockTime(source.first_ms)
      : t("seats.span", { first: clockTime(source.first_ms), last: clockTime(source.last_ms) }),
  removeWords: t("seats.remove_all", { n: source.joins }),
  canRemove: chairs,
});

/** Why no seat is listed. @param {Wanted} wanted */
export const noneOf = ({ q, unused }) => (q ? "seats.none_found" : unused ? "seats.none_unused" : "seats.none");

/** The whole of the totals, for the list's head. @param {any} totals */
export const headWords = (totals) =>
  totals
    ? [
        totalWords(totals), t("seats.here", { n: totals.here }),
        totals.waiting ? t("joining.waiting", { n: totals.waiting }) : "",
        totals.barred ? t("seats.barred", { n: totals.barred }) : "",
      ]
        .filter(Boolean)
        .join(" · ")
    : "";

/** @param {number} ms */
const clockTime = (ms) => hourAndMinute(new Date(ms));
