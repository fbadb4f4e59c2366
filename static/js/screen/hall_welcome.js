// @ts-check
/**
 * The hall before a round: what the programme says of the session, what each region has brought, and the newest
 * proposals. Refuses to judge them. Invariants: regions stand in the meeting's order, and in a region's own room nobody
 * is counted against another; of what the programme says as many lines are shown as are whole.
 */
import { all, fill, list, one } from "../page/dom.js";
import { number, t } from "../page/strings.js";
import { offered } from "./picture.js";
import { showChips } from "../page/chips.js";
import { share } from "../page/bars.js";
import { wordsOf } from "../page/words.js";

const NEWEST = 3;

/**
 * Show it.
 * @param {HTMLElement} hall @param {import("../line/state.js").State} state
 * @param {import("../page/agenda.js").Agenda} agenda
 */
export function showWelcome(hall, state, agenda) {
  const standing = offered(state);
  const bringing = state.room.kind === "region" ? [] : agenda.regions;
  const brought = bringing.map((region) => ({
    region, count: standing.filter((one) => one.region_ids.includes(region.id)).length,
  }));
  const most = Math.max(1, ...brought.map(({ count }) => count));
  list(
    /** @type {HTMLElement} */ (one("[data-list='arrivals']", hall)),
    brought, ({ region }) => region.id, "arrival",
    (row, { region, count }) => {
      fill(row, {
        count: number(count), share: share(count, most),
        says: t("screen.from_region", { n: count, region: region.name }),
      });
      showChips(one("[data-chips]", row), [region]);
    }
  );
  list(
    /** @type {HTMLElement} */ (one("[data-list='newest']", hall)),
    standing.slice(0, NEWEST),
    "id", "proposal-line",
    (row, recommendation) => {
      fill(row, wordsOf(recommendation));
      showChips(
        one("[data-chips]", row), agenda.regions.filter((region) => recommendation.region_ids.includes(region.id))
      );
    }
  );
  keepWhole(hall);
}

/** Leave out lines of the programme, the last first, until nothing of the picture is cut. @param {HTMLElement} hall */
function keepWhole(hall) {
  const place = /** @type {HTMLElement} */ (one(".welcome", hall));
  const column = /** @type {HTMLElement} */ (one(".welcome__ask", place));
  const lines = all("[data-about] > p", place);
  for (const line of lines) line.hidden = false;
  for (const line of lines.reverse()) {
    if (column.scrollHeight <= place.clientHeight) return;
    line.hidden = true;
  }
}
