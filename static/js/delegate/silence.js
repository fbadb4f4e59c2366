// @ts-check
/**
 * A round in which to say nothing is to agree: what its owner chooses stays on the phone, and the phone casts it by
 * itself. Refuses to send when its owner does something. Invariants: a choice is kept as long as any other, and goes
 * with the phone's own moments alone (`moments.js`); to choose nothing is sent like anything else.
 */
import { knowsMethod, isSilent, isSpoken, VOTING } from "./asking.js";
import { makeCasting } from "./casting.js";
import { bytesOf, ROOM, saidIn } from "./fill.js";
import { makeMoments, mayReplace, thrown } from "./moments.js";
import { names, showOrigin } from "./regions.js";
import { remaining, clockText, daysText } from "../page/clock.js";
import { all, fill, list, one } from "../page/dom.js";
import { freshId } from "../line/fresh.js";
import { originLabel } from "../page/numbers.js";
import { onDevice, readFrom } from "../page/storage.js";
import { silentWords } from "../page/rounds.js";
import { number, t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";

/**
 * @typedef {{marks: Record<string, string>, wishes?: import("./fill.js").Remarks}} Choice
 * @typedef {"none" | "object" | "reserve"} Says
 */

const AGAIN_MS = 8_000;
const LONGEST = 200;

/** What a choice says of an item. @param {Choice} choice @param {string} id @returns {Says} */
export const saysOf = ({ marks, wishes }, id) => (marks[id] ? "object" : wishes?.[id] ? "reserve" : "none");

/**
 * Read the choice that stands on the page; a reservation without words is none.
 * @param {Said.Round} round @param {HTMLElement} section @returns {{marks: Record<string, string>, words: any}}
 */
function chosenOn(round, section) {
  /** @type {Record<string, string>} */
  const marks = {};
  /** @type {import("./fill.js").Remarks} */
  const words = {};
  for (const card of all("[data-card]", section)) {
    const id = card.dataset.key ?? "";
    const says = /** @type {HTMLInputElement | null} */ (one("input[type=radio]:checked", card))?.dataset.says;
    const text = /** @type {HTMLTextAreaElement} */ (one("textarea", card)).value.replace(/\s+/g, " ").trim();
    const signed = /** @type {HTMLInputElement} */ (one("input[type=checkbox]", card)).checked;
    if (says === "object") marks[id] = String(round.marks[0]);
    if (says === "reserve" && text) words[id] = { kind: signed ? "signed_reservation" : "reservation", words: text };
  }
  return { marks, words };
}

/** Put a choice on a card. @param {HTMLElement} card @param {Choice} choice */
function putOn(card, choice) {
  const id = card.dataset.key ?? "";
  const remark = choice.wishes?.[id];
  for (const found of all("input[type=radio]", card))
    /** @type {HTMLInputElement} */ (found).checked = found.dataset.says === saysOf(choice, id);
  if (!remark) return;
  /** @type {HTMLTextAreaElement} */ (one("textarea", card)).value = remark.words ?? "";
  /** @type {HTMLInputElement} */ (one("input[type=checkbox]", card)).checked = remark.kind === "signed_reservation";
}

/**
 * @param {{slot: string, main: HTMLElement, connection: {ask: (command: any) => Promise<any>}, read: () =>
 *   import("../line/state.js").State, draw: () => void}} page
 * @returns {(rounds: any[], view: {id: string}) => void} shows the silent ones among rounds, and follows them
 */
export function makeSilence({ slot, main, connection, read, draw }) {
  /** @type {Set<string>} rounds whose moment came while a ballot was on its way */
  const again = new Set();
  const place = one("[data-list=silences]", main);
  const nameOf = (/** @type {string} */ id) => `plenum:${slot}:choice:${id}`;
  const casting = makeCasting({
    slot: `${slot}:silence`, storage: onDevice, ask: connection.ask, freshId, now: () => Date.now(),
    later: (act) => setTimeout(act, AGAIN_MS),
    onChange: (id) => {
      const behind = casting.standing(id)?.state === "newer";
      if (again.delete(id) || behind) send(id);
      draw();
    },
  });

  /** What its owner has chosen: as the phone keeps it, else as it was recorded. @param {string} id @returns {Choice} */
  const choiceOf = (id) => {
    const ballot = read().you?.ballots[id];
    return readFrom(onDevice, nameOf(id)) ?? (ballot && !ballot.earlier ? ballot : { marks: {} });
  };

  /** @param {string} id */
  const send = (id) => {
    const round = read().rounds[id];
    if (!round || !VOTING.includes(round.state)) return;
    if (!mayReplace(read().you?.ballots[id], readFrom(onDevice, nameOf(id)))) return;
    const standing = casting.standing(id);
    if (standing?.state === "sending") return void again.add(id);
    const { marks, wishes } = choiceOf(id);
    const stands = Math.max(read().you?.ballots[id]?.revision ?? 0, standing?.current?.revision ?? 0);
    casting.cast(round, stands, marks, wishes);
  };
  const moments = makeMoments({
    now: () => performance.now(), later: setTimeout.bind(globalThis), cancel: clearTimeout.bind(globalThis),
    die: thrown, send,
  });

  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && moments.seen());

  /** Keep what stands on the page, unless it is too long together. @param {Said.Round} round @param {HTMLElement} at */
  const keep = (round, at) => {
    const { marks, words } = chosenOn(round, at);
    const fits = bytesOf(words) <= ROOM;
    fill(at, { problem: fits ? "" : t("refusal.text_too_long.ballot") });
    if (fits) onDevice.setItem(nameOf(round.id), JSON.stringify(saidIn(round, marks, words)));
  };

  /** @param {Said.Round} round @param {HTMLElement} at @param {boolean} fresh */
  const show = (round, at, fresh) => {
    const [voting, known] = [VOTING.includes(round.state), read().recommendations];
    const ballot = read().you?.ballots[round.id];
    const cards = /** @type {HTMLElement} */ (one("[data-list=cards]", at));
    list(cards, round.slate.filter((id) => known[id]), (id) => id, "silence-card", (card, id, _at, made) => {
      const no = round.slate.indexOf(id) + 1;
      fill(card, wordsOf(known[id]));
      if (made) {
        fill(card, {
          number: number(no), say: `say.${id}`, reservation: `words.${id}`, signing: `sign.${id}`,
          origin: names(known[id].region_ids), label: originLabel(known[id]), legend: t("silence.legend", { n: no }),
        });
        showOrigin(one(".chips", card), known[id].region_ids);
      }
    });
    if (fresh) {
      const touched = Object.values(chosenOn(round, at)).some((said) => Object.keys(said).length);
      if (touched && !readFrom(onDevice, nameOf(round.id))) keep(round, at); // before the page came to life
      for (const card of all("[data-card]", at)) putOn(card, choiceOf(round.id));
    }
    const choice = choiceOf(round.id);
    const same = ballot && !ballot.earlier && round.slate.every((id) => alike(choice, ballot, id));
    for (const card of all("[data-card]", at)) {
      const reserves = one("[data-says=reserve]:checked", card);
      const text = /** @type {HTMLTextAreaElement} */ (one("textarea", card)).value;
      fill(card, {
        choosing: round.state === "open", writing: Boolean(reserves) && round.state === "open",
        count: t("share.of", { part: [...text].length, all: LONGEST }),
        yours: voting ? "" : t(`silence.your.${saysOf(ballot ?? { marks: {} }, card.dataset.key ?? "")}`),
      });
    }
    fill(at, {
      running: voting,
      how: t(round.state === "closing" ? "silence.closing" : same ? "silence.sent"
        : round.rules.closes_at ? "silence.kept_days" : "silence.kept"),
      secret: silentWords(round.rules),
    });
  };

  const turn = () => {
    for (const at of all("[data-silence]", main)) {
      const round = read().rounds[at.dataset.key ?? ""];
      const left = remaining(round?.clock, read().clockAt[round?.id ?? ""]);
      const days = daysText(round?.clock, left); // then the head says when it closes
      fill(at, { left: round?.state === "open" && !days ? clockText(left) : "" });
    }
  };
  setInterval(turn, 500);

  for (const said of ["input", "change"])
    main.addEventListener(said, (event) => {
      const at = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-silence]"));
      const round = read().rounds[at?.dataset.key ?? ""];
      if (!at || round?.state !== "open") return;
      keep(round, at);
      draw();
    });

  return (rounds, view) => {
    for (const { id, state } of rounds.filter(isSilent)) {
      moments.follow(id, state);
      if (!VOTING.includes(state)) onDevice.removeItem(nameOf(id)); // what was recorded is all that is left to read
    }
    const shown = rounds.filter((round) => !isSpoken(round) && (VOTING.includes(round.state) || round.id === view.id));
    if (!place) return;
    list(place, shown, "id", (round) => (knowsMethod(round) ? "silence" : "unknown"), (at, round) => {
      const fresh = !at.dataset.live;
      at.dataset.live = "yes";
      at.hidden = round.id !== view.id;
      if (knowsMethod(round)) show(round, at, fresh);
    });
    turn();
  };
}

/** Whether two choices say the same of an item. @param {Choice} one @param {Choice} other @param {string} id */
const alike = (one, other, id) =>
  saysOf(one, id) === saysOf(other, id)
  && one.wishes?.[id]?.words === other.wishes?.[id]?.words && one.wishes?.[id]?.kind === other.wishes?.[id]?.kind;
