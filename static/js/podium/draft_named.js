// @ts-check
/**
 * Which small regions take part in a draft by their named position. Refuses to decide which are small: the service says
 * so, of the seats that there are now. Invariants: what a draft has chosen stays chosen until somebody unticks it, also
 * where a region has grown since; where nobody may take part so, nothing of it is sent.
 */
import { cardOf } from "../page/cards.js";
import { fill, list, one } from "../page/dom.js";
import { namesOf } from "../page/rounds.js";
import { t } from "../page/strings.js";

/** @typedef {{get: (name: string) => any}} Given a form's data */

/**
 * Say whether regions may take part so: where several vote and the ballots of small ones are not shown.
 * @param {string} method @param {Given} given @param {Said.Room} room
 */
export const mayBeNamed = (method, given, room) =>
  room?.kind === "plenary" && given.get("secrecy") !== "recorded" && !cardOf(method)?.silent;

/**
 * @param {HTMLElement} root the dialog @param {import("../page/agenda.js").Agenda} agenda
 * @param {(command: any) => Promise<any>} ask
 * @param {() => Pick<import("../line/state.js").State, "room" | "seats">} read
 * @param {() => void} draw
 */
export function makeNamed(root, agenda, ask, read, draw) {
  /** @type {Set<string>} */
  let ticked = new Set();
  /** How many seats the small regions have, by id, once that is known. @type {Record<string, number> | null} */
  let small = null;
  let asked = "";
  /** @type {unknown} */
  let seats = null;

  root.addEventListener("change", ({ target }) => {
    const { dataset, value, checked } = /** @type {HTMLInputElement} */ (target);
    if (dataset.named === undefined) return;
    if (checked) ticked.add(value);
    else ticked.delete(value);
  }, true); // before the form draws what is ticked

  /** Ask which regions are small, where that was not asked yet. @param {string} k */
  function readSmall(k) {
    if (asked === k && seats === read().seats) return;
    [asked, seats] = [k, read().seats];
    ask({ type: "list_seats", k: Number(k) }).then(
      (reply) => {
        if (asked !== k) return; // of another k by now
        small = reply.small ?? {};
        draw();
      },
      () => (asked = "") // the next change asks again
    );
  }

  /** @param {string} method @param {Given} given */
  const chosen = (method, given) =>
    mayBeNamed(method, given, read().room) ? agenda.regions.map(({ id }) => id).filter((id) => ticked.has(id)) : [];

  return {
    chosen,
    /** Begin with what a draft has. @param {readonly string[]} [ids] */
    begin(ids = []) {
      [ticked, asked] = [new Set(ids), ""];
    },
    /** Show the regions that may be chosen, and say in a line which are. @param {string} method @param {Given} given */
    show(method, given) {
      const offered = mayBeNamed(method, given, read().room);
      const k = String(given.get("k") ?? "");
      if (offered && Number(k) >= 3) readSmall(k);
      const rows = agenda.regions.filter(({ id }) => ticked.has(id) || (small && id in small));
      const ids = chosen(method, given);
      fill(root, {
        mayBeNamed: offered && rows.length > 0, namedTitle: t("draft.named"), namedHow: t("draft.named.how"),
        namedWords: ids.length ? t("rules.named", { regions: namesOf(agenda.regions, ids) }) : "",
      });
      list(/** @type {HTMLElement} */ (one("[data-list='named']", root)), rows, "id", "named-choice", (row, region) => {
        const n = small?.[region.id];
        const about = !small ? "" : n === undefined ? t("draft.named.grown") : t("draft.named.region", { n });
        fill(row, { region: region.name, about });
        const box = /** @type {HTMLInputElement} */ (one("input", row));
        [box.value, box.checked] = [region.id, ticked.has(region.id)];
      });
    },
  };
}
