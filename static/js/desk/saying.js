// @ts-check
/**
 * What the desk says to everybody or in one room: written in up to six languages, sent, taken back. Refuses to know how
 * it is shown to others. Invariant: what is typed stays until it is sent, in whichever language.
 */
import { byContent } from "../line/fresh.js";
import { withBulletin } from "../line/tables.js";
import { directionOf } from "../page/direction.js";
import { fill, list, one } from "../page/dom.js";
import { pageLanguage, t } from "../page/strings.js";

/**
 * The command that says what was typed: the language of the page is the first, else the first that has words.
 * @param {Record<string, string>} typed by language @param {string} first @param {string} room_id
 */
export function commandOf(typed, first, room_id) {
  const said = Object.entries(typed).filter(([, words]) => words.trim());
  const [language = "", text = ""] = said.find(([code]) => code === first) ?? said[0] ?? [];
  const translations = Object.fromEntries(said.filter(([code]) => code !== language));
  return { type: "say_to_all", text, language, translations, room_id };
}

/**
 * @param {{ask: (command: any) => Promise<any>, rooms: () => Said.Room[], undo: (words: string) => void}} page
 *   `undo` says what was done
 */
export function makeSaying({ ask, rooms, undo }) {
  const form = /** @type {HTMLFormElement} */ (one("[data-say]"));
  const field = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("words"));
  const to = /** @type {HTMLSelectElement} */ (form.elements.namedItem("room"));
  const section = /** @type {HTMLElement} */ (form.parentElement);
  const say = byContent(ask);
  /** @type {Record<string, string>} */
  let typed = {};
  /** @type {Record<string, Said.Bulletin>} */
  let said = {};
  const languageNow = () => String(new FormData(form).get("language"));
  const called = (/** @type {string} */ id) =>
    id ? rooms().find((room) => room.id === id)?.title ?? id : t("desk.say.everybody");

  /** @param {string} [problem] */
  function count(problem = "") {
    const n = Object.values(typed).filter((words) => words.trim()).length;
    fill(form, { sayWords: n ? t("desk.say.in", { n }) : "", sayProblem: problem });
  }

  /** Say something, or say why not. @param {any} command @param {string} words once it is done */
  async function send(command, words) {
    try {
      await say(command);
      undo(words);
      return true;
    } catch (refusal) {
      count(/** @type {any} */ (refusal)?.message ?? t("desk.offline"));
      return false;
    }
  }

  form.addEventListener("change", ({ target }) => {
    if (/** @type {HTMLInputElement} */ (target).name !== "language") return;
    field.value = typed[languageNow()] ?? "";
    Object.assign(field, { lang: languageNow(), dir: directionOf(field.value, languageNow()) });
  });
  field.addEventListener("input", () => {
    typed[languageNow()] = field.value;
    count();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const command = commandOf(typed, pageLanguage(), to.value);
    if (!command.text) return count(t("desk.say.needs_words"));
    if (!(await send(command, t("desk.say.sent")))) return undefined;
    [typed, field.value] = [{}, ""];
    return count();
  });
  Object.assign(field, { lang: languageNow(), dir: directionOf("", languageNow()) });

  return {
    /** @param {string} roomId @param {string} name of whom it is for */
    remind: (roomId, name) => {
      const words = JSON.parse(form.dataset.reminder ?? "{}");
      return send(commandOf(words, pageLanguage(), roomId), t("desk.remind.done", { name }));
    },
    /** @param {string} key */
    takeBack: (key) =>
      send({ type: "say_to_all", text: "", room_id: key === "all" ? "" : key }, t("desk.say.taken_back")),
    /** Take in what is said now. @param {any} message */
    hear(message) {
      if (message.type === "snapshot") said = (message.bulletins ?? []).reduce(withBulletin, {});
      else if (message.type === "said_to_all") said = withBulletin(said, message.bulletin);
      else return;
      const shown = Object.values(said).sort((a, b) => (a.room_id < b.room_id ? -1 : 1));
      list(/** @type {HTMLElement} */ (one("[data-list=said]")), shown, ({ room_id: id }) => id || "all", "said-row",
        (item, { room_id: id, text, language }) =>
          fill(item, {
            to: called(id), text, language: language || null, direction: directionOf(text, language),
            takeBackWords: `${t("desk.say.take_back")}: ${called(id)}`,
          }));
      fill(section, { nothingSaid: shown.length === 0 });
    },
    /** Offer the rooms that there are. */
    offer() {
      list(to, rooms().map((room) => ({ id: room.id, called: room.title })), "id", "room-option", fill);
    },
  };
}
