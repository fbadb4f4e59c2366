// @ts-check
/**
 * The way from a recommendation to one that is alike: to its row where it is of this room, else both side by side. It
 * comes with the first press. Refuses to change anything. Invariant: a text of another room is asked of that room, and
 * shown only where the service says it.
 */
import { one } from "../page/dom.js";
import { labelWords } from "../page/numbers.js";
import { t } from "../page/strings.js";
import { sayNear } from "./acts.js";
import { inOneLanguage } from "./alike.js";
import { compare } from "./comparing.js";
import { openDialog } from "./dialogs.js";

const { liveUrl = "", lang = "en" } = document.body.dataset;

/**
 * @param {{known: (id: string) => Said.Recommendation | undefined, reveal: (id: string) => HTMLElement | null}} page
 *   `known`: what this room has; `reveal`: draws the row of a recommendation, if the list has one
 */
export function makeBeside({ known, reveal }) {
  /** @param {HTMLElement} button */
  async function lead(button) {
    const { alike: id = "", alikeOwn: own = "", alikeRoom: room = "" } = button.dataset;
    const [here, there] = [known(own), known(id)];
    const row = button.closest("dialog") ? null : there && reveal(id);
    if (row) {
      row.tabIndex = -1;
      row.focus();
      row.scrollIntoView({ block: "nearest" });
      return;
    }
    button.setAttribute("aria-busy", "true");
    const other = there ?? (await read(id, room).catch(() => null));
    button.removeAttribute("aria-busy");
    if (here && other) show(here, other);
    else sayNear(button, t("podium.alike.gone"));
  }

  /** @param {Said.Recommendation} here @param {Said.Recommendation} other */
  function show(here, other) {
    const said = inOneLanguage(here, other, lang);
    const asked = openDialog("alike", { here: nameOf(here), there: nameOf(other) });
    compare(asked, said.here, said.there, said.language);
    one("[data-answer='keep']", asked)?.focus();
  }

  return { lead };
}

/** @param {Said.Recommendation} recommendation */
const nameOf = (recommendation) => labelWords(recommendation) || t("podium.alike.unnamed");

/** Read a recommendation in its room, as whoever may enter it. @param {string} id @param {string} room */
async function read(id, room) {
  const said = await call(room, { type: "hello", ref: "1", seen: 0 });
  const picture = said.find(({ type }) => type === "snapshot");
  let found = picture?.recommendations.find((/** @type {Said.Recommendation} */ one) => one.id === id);
  for (let after = 0; !found && after !== null; ) {
    const [waiting] = await call(room, { type: "list_waiting", ref: "2", after });
    found = waiting.recommendations.find((/** @type {Said.Recommendation} */ one) => one.id === id);
    after = waiting.more ?? null;
  }
  return found ?? null;
}

/** @param {string} room @param {any} command @returns {Promise<any[]>} */
async function call(room, command) {
  const address = new URL(liveUrl, location.href);
  address.protocol = location.protocol;
  address.pathname = `/api/rooms/${room}/acts`;
  const answer = await fetch(address, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(command), cache: "no-store",
  });
  return [await answer.json()].flat();
}
