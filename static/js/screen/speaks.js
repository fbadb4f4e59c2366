// @ts-check
/**
 * The list of speakers in the hall: who speaks and for how much longer, the next ones, and how long each region has
 * spoken. Refuses to turn by itself. Invariant: nobody is shown whom the list does not name.
 */
import { SPEAKERS } from "../line/presented.js";
import { placed, showChips } from "../page/chips.js";
import { fill, list, one } from "../page/dom.js";
import { speakerName, spokenNow, spokenRows, takenText } from "../page/speakers.js";
import { number, t } from "../page/strings.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {import("../page/agenda.js").Agenda} Agenda */

/** How many of those who wait are to be seen. */
const IN_SIGHT = 6;

/** What the page shows of it. @param {State} state @param {Agenda} agenda */
export function speaksValues({ speakers }, agenda) {
  const turn = speakers?.turn;
  const left = (speakers?.next.length ?? 0) - IN_SIGHT;
  return {
    picture: "speaks", speaksNow: Boolean(turn), speaksNobody: !turn,
    speaksName: turn ? speakerName(turn.speaker, agenda.regions) : "", speaksPaused: Boolean(turn?.paused),
    speaksMore: left > 0 ? t("speakers.more", { n: left }) : "", speaksAsking: Boolean(speakers?.asking),
    speaksNext: Boolean(speakers?.next.length),
  };
}

/** What the clock of the hall counts where there is no limit. @param {State} state */
export const speaksTaken = ({ speakers, clockAt }) =>
  speakers?.turn ? takenText(spokenNow(speakers.turn, clockAt[SPEAKERS] ?? 0)) : "";

/** @param {HTMLElement} hall @param {State} state @param {Agenda} agenda */
export function showSpeaks(hall, { speakers, clockAt }, agenda) {
  const regions = placed(agenda.regions);
  const of = (/** @type {string | undefined} */ id) => regions.filter((region) => region.id === id);
  showChips(one("[data-speaks] [data-chips]", hall), of(speakers?.turn?.speaker.region_id));
  const next = (speakers?.next ?? []).slice(0, IN_SIGHT);
  list(/** @type {HTMLElement} */ (one("[data-list='speaks-next']", hall)), next, "number", "speaks-next",
    (row, speaker, at) => {
      fill(row, { place: number(at + 1), name: speakerName(speaker, agenda.regions) });
      showChips(one("[data-chips]", row), of(speaker.region_id));
    });
  const rows = speakers ? spokenRows(speakers, clockAt[SPEAKERS] ?? 0, regions) : [];
  fill(hall, { speaksSpoken: rows.length > 0 });
  list(/** @type {HTMLElement} */ (one("[data-list='speaks-spoken']", hall)), rows, "id", "speaks-spoken",
    (row, each) => {
      fill(row, { name: each.name, text: each.text });
      showChips(one("[data-chips]", row), each.regions);
    });
}
