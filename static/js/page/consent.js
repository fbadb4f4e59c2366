// @ts-check
/**
 * What silence came to, in words: adopted without objection or not, who objected where that is told, and reservations.
 * Pure but for the words. Refuses to judge. Invariant: each is said as `server/words/consent.py` says it, to a letter.
 */
import { t } from "./strings.js";

/** @typedef {{region: string, name: string, seat: number | null}} Speaker */

/** Say what became of an item, and how many reservations there are; nothing of another list. @param {any} item */
export const consentWords = ({ consent, reservations = [] }) =>
  consent
    ? [
        t(`silence.outcome.${consent}`),
        reservations.length ? t("silence.reservations", { figure: reservations.length }) : "",
      ].filter(Boolean).join(" · ")
    : "";

/** Say how many object, where that is told; nothing of another list. @param {any} item */
export const objectionsOf = ({ consent, objections }) =>
  consent && objections === null ? t("silence.some") : "";

/** @param {Speaker} who */
const called = ({ name, seat }) => name || t("silence.seat", { figure: seat ?? 0 });

/** Say who objected and what was reserved, a line each. @param {any} item @returns {{code: string, words: string}[]} */
export const consentLines = ({ objected_by = [], reservations = [] }) => [
  ...(objected_by.length
    ? [{ code: "objected_by", words: t("silence.objected_by", { names: objected_by.map(called).join(", ") }) }]
    : []),
  ...reservations.map((/** @type {{words: string, by: Speaker | null}} */ { words, by }) => ({
    code: "reservation",
    words: by ? t("silence.reserved", { by: called(by), words }) : t("silence.unsigned", { words }),
  })),
];

/** What of a list was objected to, if anything. @param {any} ranked @returns {string[] | undefined} */
export function objectedIn(ranked) {
  const items = ranked?.items.filter((/** @type {any} */ item) => item.consent === "objected") ?? [];
  return items.length ? items.map((/** @type {any} */ item) => item.recommendation_id) : undefined;
}
