// @ts-check
/**
 * The table of seats and the totals above it, drawn from what is known. Refuses to ask and to act. Invariant: a row
 * that is being changed stays as it is typed, whatever others do.
 */
import { fill, list, one } from "../page/dom.js";
import { paint } from "../page/chips.js";
import { hourAndMinute, languageName, t } from "../page/strings.js";
import { callOf, delegationsOf, isHere, nameOf, totals } from "./seat_book.js";

/** @typedef {import("./seat_book.js").Seat} Seat */
/** @typedef {import("../page/chips.js").Region} Region */

/** @param {Seat} seat */
export const stateWords = (seat) =>
  isHere(seat) && seat.entered_at_ms
    ? t("desk.seats.here_since", { time: hourAndMinute(new Date(seat.entered_at_ms)) })
    : t(`seats.state.${seat.state}`);

/** @param {Seat} seat @param {Region[]} regions */
export function rowValues(seat, regions) {
  const region = regions.find((known) => known.id === seat.region_id);
  return {
    who: nameOf(seat), whoClass: seat.name ? "" : "soft", delegation: seat.delegation,
    language: seat.language ? languageName(seat.language) : "–",
    votes: t(seat.votes ? "desk.seats.has_vote" : "desk.seats.watches"), state: isHere(seat) ? "yes" : "wait",
    stateWords: stateWords(seat), editWords: t("desk.seats.edit_of", { name: callOf(seat) }),
    short: region?.short ?? seat.region_id, name: region?.name ?? seat.region_id, paint: region ? paint(region) : "",
  };
}

/** Say how many seats there are. @param {Seat[]} seats */
export function summaryWords(seats) {
  const votes = seats.filter((seat) => seat.votes).length;
  return [
    t("desk.seats.with_vote", { n: votes }), t("desk.seats.observers", { n: seats.length - votes }),
    t("desk.seats.delegations", { n: delegationsOf(seats).length }),
  ].join(" · ");
}

/**
 * @param {HTMLElement} container @param {Seat[]} seats @param {Region[]} regions
 * @param {number} fewest ballots of a region that a confidential round shows
 */
export function showTotals(container, seats, regions, fewest) {
  list(container, totals(seats, regions), ({ region }) => region.id, "region-total", (item, total) => {
    const look = total.votes > 0 && total.votes < fewest;
    fill(item, {
      votes: total.votes, fact: t("desk.seats.delegations", { n: total.delegations }), look,
      lookWords: look ? t("desk.seats.few", { n: total.votes, k: fewest }) : "", state: look ? "look" : "yes",
      short: total.region.short, name: total.region.name, paint: paint(total.region),
    });
  });
}

/**
 * @param {Seat[]} seats @param {Region[]} regions
 * @param {{editing: string, opened: (row: HTMLElement, seat: Seat) => void,
 *   follows: (row: HTMLElement, seat: Seat) => void}} page
 */
export function showRows(seats, regions, { editing, opened, follows }) {
  const body = /** @type {HTMLElement} */ (one("[data-list=seats]"));
  list(
    body, seats, "seat_id", (seat) => (seat.seat_id === editing ? "seat-edit" : "seat-row"),
    (row, seat, _place, fresh) => {
      if (seat.seat_id !== editing) fill(row, rowValues(seat, regions));
      else if (fresh) opened(row, seat);
      else follows(row, seat);
    }
  );
}

/** Offer the delegations that there are where one is typed. @param {Seat[]} seats */
export function showDelegations(seats) {
  const container = /** @type {HTMLElement} */ (one("[data-list=delegations]"));
  list(container, delegationsOf(seats), (name) => name, "delegation-option", (option, delegation) =>
    fill(option, { delegation })
  );
}

