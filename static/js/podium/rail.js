// @ts-check
/**
 * The agenda beside the podium: where the meeting is, what else can be made live, and in which rooms voting is open.
 * Refuses to choose. Invariant: what is live is a session; whoever conducts any of its rooms sees it as such.
 */
import { all, fill, one, setAttribute } from "../page/dom.js";

/** @typedef {Pick<import("../line/state.js").State, "live" | "calls">} Seen */
const DRAWINGS = { here: "#sym-dot", past: "#sym-check", later: "#sym-wait" };

/**
 * Say when each session of the agenda is, and in which rooms voting is open.
 * @param {Seen} state @param {{sessions: {id: string}[]}} agenda
 * @returns {{when: Record<string, keyof typeof DRAWINGS>, voting: string[]}}
 */
export function railOf({ live, calls }, { sessions }) {
  const at = sessions.findIndex((session) => session.id === live?.agenda_session_id);
  return {
    when: Object.fromEntries(
      sessions.map(({ id }, place) => [id, place === at ? "here" : place < at ? "past" : "later"])
    ),
    voting: [...new Set(Object.values(calls).map((call) => call.room_id))],
  };
}

/**
 * Say whether a session, or one of its questions, is what is live now.
 * @param {Partial<Said.Live>} live @param {string} session_id @param {string} question_id
 */
export const isLive = (live, session_id, question_id) =>
  live?.agenda_session_id === session_id && (live.question_id ?? "") === question_id;

/** Show it. @param {HTMLElement} podium @param {Seen} state @param {import("../page/agenda.js").Agenda} agenda */
export function showRail(podium, state, agenda) {
  const { when, voting } = railOf(state, agenda);
  for (const session of all("[data-session]", podium)) {
    const id = session.dataset.session ?? "";
    session.dataset.when = when[id] ?? "later";
    const drawing = one(".rail__drawing use", session);
    if (drawing) setAttribute(drawing, "href", DRAWINGS[when[id] ?? "later"]);
    for (const mark of all("[data-here]", session))
      mark.hidden = !isLive(state.live, id, mark.dataset.here ?? "");
    for (const button of all("[data-act='set_live']", session))
      button.hidden = isLive(state.live, id, button.dataset.question ?? "");
  }
  for (const link of all(".rail [data-room]", podium)) fill(link, { voting: voting.includes(link.dataset.room ?? "") });
}

/** What a button asks that makes something live. @param {HTMLElement} button */
export const asksLive = (button) => ({
  type: "set_live", question_id: button.dataset.question ?? "",
  session_id: /** @type {HTMLElement | null} */ (button.closest("[data-session]"))?.dataset.session ?? "",
});
