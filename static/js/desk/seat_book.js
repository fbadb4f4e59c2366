// @ts-check
/**
 * The seats of a meeting as its desk knows them: found by what is typed, counted by region, compared with what somebody
 * saw. Pure but for the words. Refuses to ask and to draw. Invariant: a search is made ready once a list, so that it
 * answers at once among thousands.
 */
import { plain } from "../page/finding.js";
import { t } from "../page/strings.js";

/**
 * @typedef {{seat_id: string, number: number, name: string, delegation: string, region_id: string, language: string,
 *   votes: boolean, state: string, entered_at_ms: number, joined_at_ms: number}} Seat
 * @typedef {{seat: Seat, said: string}} Kept a seat, and what it is found by
 * @typedef {{words?: string, region?: string, here?: string}} Wanted `here` is "yes", "no", "nameless" or empty
 */

/** What of a seat can be said anew. */
export const FIELDS = /** @type {const} */ (["name", "delegation", "region_id", "language", "votes"]);

/** What was made ready before: of a list of which one seat changes, one is made ready. @type {WeakMap<Seat, Kept>} */
const ready = new WeakMap();

/** Make a list ready to be searched. @param {Seat[]} seats @returns {Kept[]} */
export const kept = (seats) =>
  seats.map((seat) => {
    const said = () => plain(`${seat.name}\n${seat.delegation}\n${seat.name ? "" : seat.number}`);
    const found = ready.get(seat) ?? { seat, said: said() };
    ready.set(seat, found);
    return found;
  });

/**
 * Put in what changed: seats as they stand now, and the ids of those that are gone. What was read is no longer that.
 * @template {{seats: Seat[], personal: Record<string, number>}} Book
 * @param {Book} book @param {{changed: Seat[], gone: string[], personal_s?: Record<string, number>}} told
 * @returns {Book & {mark: string}}
 */
export function withSeats(book, { changed, gone, personal_s: seconds }) {
  const now = new Map(changed.map((seat) => [seat.seat_id, seat]));
  const left = new Set(gone);
  const seats = book.seats.filter(({ seat_id: id }) => !left.has(id)).map((seat) => {
    const other = now.get(seat.seat_id) ?? seat;
    now.delete(seat.seat_id);
    return other;
  });
  const order = (/** @type {Seat} */ { seat_id: id }) => [String(id.length).padStart(2), id].join();
  const all = now.size ? [...seats, ...now.values()].sort((one, other) => (order(one) < order(other) ? -1 : 1)) : seats;
  const personal = { ...book.personal, ...seconds };
  for (const id of seconds ? [...changed.map((seat) => seat.seat_id), ...gone] : [])
    if (!(id in (seconds ?? {}))) delete personal[id];
  return { ...book, mark: "", seats: all, personal };
}

/** Say whose seat it is: by name, as a place of a delegation, or by its number. @param {Seat} seat */
export const nameOf = (seat) =>
  seat.name || (seat.delegation ? t("desk.seats.later") : t("seats.nameless", { n: seat.number }));

/** Name a seat where it stands alone. @param {Seat} seat */
export const callOf = (seat) =>
  seat.delegation && !seat.name ? t("desk.seats.later_of", { delegation: seat.delegation }) : nameOf(seat);

/** @param {Seat} seat */
export const isHere = (seat) => seat.state === "here";

/** @param {string} [typed] */
export const wordsOf = (typed = "") => plain(typed).split(/[\s,;]+/).filter(Boolean);

/**
 * Find seats: every word that was typed stands in the name or the delegation, in any order.
 * @param {Kept[]} list @param {Wanted} wanted @returns {Seat[]}
 */
export function found(list, { words = "", region = "", here = "" }) {
  const typed = wordsOf(words);
  const stands = { yes: isHere, no: (/** @type {Seat} */ seat) => !isHere(seat),
    nameless: (/** @type {Seat} */ seat) => !seat.name, watching: (/** @type {Seat} */ seat) => !seat.votes }[here];
  return list
    .filter(({ seat, said }) =>
      (!region || seat.region_id === region) && (!stands || stands(seat)) && typed.every((word) => said.includes(word))
    )
    .map(({ seat }) => seat);
}

/**
 * Those whom a door wants first: whose name begins with what was typed, then whose words do, then all others.
 * @param {Kept[]} list @param {string} words @param {number} most
 * @returns {{hits: Seat[], more: number}}
 */
export function nearest(list, words, most) {
  const [typed, ...rest] = wordsOf(words);
  if (!typed) return { hits: [], more: 0 };
  /** @type {Seat[][]} */
  const ranks = [[], [], []];
  for (const { seat, said } of list) {
    if (!said.includes(typed) || !rest.every((word) => said.includes(word))) continue;
    ranks[said.startsWith(typed) ? 0 : /[\s,.-]/.test(said[said.indexOf(typed) - 1] ?? " ") ? 1 : 2].push(seat);
  }
  const every = ranks.flat();
  return { hits: every.slice(0, most), more: Math.max(0, every.length - most) };
}

/**
 * Count by region, in the order of the meeting: seats with a vote, who observes, who is here, how many delegations.
 * @template {{id: string}} Region
 * @param {Seat[]} seats @param {Region[]} regions
 */
export const totals = (seats, regions) =>
  regions.map((region) => {
    const mine = seats.filter((seat) => seat.region_id === region.id);
    const voting = mine.filter((seat) => seat.votes);
    return {
      region, votes: voting.length, watching: mine.length - voting.length, here: voting.filter(isHere).length,
      delegations: new Set(mine.map((seat) => seat.delegation).filter(Boolean)).size,
    };
  });

/** The delegations that there are, by name. @param {Seat[]} seats */
export const delegationsOf = (seats) =>
  [...new Set(seats.map((seat) => seat.delegation).filter(Boolean))].sort((one, other) => one.localeCompare(other));

/**
 * What somebody says anew of a seat, and what they saw there before.
 * @param {Record<string, any>} before @param {Record<string, any>} after
 */
export function changesOf(before, after) {
  const fields = FIELDS.filter((field) => after[field] !== undefined && after[field] !== before[field]);
  return {
    changes: Object.fromEntries(fields.map((field) => [field, after[field]])),
    known: Object.fromEntries(fields.map((field) => [field, before[field]])),
  };
}

/** Of the fields of a seat those in which it is no longer what was known. @param {any} known @param {any} seat */
export const movedIn = (known, seat) => FIELDS.filter((field) => known[field] !== seat[field]);
