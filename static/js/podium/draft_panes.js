// @ts-check
/**
 * The two panes of a draft: what is offered, by group, and the slate in its order. Refuses to decide what is ticked.
 * Invariant: a row keeps its element while it is moved, so that a key that moves it can be pressed again.
 */
import { all, fill, list, one } from "../page/dom.js";
import { showChips } from "../page/chips.js";
import { labelWords } from "../page/numbers.js";
import { number, t } from "../page/strings.js";
import { alikeOn, linksOn, pairLink } from "./alike.js";
import { showAlike } from "./proposal_row.js";
import { boxOf, itemsOf, visible } from "./slate.js";

/** How many pairs are said above a slate; beside its rows all are. */
const MOST_SAID = 6;
/** @typedef {import("../page/chips.js").Region} Region */
/** @typedef {import("./slate.js").Slate} Slate */

/**
 * Show both panes.
 * @param {HTMLElement} root the dialog @param {Slate} slate @param {Region[]} regions
 * @param {Record<string, Said.Alike[]>} alike what each is alike to
 */
export function showPanes(root, slate, regions, alike) {
  const { groups, ticked, only, order } = slate;
  const all_items = itemsOf(slate);
  const shown = visible(slate);
  fill(root, {
    ticked: t("draft.ticked_of", { ticked: ticked.length, n: all_items.length }), slateNone: groups.length === 0,
    nothingFound: groups.length > 0 && shown.length === 0, allCount: number(all_items.length),
    tickedCount: number(ticked.length), slateEmpty: ticked.length === 0,
    slateTitle: ticked.length ? t("draft.slate_title", { n: ticked.length }) : t("draft.slate"),
  });
  for (const button of all("[data-draft='only']", root))
    button.setAttribute("aria-pressed", String(button.dataset.only === only));
  /** @type {HTMLSelectElement} */ (one("[data-order]", root)).value = order;
  showGroups(/** @type {HTMLElement} */ (one("[data-list='groups']", root)), slate, shown, regions);
  const pairs = alikeOn(slate.ticked, alike);
  showAlike(/** @type {HTMLElement} */ (one("[data-alike-pairs]", root)), pairs.slice(0, MOST_SAID).map(pairLink));
  showOrder(/** @type {HTMLElement} */ (one("[data-list='order']", root)), slate, regions, pairs);
}

/**
 * @param {HTMLElement} place @param {Slate} slate @param {import("./slate.js").Group[]} shown
 * @param {Region[]} regions
 */
function showGroups(place, slate, shown, regions) {
  const chosen = new Set(slate.ticked);
  list(place, shown, "id", "slate-group", (element, group) => {
    const box = boxOf(slate, group);
    const many = group.recommendations.filter(({ id }) => chosen.has(id)).length;
    fill(element, {
      legend: group.legend, tickedHere: t("draft.of", { ticked: many, n: group.recommendations.length }),
    });
    const whole = /** @type {HTMLInputElement} */ (one("[data-group]", element));
    whole.checked = box === "all";
    whole.indeterminate = box === "some";
    list(
      /** @type {HTMLElement} */ (one("[data-list='slate']", element)),
      group.recommendations, "id", "slate-row",
      (row, item) => {
        fill(row, { ...wordsOf(item), id: item.id, label: labelWords(/** @type {any} */ (item)) });
        /** @type {HTMLInputElement} */ (one("input", row)).checked = chosen.has(item.id);
        showChips(one("[data-chips]", row), regions.filter((region) => item.region_ids.includes(region.id)));
      }
    );
  });
}

/**
 * @param {HTMLElement} place @param {Slate} slate @param {Region[]} regions
 * @param {ReturnType<typeof alikeOn>} pairs
 */
function showOrder(place, slate, regions, pairs) {
  const known = new Map(itemsOf(slate).map((item) => [item.id, item]));
  const rows = slate.ticked.map((id) => known.get(id)).filter((item) => item !== undefined);
  list(place, rows, "id", "order-row", (row, item, at) => {
    fill(row, {
      ...wordsOf(item), number: number(at + 1), up: t("draft.move_up", { n: at + 1 }),
      down: t("draft.move_down", { n: at + 1 }), first: at === 0, last: at === rows.length - 1,
    });
    showChips(one("[data-chips]", row), regions.filter((region) => item.region_ids.includes(region.id)));
    showAlike(row, linksOn(item.id, pairs));
  });
}

/** @param {any} item */
const wordsOf = ({ title, language }) => ({ title, language });
