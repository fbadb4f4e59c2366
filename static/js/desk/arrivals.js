// @ts-check
/**
 * Who is here by region, against a quorum that somebody chose, and who came last. Refuses to ask. Invariant: only seats
 * with a vote are counted, as a round counts them.
 */
import { fill, list, one } from "../page/dom.js";
import { paint } from "../page/chips.js";
import { hourAndMinute, t } from "../page/strings.js";
import { isHere, nameOf, totals } from "./seat_book.js";

/** @typedef {import("./seat_book.js").Seat} Seat */
/** @typedef {import("../page/chips.js").Region} Region */

const MOST_LAST = 6;

/** How many a share of seats is, rounded up; 0 without one. @param {number} seats @param {string} share as `1/2` */
export function quorumOf(seats, share) {
  const [part, whole] = share.split("/").map(Number);
  return whole ? Math.ceil((seats * part) / whole) : 0;
}

/** Who came last, the newest first. @param {Seat[]} seats @param {number} most */
export const lastOf = (seats, most) =>
  seats
    .filter((seat) => isHere(seat) && seat.entered_at_ms)
    .sort((one_, other) => other.entered_at_ms - one_.entered_at_ms)
    .slice(0, most);

/** @param {number} here @param {number} votes @param {string} share */
function barValues(here, votes, share) {
  const at = votes && share ? (100 * quorumOf(votes, share)) / votes : 0;
  return {
    share: votes ? (100 * here) / votes : 0, tick: at ? Math.min(99.1, at) : null,
    halo: at ? Math.min(97.6, at - 0.75) : null,
    words: t("desk.at_door.of", { n: here, all: votes }),
  };
}

/** @param {HTMLElement} root @param {Seat[]} seats @param {Region[]} regions @param {string} share */
export function showArrivals(root, seats, regions, share) {
  const by = totals(seats, regions);
  const [here, votes] = [by.reduce((sum, one_) => sum + one_.here, 0), by.reduce((sum, one_) => sum + one_.votes, 0)];
  const rows = [...by.map((one_) => ({ ...one_, id: one_.region.id })), { id: "", region: null, here, votes }];
  list(/** @type {HTMLElement} */ (one("[data-list=arrivals]", root)), rows, "id", "arrival", (item, row) =>
    fill(item, {
      ...barValues(row.here, row.votes, share), chip: Boolean(row.region), short: row.region?.short,
      name: row.region?.name, paint: row.region ? paint(row.region) : "",
    })
  );
  const [last, needed] = [lastOf(seats, MOST_LAST), quorumOf(votes, share)];
  list(/** @type {HTMLElement} */ (one("[data-list=last]", root)), last, "seat_id", "last-arrival", (item, seat) => {
    const region = regions.find((known) => known.id === seat.region_id);
    fill(item, {
      who: nameOf(seat), time: hourAndMinute(new Date(seat.entered_at_ms)), short: region?.short, name: region?.name,
      paint: region ? paint(region) : "",
    });
  });
  fill(root, {
    hereNow: t("desk.at_door.of", { n: here, all: votes }), nobodyYet: last.length === 0,
    missing: t("desk.at_door.missing", { n: votes - here }),
    quorumWords: !needed ? "" : here >= needed
      ? t("desk.at_door.reached", { n: needed })
      : t("desk.at_door.short", { n: needed, more: needed - here }),
  });
}
