// @ts-check
/**
 * The list that the podium looks at: its rows, why they stand there, its tables, its files. Refuses to choose it.
 * Invariant: what stands over it on paper is of the round whose list it is.
 */
import { fill, list, one } from "../page/dom.js";
import { showFiles } from "../page/files.js";
import { findQuestion, regionsListed, sessionOf } from "../page/agenda.js";
import { isSilent } from "../page/consent.js";
import { kindOf } from "../page/kinds.js";
import { withheldWords } from "../page/delegations.js";
import { roundWords } from "../page/numbers.js";
import { listKind, orderWords, rulesWords } from "../page/rounds.js";
import { number, t } from "../page/strings.js";
import { showKey } from "../page/strip.js";
import { showRanked } from "../list/ranked.js";
import { readingSentence } from "../list/foot.js";
import { lotSentences } from "../list/lot.js";
import { showNamed } from "../list/named_words.js";
import { showDelegations } from "../list/roll.js";
import { showLines, showWhy } from "../list/why.js";
import { spokenFor } from "../list/spoken_for.js";
import { showTables } from "./tables.js";

/**
 * Show it, or nothing.
 * @param {HTMLElement} podium @param {import("../line/state.js").State} state
 * @param {import("../page/agenda.js").Agenda} agenda @param {Said.Round | null} round @param {any} ranked its list
 * @param {string} slot @param {boolean} conducts whether a reader here may put an item to the vote again
 */
export function showListPanel(podium, state, agenda, round, ranked, slot, conducts) {
  const published = round?.state === "published";
  const session = sessionOf(agenda, state.room);
  showTables(/** @type {HTMLElement} */ (one("[data-list='tables']", podium)), ranked);
  fill(podium, {
    listShown: Boolean(ranked), unpublished: !published, published: published ? "yes" : "no",
    kind: ranked && !isSilent(ranked)
      ? [listKind(ranked), orderWords(ranked), withheldWords(ranked)].filter(Boolean).join(" ") : "",
    keyed: kindOf(ranked) === "verdict", readingWords: readingSentence(ranked),
    listQuestion: findQuestion(session, round?.question_id)?.text ?? session?.title ?? agenda.title,
    listRound: round ? roundWords(round) : "", listRules: round ? rulesWords(round, agenda.regions) : "",
  });
  if (!ranked || !round) return;
  showFiles(/** @type {HTMLElement} */ (one("[data-list-files]", podium)), round.id, slot);
  showKey(podium, ranked.items);
  const rows = /** @type {HTMLElement} */ (one("[data-ranked]", podium));
  const regions = regionsListed(agenda, round);
  showRanked(rows, ranked, regions);
  const of = /** @type {HTMLElement} */ (one("[data-list='findings']", podium));
  const offered = [{ id: "", words: t("findings.all") }, ...ranked.items.map((/** @type {any} */ item) => ({
    id: item.recommendation_id, words: `${number(item.slate_number)} ${item.title}`,
  }))];
  list(of, offered, "id", "findings-option", (option, { id, words }) => {
    Object.assign(option, { value: id, textContent: words });
  });
  fill(podium, {
    findable: published && conducts && !ranked.rules.reservations, findingsRound: round.id,
  });
  const lot = lotSentences(ranked).map((words) => ({ code: "lot", state: "", sign: "#sym-lot", words }));
  fill(podium, { spokenFor: spokenFor(ranked, regions), drawn: lot.length });
  showLines(one("[data-lot]", podium), () => lot);
  for (const item of ranked.items) {
    const row = one(`[data-rows] > [data-key="${CSS.escape(item.recommendation_id)}"]`, rows);
    if (!row) continue;
    showNamed(row, item, regions);
    showDelegations(row, ranked, item, regions);
    showWhy(row, item, regions);
    fill(row, { again: conducts });
  }
}
