// @ts-check
/**
 * What may be voted on in a room, in groups with their names. Refuses to know what is ticked. Invariant: a region's set
 * stands under its region, and what the room itself accepted comes last.
 */
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
  return groups.map((group) => inWords(group, group.region !== null || group.id === first));
}

/** @param {import("./offered.js").Offered} group @param {boolean} ticked @returns {Group} */
const inWords = ({ id, region, recommendations }, ticked) => ({
  id, region, recommendations, ticked,
  legend: region ? t("draft.group.handed", { region: region.name }) : t(`draft.group.${id}`),
});
