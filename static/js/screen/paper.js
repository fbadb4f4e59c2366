// @ts-check
/**
 * A paper in the hall: a text, a picture, a table as bars; a link, a PDF and a text that is too long for a hall as its
 * title and a code to scan. Refuses to fetch it. Invariant: every number of a table is written beside its bar.
 */
import { fill, list, one } from "../page/dom.js";
import { lengthOf, sizeStep } from "../page/bars.js";
import { t } from "../page/strings.js";

/** @typedef {import("../page/papers.js").Paper} Paper */
const [TITLES, TEXTS, MOST_IN_LINE] = [[60, 110], [240, 520, 900], 6];
/** As many letters as the hall holds of a text; a line that ends early takes the place of some. */
const [MOST_LETTERS, OF_A_LINE] = [1_400, 80];
const costOf = (/** @type {string} */ text) => lengthOf(text) + OF_A_LINE * (text.split("\n").length - 1);

/**
 * Say which host an address leads to. A browser's own reader throws on some that no host has.
 * @param {string} address
 */
const hostOf = (address) => address.split(/[/?#]/)[2] ?? "";

/** @param {Paper} paper @param {string} slot */
export function paperValues(paper, slot) {
  const picture = paper.media.startsWith("image/");
  const long = costOf(paper.text) > MOST_LETTERS; // whoever wants it whole has it on the phone
  const scanned = long || paper.kind === "link" || (paper.kind === "file" && !picture);
  return {
    paperTitle: paper.title, paperTitleSize: sizeStep(paper.title, TITLES),
    paperText: long ? "" : paper.text, paperTextSize: String(TEXTS.filter((most) => costOf(paper.text) > most).length),
    paperPicture: picture ? `${paper.address}?slot=${slot}` : null,
    paperQr: scanned ? `/tab/${slot}/paper-qr.svg?paper=${paper.id}` : null,
    paperHost: paper.kind === "link" ? hostOf(paper.address) : "",
    paperTable: paper.rows.length > 0, paperMany: paper.rows.length > MOST_IN_LINE ? "yes" : null,
    paperSource: paper.source ? t("papers.source_is", { source: paper.source }) : "",
  };
}

/** @param {HTMLElement} hall @param {Paper} paper */
export function showPaper(hall, { rows, unit }) {
  const keyed = rows.map((row, at) => ({ ...row, at: String(at) }));
  list(/** @type {HTMLElement} */ (one("[data-list='paper-rows']", hall)), keyed, "at", "paper-row",
    (item, { label, value, share }) =>
      fill(item, { of: label, value: unit ? `${value}\u00a0${unit}` : value, share: share / 10 }));
}
