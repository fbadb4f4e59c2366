// @ts-check
/**
 * By which number a thing is called, the same on card, button, list and hall: a round by its number in the room, a
 * recommendation by its label where it was proposed (`AF-3`) and by its place in the slate where it is voted on.
 * Refuses to number anything: the service does, once. Invariant: what is voted on has one number on every page.
 */
import { number, t } from "./strings.js";

/** Call a round. @param {Said.Round} round */
export const roundWords = (round) => t("round.numbered", { n: round.number_in_room });

/** Call a recommendation outside of any round; empty while it waits. @param {{label: string}} recommendation */
export const labelWords = ({ label }) => (/^\d+$/.test(label) ? number(Number(label)) : label);

/**
 * Call a recommendation of a slate by where it comes from; empty where that would be a second bare number.
 * @param {{label: string}} recommendation
 */
export const originLabel = ({ label }) => (/^\d*$/.test(label) ? "" : label);

/** Call an item of a ranked list, beside its rank. @param {{slate_number: number}} item */
export const itemWords = (item) => t("ranked.number", { n: item.slate_number });
