// @ts-check
/**
 * The history of a recommendation on the podium: a dialog that asks for it when it opens. Refuses to keep it.
 * Invariant: an answer that comes late is shown for the recommendation that was asked about, or not at all.
 */
import { refusalWords } from "../page/rounds.js";
import { dialog, openDialog } from "./dialogs.js";
import { fill } from "../page/dom.js";
import { showHistory } from "../page/history.js";
import { labelWords } from "../page/numbers.js";
import { has, inRow, t } from "../page/strings.js";

let turn = 0;

/**
 * @param {Said.Recommendation} recommendation @param {(command: any) => Promise<any>} ask
 * @param {import("../page/chips.js").Region[]} regions
 */
export async function askHistory(recommendation, ask, regions) {
  const mine = ++turn;
  openDialog("history", { title: t("podium.history.title", { number: labelWords(recommendation) || "–" }) });
  const asked = dialog("history");
  fill(asked, { said: t("history.loading") });
  showHistory(asked, [], () => "");
  fill(asked, { none: false });
  try {
    const { entries } = await ask({ type: "read_history", recommendation_id: recommendation.id });
    if (mine !== turn) return;
    showHistory(asked, entries, ({ role, region_id }) => whose(role, regions.find(({ id }) => id === region_id)));
    fill(asked, { said: "" });
  } catch (refusal) {
    if (mine === turn) fill(asked, { said: refusalWords(refusal) });
  }
}

/** Say who acted. @param {string} role @param {import("../page/chips.js").Region} [region] */
const whose = (role, region) =>
  inRow([has(`role.${role}`) ? t(`role.${role}`) : role, region?.name ?? ""].filter(Boolean));
