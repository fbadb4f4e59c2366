// @ts-check
/**
 * What a recommendation is alike to, in words, and which of a slate are alike. Pure. Refuses to judge: it says that two
 * come close, as a way to the other. Invariant: what the service did not name is said by its region alone.
 */
import { listed, number, t } from "../page/strings.js";

/** @typedef {import("../page/chips.js").Region} Region */
/** @typedef {{title: string, text: string}} Words */
/** @typedef {{key: string, part: string, words: string, id?: string, own?: string, room?: string}} Link */

/**
 * Say what one is alike to, each with the way to it where there is one.
 * @param {string} own its id @param {Said.Alike[] | undefined} alike @param {Region[]} regions @returns {Link[]}
 */
export const linksOf = (own, alike = [], regions) =>
  alike.map(({ recommendation_id: id, label, room_id: room, region_ids: origin }) =>
    id
      ? {
          key: id, part: "alike-link", id, own, room,
          words: label ? t("podium.alike.link", { label }) : t("podium.alike.waits"),
        }
      : {
          key: origin.join(" "), part: "alike-said",
          words: t("podium.alike.region", {
            region: listed(regions.filter((one) => origin.includes(one.id)).map(({ name }) => name)),
          }),
        }
  );

/**
 * Find which of a slate are alike, by their places on it, each two once.
 * @param {string[]} slate @param {Record<string, Said.Alike[]>} alike
 * @returns {{one: string, other: string, places: [number, number]}[]}
 */
export function alikeOn(slate, alike) {
  const placeOf = new Map(slate.map((id, place) => [id, place + 1]));
  return slate.flatMap((one, at) =>
    (alike[one] ?? [])
      .map(({ recommendation_id: other }) => ({ other, place: placeOf.get(other) ?? 0 }))
      .filter(({ place }) => place > at + 1)
      .sort((a, b) => a.place - b.place)
      .map(({ other, place }) => ({ one, other, places: /** @type {[number, number]} */ ([at + 1, place]) }))
  );
}

/** Say above a slate which two are alike. @param {ReturnType<typeof alikeOn>[0]} pair @returns {Link} */
export const pairLink = ({ one, other, places: [a, b] }) => ({
  key: `${one} ${other}`, part: "alike-link", id: other, own: one, room: "",
  words: t("draft.alike", { a: number(a), b: number(b) }),
});

/** Say beside one of a slate which others are alike. @param {string} own @param {ReturnType<typeof alikeOn>} pairs */
export const linksOn = (own, pairs) =>
  pairs
    .filter(({ one, other }) => own === one || own === other)
    .map(({ one, other, places: [a, b] }) => {
      const [id, place] = own === one ? [other, b] : [one, a];
      const words = t("podium.alike.link", { label: number(place) });
      return { key: id, part: "alike-link", id, own, room: "", words };
    });

/** @param {Said.Recommendation} one @returns {Record<string, Words>} its words by language */
const versions = ({ language, title, text, translations }) => ({ ...translations, [language]: { title, text } });

/**
 * Choose the words in which two are compared: of one language that both have, the reader's where they have it.
 * @param {Said.Recommendation} one @param {Said.Recommendation} other @param {string} reader
 * @returns {{language: string, here: Words, there: Words}} without a language where they have none in common
 */
export function inOneLanguage(one, other, reader) {
  const [ours, theirs] = [versions(one), versions(other)];
  const both = [reader, one.language, ...Object.keys(ours).sort()];
  const language = both.find((code) => code && ours[code] && theirs[code]);
  if (language === undefined) return { language: "", here: one, there: other };
  return { language, here: ours[language], there: theirs[language] };
}
