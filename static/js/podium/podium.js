// @ts-check
/**
 * The podium's page: it listens, shows and hands acts on. Refuses to decide what is allowed: the service does.
 * Invariant: what it shows of a round is what the service last said, never what a button hoped for.
 */
import { loadStrings } from "../page/strings.js";
import { fill, one } from "../page/dom.js";
import { makeAlarms } from "./alarms.js";
import { makeHallControls } from "./hall_controls.js";
import { keyOf } from "../page/foresight.js";
import { asksLive } from "./rail.js";
import { bindShortcuts } from "./shortcuts.js";
import { connect } from "../line/connection.js";
import { emptyState, reduce } from "../line/state.js";
import { followed, followIn, readAgenda, regionsOf } from "../page/agenda.js";
import { saidAt, saidByPage } from "../page/said.js";
import { podiumRound, roundsInOrder } from "../page/rounds.js";
import { inHall } from "../page/hall.js";
import { showRounds } from "./rounds_list.js";
import { liveLeave } from "../page/leave.js";
import { listReader } from "../page/lists.js";
import { act, busyUntil, onceHere, roundNear } from "./acts.js";
import { bindDialogs, openDialog } from "./dialogs.js";
import { later } from "../page/later.js";
import { makeRecommendations } from "./recommendations.js";
import { makeListOf } from "./known_lists.js";
import { showPodium, watchClock, watchLine } from "./room.js";
import { makeJoining } from "./joining.js";
import { makeBesideBallots } from "./beside_ballots.js";
import { showCount } from "../page/turnout.js";
import { soon } from "../page/soon.js";
import { dressed, sheetsSoon } from "../page/sheets.js";
import { liveBulletins } from "../page/bulletins_later.js";

const { liveUrl = "", stringsUrl = "", lang = "en", slot = "", role = "", region = "" } = document.body.dataset;
const agenda = readAgenda();
const [SENTENCE_MS, SOON_MS] = [60, 3_000]; // soon after the page: what conducts is there before a hand is
/** Who types here, for what is kept of it on this device. */
const holder = [slot, role, region].join("-");
let state = emptyState();
/** The list of the closed round, which only those on the podium may read. @type {{key: string, ranked: any}} */
let early = { key: "", ranked: null };
/** The round whose list somebody chose to look at. */
let lookedAt = "";

await loadStrings(stringsUrl, lang);
const rail = /** @type {HTMLDetailsElement | null} */ (one("[data-rail]"));
if (rail && matchMedia("(max-width: 52rem)").matches) rail.open = false;
bindDialogs();
const podium = /** @type {HTMLElement} */ (one("[data-podium]"));
const [alarms, showBulletins] = [makeAlarms({ slot }), liveBulletins(slot)];
bindShortcuts(/** @type {HTMLInputElement} */ (one("[data-keys-toggle]")));
const readList = listReader(slot, onList);
const listOf = makeListOf(() => ({ state, early }));
liveLeave(slot, holder);
const showSoon = soon((then) => setTimeout(then, SENTENCE_MS), () => show(podiumRound(state)));
/** @type {ReturnType<typeof connect>} */
const line = connect({ url: liveUrl, onMessage, onStatus: watchLine(() => line), accepts: ["hall"] });
const hall = makeHallControls(podium, agenda, {
  read: () => ({ state, round: podiumRound(state), listOf }), slot, ask: line.ask, conducts: () => conducts(),
});
const joining = makeJoining(podium, agenda, { slot, chairs: role === "chair", ask: line.ask, read: () => state });
const conducting = later(() =>
  dressed(import("./conducting.js")).then(({ makeConducting }) => makeConducting(agenda, line.ask, () => state, listOf))
);
conducting.soon(location.hash ? 0 : SOON_MS); // the board has a slate to prepare
const listPanel = later(() => dressed(import("./list_panel.js")));
const recommendations = makeRecommendations(podium, {
  agenda, role, region, holder, ask: line.ask, read: () => state,
});
const handing = later(async () => {
  const made = (await dressed(import("./handing.js"))).makeHanding(podium, agenda, line.ask, () => state);
  made.show();
  return made;
});
handing.soon(SOON_MS);
const besideBallots = makeBesideBallots(podium, agenda, {
  holder, role, region, ask: line.ask, read: () => state, round: () => podiumRound(state),
});
watchClock(() => ({ state, round: podiumRound(state) }));
document.addEventListener("click", onClick);
sheetsSoon();

/** @param {any} message @param {number} [at] when the page said it; nothing if the line did */
function onMessage(message, at) {
  state = reduce(state, followed(agenda, message), at);
  if (state.gap || !state.room) return;
  if (message.type === "snapshot" && at === undefined) recommendations.pictured();
  const round = podiumRound(state);
  if (message.type.startsWith("tally_")) return showTally(round);
  if (/^(hall|screens)_/.test(message.type)) showHall();
  else {
    joining.show();
    show(round);
  }
  if (round?.state === "closed" && round.rules.secrecy === "recorded" && mayRead(round)) readList(round);
  for (const one of [round, listed(), inHall(state).round])
    if (one?.state === "published" && !state.rankedLists[one.id]) readList(one);
}

