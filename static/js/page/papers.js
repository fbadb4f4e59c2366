// @ts-check
/**
 * The papers of the programme on hall and podium. Pure. Refuses to draw. Invariant: a paper belongs to a room where it
 * belongs to its agenda session, or to the meeting as a whole.
 *
 * @typedef {{label: string, value: string, share: number}} Row
 * @typedef {{id: string, session_id: string, kind: "link" | "file" | "text" | "figures", title: string,
 *   address: string, text: string, media: string, rows: Row[], unit: string, source: string}} Paper
 * @typedef {import("./agenda.js").Agenda} Agenda
 */

/** @param {Agenda} agenda @param {string} id */
export const paperOf = ({ papers = [] }, id) => papers.find((paper) => paper.id === id) ?? null;

/** @param {Agenda} agenda @param {Said.Room} room */
export const papersIn = ({ papers = [] }, room) =>
  papers.filter(({ session_id }) => !session_id || session_id === room.agenda_session_id);
