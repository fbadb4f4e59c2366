// @ts-check
/**
 * All rounds of the room, the newest first, and in plenary the lists that regions handed over: what is up with each,
 * and what can be done with its list. Refuses to open, to close and to publish. Invariant: preparing a round takes
 * nothing away from the one before it.
 */
import { fill, list, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { roundWords } from "../page/numbers.js";
import { roundsInOrder, tagValues } from "../page/rounds.js";
import { inHall } from "../page/hall.js";
import { later } from "../page/later.js";

/** What saves files: nobody needs it before there is a list. */
const files = later(() => import("../page/files.js"));

/**
 * Show them.
 * @param {HTMLElement} podium @param {import("../line/state.js").State} state
 * @param {import("../page/agenda.js").Agenda} agenda
 * @param {{slot: string, conducts: boolean, lookedAt: string}} page `lookedAt`: the round whose list the page shows
 */
export function showRounds(podium, state, agenda, { slot, conducts, lookedAt }) {
  const shown = inHall(state).round?.id;
  const rounds = roundsInOrder(state).toReversed().map((round) => ({
    id: round.id, words: roundWords(round), ...tagValues(round), about: aboutOf(round),
    canLook: round.state === "published" && round.id !== lookedAt, listed: round.id === lookedAt,
    files: round.state === "published" || (round.state === "closed" && conducts),
    canPrint: round.state === "published",
    canShow: conducts && round.epoch > 0 && round.id !== shown, shown: round.id === shown,
  }));
  const ofRegions = new Map(state.sets.map((set) => [set.round_id, set]));
  // What was chosen by hand is named by its room, and has no list.
  const handed = [...ofRegions.values()].filter((set) => set.round_id !== set.room_id && !state.rounds[set.round_id]);
  const lists = handed.map(({ round_id: id, region_id }) => ({
    id, words: agenda.regions.find((region) => region.id === region_id)?.name ?? "", about: t("rounds.handed"),
    ...tagValues(/** @type {any} */ ({ state: "published" })), files: true,
    canLook: false, canPrint: false, listed: false,
    canShow: conducts && id !== shown, shown: id === shown,
  }));
  const rows = [...rounds, ...lists];
  fill(podium, { roundsNone: rows.length === 0 });
  list(
    /** @type {HTMLElement} */ (one("[data-list='rounds']", podium)), rows, "id", "round-row",
    (element, row) => {
      fill(element, row);
      if (row.files) files.come().then(({ showFiles }) => showFiles(element, row.id, slot), () => {});
    }
  );
}

/** @param {Said.Round} round */
const aboutOf = ({ slate, method, rules }) =>
  [
    t("podium.slate_size", { n: slate.length }),
    t(`method.${method}`, { n: rules.max_choices ?? 5, most: rules.max_choices ?? 5 }),
  ].join(" · ");
