// @ts-check
/**
 * What silence came to, in words: adopted without objection or not, who objected where that is told, and reservations.
 * Pure but for the words. Refuses to judge. Invariant: each is said as `server/words/consent.py` says it, to a letter.
 */
import { number, t } from "./strings.js";

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

/** Say whether a list is of a silence: what became of each text, and no ranks. @param {any} ranked */
export const isSilent = (ranked) => Boolean(ranked?.items[0]?.consent);

/** Say beside what became of an item how many object, and how many reservations there are. @param {any} item */
export const consentCount = ({ consent, objections, reservations = [] }) =>
  [
    consent === "objected" ? t("outcome.figure", {
      name: t("figure.objections"), figure: objections === null ? t("silence.some") : number(objections),
    }) : "",
    reservations.length ? t("silence.reservations", { figure: reservations.length }) : "",
  ].filter(Boolean).join(" · ");

/**
 * Count what a silence came to; empty for another list.
 * @param {any} ranked @returns {{code: string, name: string, figure: string}[]}
 */
export function consentSums(ranked) {
  if (!isSilent(ranked)) return [];
  const of = (/** @type {(item: any) => boolean} */ is) => number(ranked.items.filter(is).length);
  return [
    { code: "adopted", figure: of(({ consent }) => consent === "adopted") },
    { code: "objected", figure: of(({ consent }) => consent === "objected") },
    { code: "reserved", figure: of(({ reservations }) => reservations?.length > 0) },
  ].map((sum) => ({ ...sum, name: t(`silence.sum.${sum.code}`) }));
}

/** Say that in one line. @param {any} ranked */
export const consentSentence = (ranked) =>
  consentSums(ranked).map(({ name, figure }) => t("outcome.figure", { name, figure })).join(" · ");

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
