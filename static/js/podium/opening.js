// @ts-check
/**
 * The question before a round is opened: what is voted on, by how many, for how long, and what of it is shown. Refuses
 * to open. Invariant: it rests on the answer that opens nothing, and repeats what the round says, not what is hoped.
 */
import { fill, list, one } from "../page/dom.js";
import { findQuestion, regionsOf, sessionOf } from "../page/agenda.js";
import { showChips } from "../page/chips.js";
import { roundWords } from "../page/numbers.js";
import { number, t } from "../page/strings.js";
import { openDialog, dialog } from "./dialogs.js";
import { minutesOf } from "./draft_rules.js";
import { smallRegions } from "./next_act.js";

/** How many titles are repeated before somebody asks for the rest. */
export const FIRST = 6;

/**
 * Ask whether to open a draft.
 * @param {Said.Round} round @param {import("../line/state.js").State} state
 * @param {import("../page/agenda.js").Agenda} agenda
 */
export function askOpen(round, state, agenda) {
  const regions = regionsOf(agenda, round);
  const small = smallRegions(round, regions, state.presence);
  const n = round.slate.length;
  const root = dialog("open");
  const rows = round.slate.map((id, at) => ({ ...state.recommendations[id], id, place: at + 1 }));
  showTitles(/** @type {HTMLElement} */ (one("[data-list='titles']", root)), rows.slice(0, FIRST), regions);
  showTitles(/** @type {HTMLElement} */ (one("[data-list='rest']", root)), rows.slice(FIRST), regions);
  const connected = regions.map((region) => ({ region, count: state.presence?.connected?.[region.id] ?? 0 }));
  list(
    /** @type {HTMLElement} */ (one("[data-list='missing']", root)),
    connected, ({ region }) => region.id, "missing-row",
    (row, { region, count }) => {
      fill(row, { missing: number(count) });
      showChips(one("[data-chips]", row), [region]);
    }
  );
  const minutes = Number(minutesOf(round.rules));
  const here = connected.reduce((sum, { count }) => sum + count, 0);
  const seats = state.room.kind === "plenary" ? state.seats?.totals.seats : undefined;
  const screens = state.screens?.screens;
  /** @type {HTMLDetailsElement} */ (one("details", root)).open = false;
  return openDialog("open", {
    round: round.id, version: round.version, heading: t("podium.open.title", { n }),
    about: [
      roundWords(round), findQuestion(sessionOf(agenda, state.room), round.question_id)?.text ?? "",
      minutes ? t("podium.countdown.minutes", { n: minutes }) : t("podium.countdown.none"),
    ].filter(Boolean).join(" · "),
    count: number(n), more: n > FIRST, moreWords: t("podium.open.more", { first: FIRST + 1, last: n }),
    seats: seats === undefined ? "" : t("podium.open.seats", { n: seats }),
    here: t("podium.open.here", { n: here }),
    screens: screens === undefined ? "" : t("podium.open.screens", { n: screens }),
    secrecy: t(`draft.secrecy.${round.rules.secrecy}`), small: small?.words ?? "",
    visibility: t(`draft.visibility.${round.rules.visibility}`), act: t("podium.open.act", { n }),
  });
}

/** @param {HTMLElement} place @param {any[]} rows @param {import("../page/chips.js").Region[]} regions */
function showTitles(place, rows, regions) {
  list(place, rows, "id", "title-row", (row, { place: at, title, language, region_ids = [] }) => {
    fill(row, { number: number(at), title, language });
    showChips(one("[data-chips]", row), regions.filter((region) => region_ids.includes(region.id)));
  });
}
