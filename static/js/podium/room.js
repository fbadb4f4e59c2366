// @ts-check
/**
 * What the podium shows of its room. Refuses to act and to decide: buttons appear where the round's state has such a
 * step, the service has the last word. Invariant: no direction is shown before the round is closed.
 */
import { all, fill, list, one } from "../page/dom.js";
import { number, t } from "../page/strings.js";
import { watchAge } from "../page/age.js";
import { tick } from "../page/clock.js";
import { roundWords } from "../page/numbers.js";
import { announce, known } from "../page/announce.js";
import { objectedIn } from "../page/consent.js";
import { findQuestion, regionsOf, sessionOf } from "../page/agenda.js";
import { rulesWords, tagValues } from "../page/rounds.js";
import { closeGone } from "./dialogs.js";
import { nextAct, pathState } from "./next_act.js";
import { isShown, showCount } from "../page/turnout.js";
import { slateGroups } from "./slate_groups.js";
import { offersOf, readOffers } from "./offers.js";
import { showRail } from "./rail.js";
import { showChips } from "../page/chips.js";
import { untranslatedWords } from "../page/words.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {import("../page/agenda.js").Agenda} Agenda */

const podium = /** @type {HTMLElement} */ (one("[data-podium]"));
const offers = readOffers();
let shown = "";

/**
 * Say how the line is, and how old the figures are where they are not those of now.
 * @param {() => {status: string, heardAt: number}} line
 * @returns {(status: string) => void} told when that changes
 */
export function watchLine(line) {
  const sayAge = watchAge(line, (words, isOld) => {
    podium.dataset.stale = isOld ? "yes" : "no";
    fill(podium, { old: isOld, oldWords: isOld ? words : "" });
  });
  return (status) => {
    fill(podium, { line: status, lineWords: t(`podium.line.${status}`) });
    sayAge();
  };
}

/**
 * Show the whole podium.
 * @param {State} state @param {Agenda} agenda @param {Said.Round} round
 */
export function showPodium(state, agenda, round) {
  const tally = round ? state.tallies[round.id] : null;
  speak(round);
  showRound(state, agenda, round, tally);
  closeGone(state.rounds, (one) => offersOf(offers, one, state));
  showRail(podium, state, agenda);
  showConnected(state, agenda);
  fill(podium, { reportOut: Boolean(agenda.report_at_ms), reportKept: !agenda.report_at_ms });
  podium.dataset.filled = "yes";
}

/** @param {Said.Round} round */
function speak(round) {
  const now = `${round?.id ?? ""}:${round?.state ?? ""}:${round?.epoch ?? ""}`;
  if (now === shown) return;
  if (!shown) known(now);
  else if (round && ["open", "closed", "published", "void"].includes(round.state))
    announce(now, t(`announce.${round.state}`));
  shown = now;
}

/** @param {State} state @param {Agenda} agenda @param {Said.Round} round @param {any} tally */
function showRound(state, agenda, round, tally) {
  const session = sessionOf(agenda, state.room);
  const asked = round?.question_id || state.live?.question_id; // of another session there is no such question here
  const offered = slateGroups(state, agenda).reduce((sum, group) => sum + group.recommendations.length, 0);
  const waiting = state.waiting ?? 0;
  const slate =
    round?.state === "draft"
      ? round.slate.map((/** @type {string} */ id) => state.recommendations[id]).filter(Boolean)
      : [];
  const can = offersOf(offers, round, state);
  const mayPrepare = offers.may.includes("prepare_round");
  const is = (/** @type {string[]} */ ...states) => Boolean(round && states.includes(round.state));
  const next = nextAct(round, tally, {
    offered, waiting, can, mayPrepare, warning: untranslatedWords(slate),
    objected: is("published") && Boolean(objectedIn(state.rankedLists[round.id])),
  });
  const seconds = round && state.counting?.round_id === round.id ? state.counting?.seconds : undefined;
  const counting = seconds === undefined ? "" : t("podium.counting", { n: seconds });
  const counted = isShown(tally?.turnout) && !round?.rules.reservations && is("open", "closing", "closed", "published");
  fill(podium, {
    ...tagValues(round), ...next, ...(counting ? { why: counting } : {}),
    question: findQuestion(session, asked)?.text ?? session?.title ?? agenda.title,
    roundWords: round
      ? [roundWords(round), t("podium.slate_size", { n: round.slate.length })].join(" · ")
      : "",
    rules: round ? rulesWords(round, agenda.regions) : "",
    turnoutShown: counted, turnoutNone: !counted,
    turnoutNoneWords: t(
      !is("open", "closing") ? "podium.turnout_none" : round.rules.reservations ? "silence.running"
      : "podium.turnout_hidden"
    ),
    ...can, closingShown: is("open") && offers.may.includes("set_countdown"),
    reminds: is("open") && Boolean(round.rules.closes_at) && !round.rules.reservations,
    canPrepare: mayPrepare && is("draft", "published") && next.name !== "draft" && offered > 0,
  });
  const button = /** @type {HTMLButtonElement} */ (one("[data-act='next']", podium));
  button.dataset.next = next.name;
  button.disabled = !next.name;
  for (const step of all("[data-step]", podium)) {
    const where = pathState(round, step.dataset.step ?? "");
    step.dataset.at = where;
    if (where === "at") step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }
  showCount(podium, regionsOf(agenda, round), counted ? tally.turnout : null);
}

/** @param {State} state @param {Agenda} agenda */
function showConnected(state, agenda) {
  const connected = state.presence?.connected ?? {};
  const rows = agenda.regions.filter((region) => connected[region.id]);
  fill(podium, {
    connectedTotal: state.presence ? t("podium.connected", { n: state.presence.total }) : "", nobody: rows.length === 0,
  });
  list(
    /** @type {HTMLElement} */ (one("[data-list='connected']", podium)),
    rows, "id", "connected-row",
    (row, region) => {
      fill(row, { name: region.name, count: number(connected[region.id]) });
      showChips(one("[data-chips]", row), [region]);
    }
  );
}

/** Keep the clock going. @param {() => {state: State, round: Said.Round}} read */
export function watchClock(read) {
  const running = () => {
    const { state, round } = read();
    return { clock: round?.state === "open" ? round.clock : null, at: state.clockAt[round?.id] ?? 0 };
  };
  tick(running, (text, left, runs, words) =>
    fill(podium, {
      clockShown: left !== null, clock: text || (runs ? "" : words),
      clockWords: left === null ? "" : runs ? words || t("podium.until") : t("podium.paused"),
    })
  );
}
