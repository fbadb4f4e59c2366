// @ts-check
/**
 * The delegate's page: it joins the line, the state and the page. Refuses to hold figures of its own. Invariant:
 * whatever other people do, it never resets a half-filled ballot, moves the focus or leaves the view the person chose.
 */
import { makeLedger } from "./acknowledged.js";
import { viewed, viewOf } from "./address.js";
import { announce } from "../page/announce.js";
import { liveBulletins } from "../page/bulletins_later.js";
import { castIn, headRound, roundsOf, VOTING } from "./asking.js";
import { hideCalled, showCalled } from "./called.js";
import { makeCasting } from "./casting.js";
import { personalClock, tick } from "../page/clock.js";
import { connect } from "../line/connection.js";
import { all, one } from "../page/dom.js";
import { arrive, settle } from "./focus.js";
import { freshId } from "../line/fresh.js";
import { comesNear } from "../page/later.js";
import { isLost, showClock, showHead } from "./head.js";
import { listReader } from "../page/lists.js";
import { makePersonalTime, showPersonalTime } from "./personal_time.js";
import { makeOutcomes } from "./outcomes.js";
import { followProgramme } from "../page/programme.js";
import { makeReading } from "./reading.js";
import { useRegions } from "./regions.js";
import { drawMore, liveFinding, readIn, showCalls, showPlace, showRecommendations } from "./room.js";
import { makeNews } from "./news.js";
import { hideNotice } from "./notice.js";
import { makeRecovery } from "./recovery.js";
import { nudge } from "./signals.js";
import { emptyState, reduce } from "../line/state.js";
import { onDevice } from "../page/storage.js";
import { silenceLater } from "./silence_later.js";
import { loadStrings, t } from "../page/strings.js";
import { makeVoting } from "./voting.js";
import { answer } from "./withdrawing.js";

const page = document.body.dataset;
const { stringsUrl = "", lang = "en", liveUrl = "", slot = "", role = "", meeting = "", session = "" } = page;
const { room: room_id = "" } = page;
const votes = role === "delegate";
const main = /** @type {HTMLElement} */ (one("[data-main]"));
await loadStrings(stringsUrl, lang);
document.body.classList.add("is-live");

const FORM_MS = 4_000; // after the page the forms to propose and to leave come to life, unless touched before
const AGAIN_MS = 8_000; // until a ballot that is not recorded yet is sent once more, where the line did not break

let state = emptyState();
let [drawing, welcomed, drawn, line] = [false, false, false, { status: "connecting", reason: "", attempt: 0 }];
const readList = listReader(slot, (round, ranked_list) => {
  state = reduce(state, { type: "ranked_list_read", round_id: round.id, ranked_list });
  draw();
});

const ledger = makeLedger({ slot, storage: onDevice });
const personalTime = makePersonalTime({ slot, storage: onDevice });
const personal_s = () => state.you?.personal_s ?? 0;
/** @param {Said.Round} round */
const personalLeft = (round) => personalTime.left(round, personal_s());
const connection = connect({
  url: liveUrl, have: ledger.have, pace: 1,
  onMessage: (message) => {
    state = reduce(state, ledger.take(message));
    if (message.type === "snapshot") welcome();
    draw();
  },
  onStatus: (status, { reason, attempt }) => {
    line = { status, reason, attempt };
    if (status === "lost" && attempt === 1) announce(freshId(), t("connection.lost"));
    if (status === "polling") announce("polling", t("connection.polling"));
    if (status === "stopped") announce(freshId(), t(`connection.stopped.${reason}`));
    draw();
  },
});

const casting = makeCasting({
  slot, storage: onDevice, ask: connection.ask, freshId, now: () => Date.now(),
  later: (act) => setTimeout(act, AGAIN_MS),
  onChange: (id, what, current) => {
    if (what === "behind" && state.you)
      state = reduce(state, { ...state.you, ballots: { ...state.you.ballots, [id]: current ?? undefined } });
    if (what === "behind" || what === "recovered") return recovery.tellOf(id, "receipt.sent_again");
    const standing = casting.standing(id);
    if (standing?.state === "newer" && standing.current)
      state = reduce(state, { ...standing.current, type: "ballot_cast", round_id: id, asked: standing.current });
    announce(freshId(), what === "cast" ? t("receipt.title") : standing?.message || t("unsent.title"));
    if (what === "cast") nudge("receipt");
    if (what === "cast" && viewed().id === id) location.replace(viewOf(id, "sent"));
    draw();
  },
});