/** A moderator sees the plenary's podium, and conducts the room of their region alone. */
const conducts = () => role === "chair" || region === state.room.region_id;

/** What may be read: in a secret round that weighs on later lists, so the podium waits. @param {Said.Round} round */
const mayRead = (round) => round?.state === "closed" && conducts() && early.key !== keyOf(round);

/** The round whose list is looked at: the one chosen; else the one that is up, or the newest that has a list. */
function listed() {
  const rounds = [state.rounds[lookedAt], podiumRound(state), ...roundsInOrder(state).toReversed()].filter(Boolean);
  return rounds.find((round) => round.state === "published" || listOf(round)) ?? null;
}

/** Show the list that is looked at; what shows it comes with the first one. */
function showList() {
  const looked = listed();
  if (listPanel.here) listPanel.here.showListPanel(podium, state, agenda, looked, listOf(looked), slot, conducts());
  else if (listOf(looked)) listPanel.come().then(showList, () => {}); // the next drawing asks again
}

/** @param {Said.Round} round */
function show(round) {
  followIn(agenda, state, () => show(podiumRound(state)));
  showPodium(state, agenda, round);
  showBulletins(state.bulletins);
  recommendations.show();
  showList();
  conducting.here?.watch();
  fill(podium, { readable: mayRead(round) && round.rules.secrecy !== "recorded" });
  handing.here?.show();
  besideBallots();
  showHall();
  alarms.show(state);
}

/** What the hall shows, and what of each round can be shown there. */
function showHall() {
  hall.show();
  showRounds(podium, state, agenda, { slot, conducts: conducts(), lookedAt: listed()?.id ?? "" });
}

/** A tally changes figures; the sentence on them follows when the hall has shown its own. @param {Said.Round} round */
function showTally(round) {
  showCount(podium, regionsOf(agenda, round), state.tallies[round?.id]?.turnout);
  showSoon();
}

/** A list that was asked for came. @param {Said.Round} round @param {any} ranked */
function onList(round, ranked) {
  if (round.state === "published")
    state = reduce(state, { type: "ranked_list_read", round_id: round.id, ranked_list: ranked });
  else early = { key: keyOf(round), ranked };
  show(podiumRound(state));
}

/** @param {MouseEvent} event */
function onClick(event) {
  const button = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("button"));
  if (!button || button.getAttribute("aria-busy") === "true") return;
  if (button.dataset.act) perform(button, button.dataset.act);
  else if (button.dataset.joining) joining.press(button, button.dataset.joining);
  else if (recommendations.press(button)) return;
  else if (button.dataset.answer) answer(button, button.dataset.answer);
  else if (button.dataset.draft) onceHere(button, conducting, ({ draft }) => draft(button));
  else if (button.dataset.hand) onceHere(button, handing, ({ press }) => press(button, button.dataset.hand ?? ""));
}

/** @param {HTMLElement} button @param {string} name */
function perform(button, name) {
  const id = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
  if (name === "next") return perform(button, button.dataset.next ?? "");
  if (name === "read") return busyUntil(button, readList(podiumRound(state)));
  if (name === "turn") return hall.step(button, Number(button.dataset.stepBy));
  if (name === "view") return hall.view(button, button.dataset.view ?? "", button.dataset.item);
  if (name === "ahead") return hall.foresee({ view: button.dataset.view, step: Number(button.dataset.stepBy ?? 0) });
  if (name === "hall-back") return hall.back(button);
  if (name === "round-show") return hall.round(button, id);
  if (name === "save") return hall.save(button, button.dataset.kind === "png" ? "png" : "svg");
  if (name === "round-look" || name === "round-print") {
    lookedAt = id; // the list of an earlier round
    show(podiumRound(state));
  }
  if (name === "round-look") return;
  if (name === "round-print" || name === "print") return onceHere(button, listPanel, () => (showList(), print()));
  if (name === "keys") return openDialog("keys");
  if (name === "understood") return (alarms.dismiss(button, state), alarms.show(state));
  if (name === "set_live") return act(button, line.ask, asksLive(button));
  const looked = name === "read-again" ? listed()?.id : "";
  const round = looked || roundNear(button) || podiumRound(state)?.id || ""; // by now: its script may come later
  if (name === "submit") return onceHere(button, handing, ({ fillFrom }) => fillFrom(listOf(state.rounds[round])));
  return onceHere(button, conducting, ({ press }) => press(button, name, round));
}

/** What was answered in a dialog; refused, it stays open. @param {HTMLElement} button @param {string} name */
function answer(button, name) {
  if (name === "keep" || joining.answer(button, name) || recommendations.answer(button, name)) return;
  if (name === "hand_over") return onceHere(button, handing, ({ answer }) => answer(button));
  return onceHere(button, conducting, ({ answer }) => answer(button, name, roundNear(button)));
}

for (const message of saidByPage()) onMessage(message, saidAt());
