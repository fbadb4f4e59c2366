// @ts-check
/**
 * What ballots of a closed round would change, as whoever conducts it is told. Refuses to read it unasked: who reads
 * words of a secret round has read its list. Invariant: what is shown is of the closing that it was read of.
 */
import { fill, list, one } from "../page/dom.js";
import { regionsOf } from "../page/agenda.js";
import { showChips } from "../page/chips.js";
import { number, t } from "../page/strings.js";
import { podiumRound } from "../page/rounds.js";
import { wordsOf } from "../page/words.js";
import { act } from "./acts.js";
import { readOffers } from "./offers.js";
import { wordingOf } from "./varied.js";

/** @typedef {import("./varied.js").Wording} Wording */

/**
 * @param {import("../page/agenda.js").Agenda} agenda @param {(command: any) => Promise<any>} ask
 * @param {() => import("../line/state.js").State} read
 * @param {((round: Said.Round, id: string, wordings: Wording[]) => any) | null} vary begins a variant with other words
 */
export function makeWishes(agenda, ask, read, vary) {
  const panel = /** @type {HTMLElement} */ (one("[data-wishes-panel]"));
  const may = readOffers().may.includes("read_wishes");
  /** @type {Said.Wishes | null} */
  let told = null;

  const roundNow = () => {
    const round = podiumRound(read());
    return may && round?.rules.wishes && ["closed", "published"].includes(round.state) ? round : null;
  };

  /** @param {Said.Round} round */
  const known = (round) => (told?.round_id === round.id && told.epoch === round.epoch ? told : null);

  function show() {
    const round = roundNow();
    panel.hidden = !round;
    if (!round) return;
    const reply = known(round);
    const items = reply?.items ?? [];
    const all = items.reduce((sum, { count }) => sum + (count ?? 0), 0);
    fill(panel, {
      title: all ? t("wish.title_n", { n: all }) : t("wish.title"), unread: !reply,
      weighs: !reply && round.state === "closed" && round.rules.secrecy !== "recorded",
      none: Boolean(reply) && !items.length && !reply?.withheld, withheld: Boolean(reply?.withheld),
    });
    const rows = /** @type {HTMLElement} */ (one("[data-list='wished']", panel));
    list(rows, items, "recommendation_id", "wished-row", (row, item) => showItem(row, round, item));
  }

  /** @param {HTMLElement} row @param {Said.Round} round @param {Said.Wished} item */
  function showItem(row, round, item) {
    const id = item.recommendation_id;
    fill(row, { number: number(round.slate.indexOf(id) + 1), ...wordsOf(read().recommendations[id] ?? {}) });
    const groups = item.groups.map((group, at) => ({ ...group, key: `${id} ${at}` }));
    list(
      /** @type {HTMLElement} */ (one("[data-list='voices']", row)), groups, "key", "voices-row",
      (group, voices) => showVoices(group, round, voices)
    );
  }

  /** @param {HTMLElement} group @param {Said.Round} round @param {Said.Voices & {key: string}} voices */
  function showVoices(group, round, { key, region_id, others, delegation, count, remarks }) {
    const regions = regionsOf(agenda, round).filter((region) => region.id === region_id);
    const apart = others ? t("wish.others") : count === null ? t("wish.unnamed", { k: round.rules.k }) : "";
    fill(group, { name: delegation || regions[0]?.name || apart, count: count === null ? "" : number(count) });
    showChips(one("[data-chips]", group), regions);
    list(
      /** @type {HTMLElement} */ (one("[data-list='remarks']", group)),
      remarks.map((remark, at) => ({ ...remark, key: `${key} ${at}` })), "key", "remark-row",
      (line, { kind, words = "", quote = "" }) =>
        fill(line, {
          kind: t(`wish.kind.${kind === "add" && quote ? "add_after" : kind}`), quoted: Boolean(quote), quote, words,
          varying: vary !== null,
        })
    );
  }

  return {
    show,
    /** Read what there is. @param {HTMLElement} button */
    async read(button) {
      const round = roundNow();
      if (!round) return;
      told = (await act(button, ask, { type: "read_wishes", round_id: round.id })) ?? told;
      show();
    },
    /** Begin a variant with the words of a wish. @param {HTMLElement} button */
    vary(button) {
      const round = roundNow();
      const [id, group, at] = (button.closest("[data-key]")?.getAttribute("data-key") ?? "").split(" ");
      const about = told?.items.find((one) => one.recommendation_id === id);
      const wish = about?.groups[Number(group)]?.remarks[Number(at)];
      const item = read().recommendations[id];
      if (round && wish && item) vary?.(round, id, [wordingOf(item, wish)]);
    },
  };
}