const recovery = makeRecovery({ ledger, casting, read: () => state, draw });
const [news, showBulletins] = [makeNews(personalLeft), liveBulletins(slot)];
const [reading, outcomes] = [makeReading({ meeting, storage: onDevice, onChange: draw }), makeOutcomes({ slot, draw })];
const showSilent = silenceLater({ slot, main, connection, read: () => state, draw });
const voting = makeVoting({ main, casting, read: () => state, line: () => line, retryNow: connection.retryNow, draw });

/** A whole picture came: what is so already is not announced, what was not answered goes out again. */
function welcome() {
  const rounds = roundsOf(state, room_id);
  if (!welcomed) news.know(rounds);
  welcomed = true;
  if (!votes) return;
  for (const round of rounds) {
    casting.resume(round.id);
    recovery.recover(round);
  }
}

/** Draw soon, once for however many messages came together. */
function draw() {
  if (drawing) return;
  drawing = true;
  setTimeout(() => {
    drawing = false;
    const rounds = roundsOf(state, room_id);
    showHead(welcomed ? rounds : null, line);
    if (welcomed) show(rounds);
    if (isLost(line)) hideCalled();
  });
}

/** @param {any[]} rounds */
function show(rounds) {
  useRegions(state.regions);
  followProgramme(state.programme, draw);
  showBulletins(state.bulletins);
  const at = viewed();
  const view = votes && rounds.some((round) => round.id === at.id) ? at : { id: "", step: "" };
  news.tell(rounds);
  for (const round of rounds) if (["published", "void"].includes(round.state)) ledger.forget(round.id);
  for (const area of all("[data-view]", main)) area.hidden = (area.dataset.view === "room") === Boolean(view.id);
  const head = headRound(rounds);
  showPersonalTime(head, personalLeft(head), personal_s());
  reading.offer(readIn(state, view.id));
  showCalls(rounds, votes, state, casting.kept);
  showRecommendations(state, rounds, state.you?.recommendations ?? []);
  const here = { room_id, votes, ballotOf: voting.ballotOf, confirmed: state.you?.positions_confirmed };
  showPlace(state, rounds, session, showCalled(state, here, !drawn));
  drawn = true;
  const published = rounds.filter((round) => round.state === "published" && isAtHand(round)).reverse();
  outcomes.show(published, state);
  arrive(main);
  if (votes && state.you) (voting.showVotes(castIn(state, rounds), view), showSilent(rounds, view));
}

/** Say whether a list can be shown; one too long for a frame is read from its address. @param {Said.Round} round */
function isAtHand(round) {
  if (!state.rankedLists[round.id]) readList(round);
  return Boolean(state.rankedLists[round.id]);
}

addEventListener("hashchange", ({ oldURL }) => {
  if (welcomed) (show(roundsOf(state, room_id)), settle(main, new URL(oldURL).hash));
});

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-act]");
  const name = button?.getAttribute("data-act");
  if (name === "reconnect") location.reload();
  if (name === "understood") hideNotice();
  if (button && name === "my-marks") {
    outcomes.turnMarks(button);
    draw();
  }
  if (name === "more") (drawMore(), draw());
  if (button && ["withdraw", "support", "confirm", "floor", "no-floor"].includes(name ?? ""))
    answer(button, connection.ask).catch((refusal) => announce(freshId(), refusal.message));
});

comesNear(/** @type {HTMLElement} */ (one("[data-wishes]")), FORM_MS, async () =>
  (await import("./wishes.js")).liveWishes(slot)
);
comesNear(/** @type {HTMLElement} */ (one("[data-leave]")), FORM_MS, async () =>
  (await import("../page/leave.js")).liveLeave(slot, page.seat)
);
liveFinding(draw);
const form = one("[data-proposal]");
if (form)
  comesNear(form, FORM_MS, async () => // until then it is a plain form
    (await import("./proposal.js")).liveProposing(
      connection, () => state, { holder: page.seat || slot, room: room_id }
    )
  );

tick(
  () => {
    const round = headRound(roundsOf(state, room_id));
    const at = round?.state === "closing" ? performance.now() : state.clockAt[round?.id] ?? 0;
    return { clock: VOTING.includes(round?.state) ? personalClock(round, personalLeft(round)) : null, at };
  },
  (text, left, running, closes) => {
    showClock(text, closes);
    if (running && left !== null && left > 0 && left <= 10_000)
      announce(`last:${headRound(roundsOf(state, room_id))?.id}`, t("clock.last_ten"));
  }
);
draw();
