// @ts-check
/**
 * The papers of this room's agenda session, to be shown in the hall. Refuses to show them. Invariant: what is pressed
 * is what the hall shows.
 */
import { fill, list, one } from "../page/dom.js";
import { papersIn } from "../page/papers.js";

/**
 * @param {HTMLElement} podium @param {import("../page/agenda.js").Agenda} agenda @param {Said.Room} room
 * @param {{view: string, item: string}} shown @param {boolean} may whether this podium steers the hall now
 */
export function showPapers(podium, agenda, room, { view, item }, may) {
  const papers = may ? papersIn(agenda, room) : [];
  fill(podium, { hasPapers: papers.length > 0 });
  list(/** @type {HTMLElement} */ (one("[data-list='hall-papers']", podium)), papers, "id", "hall-paper",
    (button, { id, title }) =>
      fill(button, { id, title, view: "paper", pressed: String(view === "paper" && item === id) }));
}
