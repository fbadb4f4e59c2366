// @ts-check
/**
 * Rounds as a page talks about them: which one is up, and its state and rules in words. Refuses to count or to order
 * anything. Invariant: a round that is open comes before any other.
 */
import { poolName } from "./chips.js";
import { kindOf } from "./kinds.js";
import { has, inRow, t } from "./strings.js";

/** @typedef {import("../line/state.js").State} State */

const DRAWINGS = { open: "dot", closing: "dot", published: "check", void: "void" };
const PAINTS = { open: "open", closing: "open", published: "published", closed: "closed", void: "closed" };

/** Rounds of the room, oldest first. @param {State} state @returns {any[]} */
export const roundsInOrder = (state) =>
  Object.values(state.rounds)
    .filter((round) => !state.room || round.room_id === state.room.id)
    .sort((a, b) => a.number - b.number);

/**
 * The round that the hall sees: the open one; else the newest that ended, if it is live or the meeting is elsewhere.
 * @param {State} state
 */
export function hallRound(state) {
  const rounds = roundsInOrder(state);
  const open = rounds.filter((round) => ["open", "closing"].includes(round.state)).at(-1);
  const elsewhere = state.live?.room_id !== state.room?.id;
  return (
    open
    ?? rounds
      .filter(
        (round) =>
          ["closed", "published", "void"].includes(round.state) && (elsewhere || state.live?.round_id === round.id)
      )
      .at(-1)
    ?? null
  );
}

/** The round that the podium acts on: the open one, else the newest. @param {State} state */
export function podiumRound(state) {
  const rounds = roundsInOrder(state);
  return rounds.filter((round) => ["open", "closing"].includes(round.state)).at(-1) ?? rounds.at(-1) ?? null;
}

/** Say the state of a round as its tag does. @param {Said.Round} round */
export function tagValues(round) {
  const state = /** @type {keyof typeof DRAWINGS} */ (round?.state ?? "");
  return {
    state,
    tagClass: `tag-${PAINTS[state] ?? "idle"}`,
    stateDrawing: `#sym-${DRAWINGS[state] ?? "wait"}`,
    stateWord: state ? t(`round_state.${state}`) : "",
  };
}

/** How many a share of all is, rounded up. @param {string} share such as "2/3" @param {number} all */
export function partOf(share, all) {
  const [over, under = 1] = share.split("/").map(Number);
  return Math.ceil((over * all) / under);
}

/**
 * Say a share of the entitled as so many of so many; before the opening, when nobody is entitled yet, of every twelve.
 * @param {string} share @param {{entitled?: number}} round
 */
const amountOf = (share, { entitled: all = 0 }) =>
  t(all ? "share.of" : "share.of_every", { part: partOf(share, all || 12), all: all || 12 });

/** Say what is told of who objects, and nothing of regions. @param {{secrecy?: string}} rules of a silent round */
export const silentWords = ({ secrecy }) => t(secrecy === "recorded" ? "silence.recorded" : "silence.secret");

/**
 * Name regions in a row, by their ids. @param {import("./chips.js").Region[]} regions of the meeting
 * @param {string[]} ids
 */
export const namesOf = (regions, ids) => inRow(ids.map((id) => regions.find((one) => one.id === id)?.name ?? id));

/**
 * Say the rules sheet in a line: the method, what is shown of regions, which of them count as one, the quorum.
 * @param {Said.Round} round @param {import("./chips.js").Region[]} regions of the meeting
 */
export function rulesWords(round, regions) {
  const rules = round.rules ?? {};
  const pool = poolName(regions, round);
  if (rules.reservations) return [t(`method.${round.method}`), silentWords(rules)].join(" · ");
  return [
    t(`method.${round.method}`, { n: rules.max_choices ?? 5, most: rules.max_choices ?? 5 }),
    t(`secrecy.${rules.secrecy ?? "confidential"}`, { k: rules.k ?? 4 }),
    pool && t("rules.pool", { region: pool }),
    rules.named_positions?.length ? t("rules.named", { regions: namesOf(regions, rules.named_positions) }) : "",
    rules.quorum
      ? t(rules.deciding_quorum ? "rules.quorum_decides" : "rules.quorum", { amount: amountOf(rules.quorum, round) })
      : "",
    rules.no_region_leans ? t("rules.no_region_leans") : "",
    rules.both_keys ? t("rules.both_keys") : "",
    rules.roll_call ? t("rules.roll_call") : "",
    rules.wishes ? t("rules.wishes") : "",
  ].filter(Boolean).join(" · ");
}

/**
 * Say of which kind a list is, and why it shows the regions it shows; of one with a quorum, how many regions have it.
 * @param {any} ranked a round or its ranked list
 */
export const listKind = ({ method, rules, ...ranked }) =>
  rules?.reservations ? silentWords(rules) : [
    kindOf({ method }) === "choice"
      ? t(`method.${method}`, { n: rules?.max_choices ?? 5, most: rules?.max_choices ?? 5 })
      : t(`secrecy_list.${rules?.secrecy ?? "confidential"}`, { k: rules?.k ?? 4 }),
    determinedWords({ rules, ...ranked }),
  ].filter(Boolean).join(" ");

/** Say by which rule a list is ordered that is grouped by verdict. @param {any} ranked */
export const orderWords = ({ by_verdict }) => (by_verdict ? t("list.by_verdict") : "");

/** Say how many regions have their quorum, where a list asks for one. @param {any} ranked */
export const determinedWords = ({ rules, regions_determined: n, regions_counted: all }) =>
  rules?.quorum && all > 1 ? t("list.determined", { n, all }) : "";

/** The service's own words for a refusal, or ours where it had none. @param {any} refusal */
export const refusalWords = (refusal) =>
  refusal?.message || (has(`refusal.${refusal?.code}`) ? t(`refusal.${refusal.code}`) : t("podium.refused"));
