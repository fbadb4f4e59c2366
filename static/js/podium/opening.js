// @ts-check
/**
 * The question before a round is opened: what is voted on, by how many, for how long, and what of it is shown. Refuses
 * to open. Invariant: it rests on the answer that opens nothing, and repeats what the round says, not what is hoped.
 */
import { fill, list, one } from "../page/dom.js";
import { findQuestion, sessionOf } from "../page/agenda.js";
import { dateWords } from "../page/closing_dates.js";
import { isReadable } from "../page/cards.js";
import { poolName, showChips } from "../page/chips.js";
import { roundWords } from "../page/numbers.js";
import { namesOf } from "../page/rounds.js";
import { number, t } from "../page/strings.js";
import { openDialog, dialog } from "./dialogs.js";
import { minutesOf } from "./draft_rules.js";

/** How many titles are repeated before somebody asks for the rest. */
export const FIRST = 6;

/** What the question is about, and who may vote in it as far as that is known. @type {any} */
let about = null;

/**
 * Ask whether to open a draft.
 * @param {Said.Round} round @param {import("../page/agenda.js").Agenda} agenda
 * @param {{read: () => import("../line/state.js").State, ask: (command: any) => Promise<any>}} line
 */
export function askOpen(round, agenda, { read, ask }) {
  const state = read();
  const regions = poolOf(state.room, agenda);
  const n = round.slate.length;
  const root = dialog("open");
  const rows = round.slate.map((id, at) => ({ ...state.recommendations[id], id, place: at + 1 }));
  showTitles(/** @type {HTMLElement} */ (one("[data-list='titles']", root)), rows.slice(0, FIRST), regions);
  showTitles(/** @type {HTMLElement} */ (one("[data-list='rest']", root)), rows.slice(FIRST), regions);
  const minutes = Number(minutesOf(round.rules));
  const screens = state.screens?.screens;
  /** @type {HTMLDetailsElement} */ (one("details", root)).open = false;
  openDialog("open", {
    round: round.id, version: round.version, heading: t("podium.open.title", { n }),
    about: [
      roundWords(round), findQuestion(sessionOf(agenda, state.room), round.question_id)?.text ?? "",
      round.rules.closes_at ? dateWords(round.rules.closes_at)
        : minutes ? t("podium.countdown.minutes", { n: minutes }) : t("podium.countdown.none"),
    ].filter(Boolean).join(" · "),
    count: number(n), more: n > FIRST, moreWords: t("podium.open.more", { first: FIRST + 1, last: n }),
    screens: screens === undefined ? "" : t("podium.open.screens", { n: screens }),
    secrecy: t(`draft.secrecy.${round.rules.secrecy}`), roll_call: round.rules.roll_call,
    commitment: round.lot?.commitment ?? "",
    lotQr: round.lot && `/tab/${document.body.dataset.slot}/lot-qr.svg?round=${round.id}&version=${round.version}`,
    visibility: t(round.rules.reservations ? "silence.running" : `draft.visibility.${round.rules.visibility}`),
    act: t("podium.open.act", { n }),
  });
  about = { round, regions, read, ask, entitled: null, pool: [], told: undefined };
  watchOpening();
}

/** Follow who comes and goes while it is asked: the service counts the seats of the round. */
export function watchOpening() {
  if (!about || !dialog("open").open) return;
  const mine = about;
  const { seats } = mine.read();
  if (mine.told !== seats) {
    mine.told = seats;
    const { k, secrecy, named_positions } = mine.round.rules;
    mine.ask({ type: "list_seats", k: secrecy === "recorded" ? 0 : k, named_positions }).then(
      (/** @type {any} */ { entitled, pool }) => {
        Object.assign(mine, { entitled, pool });
        if (mine === about) showPool(mine);
      },
      () => {} // those connected are shown, and the next change asks again
    );
  }
  showPool(mine);
}

/**
 * Show who may vote: how many seats, how many of them are connected, and which regions would count as one.
 * @param {any} asked
 */
function showPool({ round, regions, read, entitled, pool }) {
  const { presence } = read();
  /** @type {string[]} */
  const named = round.rules.named_positions ?? [];
  const rows = regions.map((/** @type {any} */ region) => ({
    region, here: presence?.connected?.[region.id] ?? 0, seats: entitled ? entitled[region.id] ?? 0 : undefined,
  }));
  list(
    /** @type {HTMLElement} */ (one("[data-list='missing']", dialog("open"))),
    rows, (/** @type {any} */ { region }) => region.id, "missing-row",
    (row, { region, here, seats }) => {
      const many = seats === undefined ? number(here) : t("podium.open.pool", { n: seats, here });
      const by_name = named.includes(region.id) ? t("podium.open.by_name") : "";
      fill(row, { missing: [many, by_name].filter(Boolean).join(" · ") });
      showChips(one("[data-chips]", row), [region]);
    }
  );
  const casting = rows.filter((/** @type {any} */ { region }) => !named.includes(region.id));
  const sum = (/** @type {"here" | "seats"} */ name) =>
    casting.reduce((/** @type {number} */ so_far, /** @type {any} */ row) => so_far + (row[name] ?? 0), 0);
  const together = poolName(regions, { regions: [pool.join("+")] });
  fill(dialog("open"), {
    seats: entitled ? t("podium.open.seats", { n: sum("seats") }) : "", here: t("podium.open.here", { n: sum("here") }),
    together: together && !round.rules.reservations
      ? t("podium.open.together", { k: round.rules.k, region: together }) : "",
    named: named.length ? t("podium.open.named", { regions: namesOf(regions, named) }) : "",
    few: entitled && isReadable(round, sum("seats")) ? t("podium.open.few", { k: round.rules.k }) : "",
  });
}

/**
 * The regions whose seats may vote: in a region's room its own, else all of the programme as it is now.
 * @param {Said.Room} room @param {import("../page/agenda.js").Agenda} agenda
 */
const poolOf = (room, agenda) =>
  agenda.regions.filter((region) => room.kind !== "region" || region.id === room.region_id);

/** @param {HTMLElement} place @param {any[]} rows @param {import("../page/chips.js").Region[]} regions */
function showTitles(place, rows, regions) {
  list(place, rows, "id", "title-row", (row, { place: at, title, language, region_ids = [] }) => {
    fill(row, { number: number(at), title, language });
    showChips(one("[data-chips]", row), regions.filter((region) => region_ids.includes(region.id)));
  });
}
