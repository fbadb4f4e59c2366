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
import { formOf } from "./forms.js";
import { liveWords, putBallot, saidOn, showWish } from "./ballot_words.js";
import { makeEarly } from "./early.js";
import { marksOn, undot } from "./marks.js";
import { MOVES, move } from "./ordering.js";
import { VOTING, isSpoken } from "./asking.js";
import { overOf } from "./over.js";
import { walk } from "./overview.js";
import { roundWords } from "../page/numbers.js";
import { asking, changesIn, isKnown, named, stepOf } from "./steps.js";
import { t } from "../page/strings.js";

const PATIENCE_MS = 1_200;

/**
 * @param {{main: HTMLElement, casting: ReturnType<typeof import("./casting.js").makeCasting>, read: () =>
 *   import("../line/state.js").State, line: () => {status: string, attempt: number}, retryNow: () => void,
 *   draw: () => void}} page
 */
export function makeVoting({ main, casting, read, line, retryNow, draw }) {
  /** @type {Map<string, string>} what each ballot on the page was last set to: epoch and revision of the service */
  const adopted = new Map();
  const keepEarly = makeEarly(casting);
  const ballotOf = (/** @type {string} */ id) => read().you?.ballots[id];

  /** Which part of a ballot to show; the address says it too. @param {Said.Round} round @param {string} asked */
  const partOf = (round, asked) => {
    const kept = casting.kept(round.id);
    const late = Boolean(kept?.sending) && (!isUp(line().status) || Date.now() - (kept?.since ?? 0) > PATIENCE_MS);
    const at = stepOf(round, asked, {
      voting: VOTING.includes(round.state), kept, standing: casting.standing(round.id)?.state ?? "",
      ballot: ballotOf(round.id), late,
    });
    if (asked === "" && named(at)) history.replaceState(null, "", viewOf(round.id, named(at)));
    return at; // what is first to be marked stays so: a mark does not move the person on
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
    else if (!kept || first) putBallot(vote, kept ?? ballot);
  };

  /** @param {any[]} rounds of the room @param {{id: string, step: string}} view */
  const showVotes = (rounds, view) => {
    for (const round of rounds)
      if (!VOTING.includes(round.state) && round.id !== view.id && casting.kept(round.id)) casting.forget(round.id);
    const shown = rounds.filter(
      (round) => isSpoken(round) && (VOTING.includes(round.state) || round.id === view.id)
    );
    const others = shown.filter((round) => round.id !== view.id);
    list(/** @type {HTMLElement} */ (one("[data-list=others]", main)), others, "id", "other", (link, round) =>
      fill(link, { href: viewOf(round.id), words: t("ballot.other", { round: roundWords(round) }) })
    );
    const votes = /** @type {HTMLElement} */ (one("[data-list=votes]", main));
    list(votes, shown, "id", (round) => `vote-${formOf(round)}`, (vote, round) => {
      showCards(vote, round, read().recommendations);
      adopt(vote, round);
      vote.hidden = round.id !== view.id;
      if (vote.hidden) return;
      const ballot = ballotOf(round.id);
      const standing = casting.standing(round.id);
      const [at, sending] = [partOf(round, view.step), standing?.state === "sending"];
      showStep(vote, round, read().recommendations, at, ballot, casting.kept(round.id), sending);
      fill(vote, {
        problem: standing?.state === "failed" ? standing.message : "",
        newer_line: t("newer.line", { n: ballot?.revision ?? 0 }),
        unsent_try: line().status === "lost" ? t("unsent.try_again", { n: line().attempt + 1 }) : t("unsent.under_way"),
        ...overOf(round, standing, ballot),
      });
    });
  };

  undot(main);

  /** @param {{target: any}} event @returns {{vote: HTMLElement, round: Said.Round} | null} */
  const voteOf = (event) => {
    const vote = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-vote]"));
    const round = read().rounds[vote?.dataset.key ?? ""];
    return vote && round ? { vote, round } : null;
  };

  /** @param {Said.Round} round @param {ReturnType<typeof saidOn>} said */
  const cast = (round, said) => {
    if (casting.standing(round.id)?.state === "sending") return; // pressed twice before the button could rest
    casting.cast(round, ballotOf(round.id)?.revision ?? 0, ...said);
    setTimeout(draw, PATIENCE_MS + 50);
  };

  /** @type {Record<string, (at: {vote: HTMLElement, round: Said.Round}, button: Element) => void>} */
  const acts = {
    back: ({ round }) => go(round, -1),
    next: ({ round }) => go(round, 1),
    cast: ({ vote, round }) => cast(round, saidOn(vote)),
    clear: ({ vote, round }, button) => {
      for (const input of all("input:checked", /** @type {HTMLElement} */ (button.closest("[data-card]"))))
        /** @type {HTMLInputElement} */ (input).checked = false;
      keep(round, saidOn(vote));
    },
    try: ({ round }) => {
      retryNow();
      casting.resume(round.id);
    },
    look: ({ round }) => location.assign(viewOf(round.id, "look")),
    "keep-newer": ({ vote, round }) => {
      casting.forget(round.id);
      putBallot(vote, ballotOf(round.id));
      location.assign(viewOf(round.id, "sent"));
    },
    "cast-mine": ({ round }) => {
      const { marks = {}, wishes = {} } = casting.kept(round.id) ?? {};
      cast(round, [marks, wishes]);
    },
  };

  /**
   * Keep marks and words that are not cast; those that were cast as they are need no keeping.
   * @param {Said.Round} round @param {ReturnType<typeof saidOn>} said
   */
  const keep = (round, said) => {
    const ballot = ballotOf(round.id);
    if (isKnown(ballot) && !changesIn(round, said[0], ballot, said[1]).length) casting.drop(round.id);
    else casting.draft(round, ...said);
  };

  /**
   * One card on or back; before the first is the room, after the last all marks. A card that was opened from the
   * overview leads back to it.
   * @param {Said.Round} round
   * @param {number} by
   */
  const go = (round, by) => {
    const { way, place: asked } = asking(viewed().step);
    const place = (asked || partOf(round, "").place + 1) + by;
    if (way && by < 0) location.assign(viewOf(round.id, way));
    else if (place > round.slate.length) location.assign(viewOf(round.id, way || "review"));
    else location.assign(place < 1 ? "#room" : viewOf(round.id, [way, place].filter(Boolean).join("-")));
  };

  main.addEventListener("click", (event) => {
    const way = /** @type {Element} */ (event.target).closest("a[data-way]");
    if (way) {
      event.preventDefault();
      location.replace(/** @type {HTMLAnchorElement} */ (way).href); // to look another way is no step to go back over
    }
    const button = /** @type {Element} */ (event.target).closest("[data-act]");
    const at = voteOf(event);
    const name = button?.getAttribute("data-act") ?? "";
    if (!button || !at || !(name in acts || MOVES.includes(name))) return;
    if (name in acts) acts[name](at, button);
    else if (move(at.vote, at.round, read().recommendations, button)) keep(at.round, saidOn(at.vote));
    draw();
  });
  main.addEventListener("change", (event) => {
    const at = voteOf(event);
    if (!at) return keepEarly(/** @type {Element} */ (event.target).closest("[data-vote]"));
    keep(at.round, saidOn(at.vote));
    draw();
  });
  main.addEventListener("keydown", walk);
  liveWords(main, (card) => {
    const at = voteOf({ target: card });
    if (!at) return;
    keep(at.round, saidOn(at.vote));
    showWish(card, at.round, ...saidOn(at.vote));
  });
  main.addEventListener("submit", (event) => {
    const at = voteOf(event);
    if (!at) return;
    event.preventDefault();
    cast(at.round, saidOn(at.vote));
    draw();
  });

  return { showVotes, ballotOf };
}
