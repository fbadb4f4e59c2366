// @ts-check
/**
 * The list of seats on a page of the desk: read once, and each change put in as it is heard. Refuses to know what is
 * shown. Invariants: what was heard while the list was read is put on top of it; one reading at a time, and whoever
 * asks for another gets one that begins later; where the line is not up, the list is read every now and then.
 */
import { withSeats } from "./seat_book.js";
import { followDesk } from "./desk_line.js";

const AGAIN_MS = 15_000;

/** @typedef {import("./seat_book.js").Seat} Seat */
/** @typedef {{mark: string, seats: Seat[], personal: Record<string, number>}} Book */

/**
 * @param {{list: (mark: string) => Promise<any>, changed: (book: Book) => void, failed: (refusal: any) => void}} page
 *   `list` is null where the list has that mark already; `failed` is told of no refusal once the list is read again
 */
export function makeList({ list, changed, failed }) {
  /** @type {Book} */
  let book = { mark: "", seats: [], personal: {} };
  /** @type {any[]} what was heard since the reading under way began */
  let heard = [];
  /** @type {Promise<void> | null} */
  let reading = null;
  /** @type {Promise<void> | null} */
  let next = null;
  let lost = false;

  async function read() {
    heard = [];
    try {
      const said = await list(book.mark);
      if (lost) failed(null);
      lost = false;
      if (!said) return;
      const fresh = { mark: heard.length ? "" : said.mark, seats: said.seats, personal: said.personal_s };
      book = heard.reduce(withSeats, fresh);
      changed(book);
    } catch (refusal) {
      lost = true;
      failed(refusal);
    }
  }

  /** Read the list from now on. @returns {Promise<void>} */
  const load = () => {
    if (!reading)
      return (reading = read().finally(() => {
        reading = null;
      }));
    return (next ??= reading.then(() => {
      next = null;
      return load();
    }));
  };

  /** @param {any} message */
  const put = (message) => {
    heard.push(message);
    book = withSeats(book, message);
    changed(book);
  };

  return {
    load,
    put,
    /** Take what is said in the desk's room. @param {any} message */
    hear(message) {
      if (message.type === "snapshot" || (message.type === "seats_changed" && !message.changed)) load();
      else if (message.type !== "seats_changed") return;
      else if (message.changed.length || message.gone.length) put(message);
      else if (!agrees(book.seats, message.totals)) load(); // something was not heard
    },
  };
}

/** Say whether a list has as many of each as is told. @param {Seat[]} seats @param {any} totals */
const agrees = (seats, totals) =>
  ["waiting", "here", "barred"].every((state) => seats.filter((one) => one.state === state).length === totals[state]);

/**
 * Keep the list of a page as it is now.
 * @param {{calls: import("./seat_calls.js").Calls, where: {meeting: string, slot: string}, problem: HTMLElement,
 *   changed: (book: Book) => void}} page
 */
export function keepList({ calls, where, problem, changed }) {
  /** @param {any} refusal */
  function complain(refusal) {
    problem.textContent = refusal?.message ?? "";
    problem.hidden = !refusal;
  }

  const list = makeList({ list: calls.list, changed, failed: complain });
  return {
    complain,
    load: list.load,
    /** After an act of this page: its answer says how the seat stands now. @param {any} [answer] */
    again: async (answer) => (answer?.seat ? list.put({ changed: [answer.seat], gone: [] }) : list.load()),
    /** Begin to hear what others do. */
    follow() {
      const line = followDesk(where, list.hear);
      const isTold = () => ["live", "polling", "stopped"].includes(line.status);
      setInterval(() => isTold() || document.hidden || list.load(), AGAIN_MS);
    },
  };
}
