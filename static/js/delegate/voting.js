// @ts-check
/**
 * A person's ballots in a room: which step is shown, what a tap does, when marks go to the phone's memory and when to
 * the service. Refuses to know how a card looks. Invariant: only the owner's taps and the owner's other device change
 * marks.
 */
import { viewed, viewOf } from "./address.js";
import { showStep } from "./ballot.js";
import { showCards } from "./slate_cards.js";
import { isUp } from "../line/connection.js";
import { all, fill, list, one } from "../page/dom.js";
import { marksOn, offeredIn, putMarks, undot } from "./marks.js";
import { MOVES, move } from "./ordering.js";
import { VOTING } from "./asking.js";
import { t } from "../page/strings.js";

const PATIENCE_MS = 1_200;

/**
 * @param {{main: HTMLElement, casting: ReturnType<typeof import("./casting.js").makeCasting>, read: () =>
 *   import("../line/state.js").State, line: () => {status: string, attempt: number}, retryNow: () => void,
 *   draw: () => void}}
 *   page
 */
export function makeVoting({ main, casting, read, line, retryNow, draw }) {
  /** @type {Map<string, string>} what each ballot on the page was last set to: epoch and revision of the service */
  const adopted = new Map();
  /** @type {Set<string>} ballots that were begun before the first picture came */
  const early = new Set();
  const ballotOf = (/** @type {string} */ id) => read().you?.ballots[id];

  /** Which part of a ballot to show. @param {Said.Round} round @param {string} asked */
  const stepOf = (round, asked) => {
    const kept = casting.kept(round.id);
    const standing = casting.standing(round.id)?.state;
    if (standing === "newer") return { step: "newer", place: 0 };
    if (!VOTING.includes(round.state)) return { step: "over", place: 0 };
    if (asked === "look") return { step: "look", place: 0 };
    const waited = kept?.sending && Date.now() - kept.since > PATIENCE_MS;
    if (kept?.sending && (waited || standing === "failed" || !isUp(line().status)))
      return { step: "unsent", place: 0 };
    if (asked === "review") return { step: "review", place: 0 };
    const place = Math.min(round.slate.length, Number(asked) || 0) - 1;
    if (place >= 0) return { step: "card", place };
    const stands = ballotOf(round.id);
    if (stands && !stands.earlier && !kept) return { step: "receipt", place: 0 };
    const marks = kept?.marks ?? {};
    const first = Math.max(0, round.slate.findIndex((/** @type {string} */ id) => !(id in marks)));
    if (asked === "") history.replaceState(null, "", viewOf(round.id, first + 1)); // a mark does not move the person on
    return { step: "card", place: first };
  };

  /**
   * Set a ballot on the page to what the seat has: the marks kept on this phone, else those of the service.
   * @param {HTMLElement} vote
   * @param {Said.Round} round
   */
  const adopt = (vote, round) => {
    const kept = casting.kept(round.id);
    const ballot = ballotOf(round.id);
    const now = `${ballot?.epoch ?? 0}:${ballot?.revision ?? 0}`;
    if (adopted.get(round.id) === now) return;
    const first = !adopted.has(round.id);
    adopted.set(round.id, now);
    const made = first && !kept && !ballot ? marksOn(vote) : {}; // before the page came to life
    if (Object.keys(made).length) casting.draft(round, made);
    else if (!kept) putMarks(vote, ballot?.marks ?? {});
    else if (first) putMarks(vote, kept.marks);
  };

  /** What is said when a round is over. @param {any} standing @param {any} ballot */
  const overLine = (standing, ballot) =>
    standing?.state === "failed"
      ? standing.message
      : ballot?.earlier
        ? t("over.stands")
        : ballot
          ? t("over.counted", { receipt: ballot.receipt ?? "" })
          : t("over.none");

  /** @param {any[]} rounds of the room @param {{id: string, step: string}} view */
  const showVotes = (rounds, view) => {
    for (const round of rounds) {
      if (!VOTING.includes(round.state) && round.id !== view.id && casting.kept(round.id)) casting.forget(round.id);
    }
    const shown = rounds.filter((round) => VOTING.includes(round.state) || round.id === view.id);
    const votes = /** @type {HTMLElement} */ (one("[data-list=votes]", main));
    list(votes, shown, "id", (round) => `vote-${round.method}`, (vote, round) => {
      showCards(vote, round, read().recommendations);
      adopt(vote, round);
      vote.hidden = round.id !== view.id;
      if (vote.hidden) return;
      const ballot = ballotOf(round.id);
      const standing = casting.standing(round.id);
      showStep(vote, round, read().recommendations, stepOf(round, view.step), ballot, casting.kept(round.id));
      fill(vote, {
        problem: standing?.state === "failed" ? standing.message : "",
        newer_line: t("newer.line", { n: ballot?.revision ?? 0 }),
        unsent_try: line().status === "lost" ? t("unsent.try_again", { n: line().attempt + 1 }) : t("unsent.under_way"),
        over_title: t(round.state === "void" ? "call.void" : "call.closed"), over_line: overLine(standing, ballot),
      });
      const cast = /** @type {HTMLButtonElement} */ (one("button[data-text=cast_words]", vote));
      cast.disabled = standing?.state === "sending";
    });
  };

  undot(main);

  /** @param {Event} event @returns {{vote: HTMLElement, round: Said.Round} | null} */
  const voteOf = (event) => {
    const vote = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-vote]"));
    const round = read().rounds[vote?.dataset.key ?? ""];
    return vote && round ? { vote, round } : null;
  };

  /** @param {Said.Round} round @param {Record<string, string>} marks */
  const cast = (round, marks) => {
    if (casting.standing(round.id)?.state === "sending") return; // pressed twice before the button could rest
    casting.cast(round, ballotOf(round.id)?.revision ?? 0, marks);
    setTimeout(draw, PATIENCE_MS + 50);
  };

  /** @type {Record<string, (at: {vote: HTMLElement, round: Said.Round}, button: Element) => void>} */
  const acts = {
    back: ({ round }) => go(round, -1),
    next: ({ round }) => go(round, 1),
    clear: ({ vote, round }, button) => {
      for (const input of all("input:checked", /** @type {HTMLElement} */ (button.closest("[data-card]"))))
        /** @type {HTMLInputElement} */ (input).checked = false;
      casting.draft(round, marksOn(vote));
    },
    try: ({ round }) => {
      retryNow();
      casting.resume(round.id);
    },
    look: ({ round }) => location.assign(viewOf(round.id, "look")),
    "keep-newer": ({ vote, round }) => {
      casting.forget(round.id);
      putMarks(vote, ballotOf(round.id)?.marks ?? {});
      location.assign(viewOf(round.id, "sent"));
    },
    "cast-mine": ({ round }) => cast(round, casting.kept(round.id)?.marks ?? {}),
  };

  /**
   * Keep marks that are made before the first picture has come: a page that is loaded again has them still.
   * @param {Element | null} vote
   */
  const keepEarly = (vote) => {
    const id = /** @type {HTMLElement | null} */ (vote)?.dataset.key ?? "";
    if (!vote || (casting.kept(id) && !early.has(id))) return;
    early.add(id);
    casting.draft({ id, ...offeredIn(/** @type {HTMLElement} */ (vote)) }, marksOn(/** @type {HTMLElement} */ (vote)));
  };

  /**
   * One card on or back; before the first is the room, after the last the review.
   * @param {Said.Round} round
   * @param {number} by
   */
  const go = (round, by) => {
    const place = stepOf(round, viewed().step).place + by;
    const step = place < 0 ? null : place >= round.slate.length ? "review" : place + 1;
    location.assign(step === null ? "#room" : viewOf(round.id, step));
  };

  main.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("[data-act]");
    const at = voteOf(event);
    const name = button?.getAttribute("data-act") ?? "";
    if (!button || !at || !(name in acts || MOVES.includes(name))) return;
    if (name in acts) acts[name](at, button);
    else if (move(at.vote, at.round, read().recommendations, button)) casting.draft(at.round, marksOn(at.vote));
    draw();
  });
  main.addEventListener("change", (event) => {
    const at = voteOf(event);
    if (!at) return keepEarly(/** @type {Element} */ (event.target).closest("[data-vote]"));
    casting.draft(at.round, marksOn(at.vote));
    draw();
  });
  main.addEventListener("submit", (event) => {
    const at = voteOf(event);
    if (!at) return;
    event.preventDefault();
    cast(at.round, marksOn(at.vote));
    draw();
  });

  return { showVotes, ballotOf };
}
