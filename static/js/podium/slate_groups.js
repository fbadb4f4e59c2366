// @ts-check
/**
 * What may be voted on in a room, in groups with their names. Refuses to know what is ticked. Invariant: a region's set
 * stands under its region, then comes what the room itself accepted; answers that are no recommendations stand behind,
 * by their kind.
 */
import { KINDS, aboutWords } from "../page/facets.js";
import { t } from "../page/strings.js";
import { handed, offered } from "./offered.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {import("../page/agenda.js").Agenda} Agenda */
/** @typedef {import("../page/chips.js").Region} Region */
/** @typedef {{id: string, legend: string, region: Region | null, ticked: boolean, recommendations: any[]}} Group */

/**
 * What the regions handed to this plenary session, by region of origin; nothing in any other room.
 * @param {State} state @param {Region[]} regions @returns {Group[]}
 */
export const handedOver = (state, regions) => handed(state, regions).map((group) => inWords(group, true));

/**
 * Say what may be voted on in a room: what regions handed to it, then what the room itself accepted.
 * @param {State} state @param {Agenda} agenda @returns {Group[]}
 */
export function slateGroups(state, agenda) {
  const groups = offered(state, agenda.regions);
  const first = groups.find(({ region }) => region) ? "" : "room";
  const kinds = KINDS.slice(1).map((kind) => ofKind(groups, kind)).filter((group) => group.recommendations.length > 0);
  const asked = groups.map((group) => ({ ...group, recommendations: group.recommendations.filter(isAsked) }))
    .filter((group) => group.recommendations.length > 0);
  return [...asked.map((group) => inWords(group, group.region !== null || group.id === first)), ...kinds];
}

/** Whether it is what rounds are about: other kinds of answer are voted on where somebody ticks them. */
const isAsked = (/** @type {any} */ { kind }) => !kind || kind === "recommendation";

/** @param {import("./offered.js").Offered[]} groups @param {string} kind @returns {Group} */
const ofKind = (groups, kind) => ({
  id: `kind-${kind}`, legend: t(`answer.${kind}`), region: null, ticked: false,
  recommendations: groups.flatMap((group) => group.recommendations.filter((one) => one.kind === kind)).map(withAbout),
});

/** With what it says of itself, so that a search finds it by that. @param {any} one */
const withAbout = (one) => ({ ...one, about: aboutWords(one) });

/** @param {import("./offered.js").Offered} group @param {boolean} ticked @returns {Group} */
const inWords = ({ id, region, recommendations }, ticked) => ({
  id, region, recommendations: recommendations.map(withAbout), ticked,
  legend: region ? t("draft.group.handed", { region: region.name }) : t(`draft.group.${id}`),
});
