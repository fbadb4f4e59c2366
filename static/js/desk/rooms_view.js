// @ts-check
/**
 * What the page of all rooms shows of each: words and figures. Pure but for the words. Refuses to ask and to draw.
 * Invariant: of a round it shows how many have cast, never for what.
 */
import { remaining, clockText, daysText } from "../page/clock.js";
import { paint } from "../page/chips.js";
import { hourAndMinute, inRow, t } from "../page/strings.js";

/**
 * @typedef {Said.Overview} Overview
 * @typedef {{overview: Overview, at: number, goneAt: number | null}} Known `at`: when it was heard, `goneAt`: when
 *   whoever conducts was seen to go
 * @typedef {{id: string, name: string, short: string, place?: number}} Region
 */

const TAGS = /** @type {Record<string, string>} */ ({
  open: "tag-open", closing: "tag-open", closed: "tag-closed", published: "tag-published",
});

/**
 * Take in what is said of a room.
 * @param {Map<string, Known>} rooms @param {Overview} overview @param {number} now
 */
export function heard(rooms, overview, now) {
  const before = rooms.get(overview.room_id);
  const went = before && before.overview.conductors > 0 && !overview.conductors ? now : before?.goneAt ?? null;
  rooms.set(overview.room_id, { overview, at: now, goneAt: overview.conductors ? null : went });
}

/** Who conducts. @param {Known} known @param {boolean} plenary @param {number} now */
function conducted({ overview, goneAt }, plenary, now) {
  const state = overview.conductors ? "yes" : goneAt === null ? "wait" : "look";
  return {
    conducted: state, isHere: state === "yes", isGone: state === "look", isAway: state === "wait",
    conductedWords: state === "look" ? t("desk.rooms.gone", { n: Math.floor((now - (goneAt ?? now)) / 60_000) })
      : state === "wait" ? t("desk.rooms.away") : t(plenary ? "desk.rooms.chair_here" : "desk.rooms.here"),
  };
}

/** How the round goes. @param {Known} known @param {number} now */
function round({ overview: { latest }, at }, now) {
  const left = latest && latest.state !== "published" ? remaining(latest.clock, at, now) : null;
  const [cast, , all] = latest?.turnout ?? [0, 0, 0];
  const isHidden = latest && !latest.turnout && latest.state !== "draft";
  return {
    tag: (latest && TAGS[latest.state]) ?? "tag-idle",
    roundWords: latest ? t(`round_state.${latest.state}`) : t("desk.rooms.no_round"),
    left: latest && ["open", "closing"].includes(latest.state) ? daysText(latest.clock, left) || clockText(left)
      : "",
    turnout: Boolean(latest?.turnout), share: all ? (100 * cast) / all : 0,
    turnoutWords: t("desk.at_door.of", { n: cast, all }), noTurnout: isHidden ? t("desk.rooms.hidden") : "–",
  };
}

/** What was handed over. @param {Overview} overview @param {boolean} plenary */
function handed({ handed: n, handed_at_ms: at, awaits, handed_by: by, confirmed }, plenary) {
  const [done, waits] = plenary ? [awaits.length > 0 && by.length === awaits.length, awaits.length > 0] : [n > 0, true];
  const time = at ? hourAndMinute(new Date(at)) : "";
  const texts = time ? t("desk.rooms.texts_at", { n, time }) : t("desk.rooms.texts", { n });
  const said = confirmed ? t("podium.confirm.by", { n: confirmed.confirmed, all: confirmed.entitled }) : "";
  return {
    handed: done ? "yes" : "wait", hasHanded: done, hasNot: !done && waits,
    handedWords: plenary
      ? (waits ? t("podium.handed.of", { n: by.length, all: awaits.length }) : "–")
      : !n ? t("podium.handed.not_yet") : [texts, said].filter(Boolean).join(" · "),
  };
}

/**
 * All that the row of a room shows.
 * @param {Said.Room} room @param {Known} known @param {Region | undefined} region @param {number} now
 */
export function rowOf(room, known, region, now) {
  const plenary = room.kind === "plenary";
  const { connected, waiting } = known.overview;
  return {
    chip: Boolean(region), short: region?.short, name: region?.name, paint: region ? paint(region) : "",
    called: region?.name ?? t("room.plenary"), connected, waiting, waitingClass: waiting ? "rooms__many" : "",
    ...conducted(known, plenary, now), ...round(known, now), ...handed(known.overview, plenary),
    reminds: !plenary && !known.overview.handed, remindWords: t("desk.remind.room", { name: region?.name ?? "" }),
  };
}

/** What the screens of a room show. @param {Said.Room} room @param {Said.Shown} shown @param {Said.Room[]} rooms */
export function screenOf(room, shown, rooms) {
  const other = shown.room_id !== room.id ? rooms.find((one) => one.id === shown.room_id) : null;
  const view = shown.view ? t(`view.${shown.view}`) : t("desk.rooms.follows");
  const what = shown.number ? inRow([view, t("acts.round", { n: shown.number })]) : view;
  const all = shown.showing === shown.screens;
  return {
    called: room.title, shows: other ? t("desk.rooms.elsewhere", { what, room: other.title }) : what,
    state: all ? "yes" : "look",
    screenWords: all
      ? t("desk.rooms.screen", { n: shown.screens })
      : t("desk.rooms.screens_of", { n: shown.showing, all: shown.screens }),
  };
}
