// @ts-check
/**
 * What one's region says by name in a round, in the place of a ballot: item by item, how many of its seats have
 * confirmed, and one tap to confirm. Refuses to know what the moderator is typing, and who has confirmed. Invariants:
 * what is confirmed is what is shown, and nothing that came since; whoever has confirmed is asked anew after a change.
 */
import { isNamed, VOTING } from "./asking.js";
import { all, fill, list, one } from "../page/dom.js";
import { fetched } from "../page/fetched.js";
import { announce, known } from "../page/announce.js";
import { refusalWords } from "../page/rounds.js";
import { signOf } from "../page/standings.js";
import { number, t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";
import { nudge } from "./signals.js";

/** @typedef {import("../line/state.js").State} State */

/**
 * Have the parts of the page that show it, and their sheet: a page that came before the round was opened has none, for
 * few need them.
 */
async function bringParts() {
  if (one("template[data-of-position]")) return;
  const { found } = await fetched(location.pathname);
  const parts = found ? all("[data-of-position]", found) : [];
  if (!parts.length) throw new Error("the page has no parts for what a region says by name");
  document.head.append(...parts.map((part) => document.importNode(part, true)));
}

/**
 * @param {{main: HTMLElement, connection: {ask: (command: any) => Promise<any>}, read: () => State,
 *   draw: () => void}} page
 * @returns {(rounds: any[], view: {id: string}) => void} shows those among rounds in which one's region says by name
 */
function makePositions({ main, connection, read, draw }) {
  const place = /** @type {HTMLElement} */ (one("[data-list=positions]", main));
  /** By round, the version that was confirmed on this page. @type {Map<string, number>} */
  const said = new Map();
  /** By round, why a confirmation was refused. @type {Map<string, string>} */
  const problems = new Map();

  /** Which version this seat has confirmed. @param {string} id */
  const saidIn = (id) => Math.max(said.get(id) ?? 0, read().you?.positions_confirmed?.[id] ?? 0);

  main.addEventListener("submit", async (event) => {
    const form = /** @type {HTMLElement} */ (event.target);
    const at = /** @type {HTMLElement | null} */ (form.closest("[data-position]"));
    if (!at) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy") === "true") return;
    const [round_id, version] = [at.dataset.key ?? "", Number(at.dataset.version)];
    form.setAttribute("aria-busy", "true");
    problems.delete(round_id);
    try {
      await connection.ask({ type: "confirm_position", round_id, version });
      said.set(round_id, version);
      one("[data-heading]", at)?.focus({ preventScroll: true }); // the button that was pressed goes
    } catch (refusal) {
      problems.set(round_id, refusalWords(refusal));
    }
    form.removeAttribute("aria-busy");
    draw();
  });

  /** Say once that one is asked, and anew where it says something else. @param {Said.Named} named */
  function tell({ round_id, version }) {
    const occasion = `named:${round_id}:${version}`;
    if (!version || saidIn(round_id) >= version || place.dataset.told !== "yes") known(occasion);
    else if (announce(occasion, t("named.asked"))) nudge("open");
  }

  /** @param {HTMLElement} at @param {Said.Round} round @param {Said.Named} named */
  function show(at, round, named) {
    const { recommendations } = read();
    const { version, positions, confirmed, seats } = named;
    const [open, yes] = [round.state === "open", version > 0 && saidIn(round.id) >= version];
    at.dataset.version = String(version);
    const items = round.slate.filter((id) => recommendations[id]);
    list(/** @type {HTMLElement} */ (one("[data-list=items]", at)), items, (id) => id, "position-row", (row, id) => {
      const says = positions[id];
      fill(row, {
        ...wordsOf(recommendations[id]), number: number(round.slate.indexOf(id) + 1),
        state: says?.state ?? "no_position", sign: `#sym-${signOf(says ?? { state: "no_position" })[0]}`,
        stands: t(says ? `named.state.${says.state}` : "named.none"), words: says?.words ?? "",
      });
    });
    fill(at, {
      count: version ? t("named.confirmed", { n: confirmed, all: seats }) : t("named.nothing"),
      asked: open && version > 0 && !yes, said: yes, over: !open, problem: problems.get(round.id) ?? "",
    });
  }

  return (rounds, view) => {
    const { named } = read();
    const shown = rounds.filter(
      (round) => isNamed(read(), round) && (VOTING.includes(round.state) || round.id === view.id)
    );
    for (const round of shown) if (round.state === "open") tell(named[round.id]);
    place.dataset.told = "yes";
    list(place, shown, "id", "position", (at, round) => {
      at.hidden = round.id !== view.id;
      show(at, round, named[round.id]);
    });
  };
}

/** Take them into use, once the page has what shows them. @param {Parameters<typeof makePositions>[0]} page */
export async function bringPositions(page) {
  await bringParts();
  return makePositions(page);
}
