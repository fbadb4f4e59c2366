// @ts-check
/**
 * The list of speakers on the podium: people are added, called in the order of asking or out of it, and clocked;
 * whether phones may ask is said here. Refuses to judge an act: the service does. Invariant: what it shows is what the
 * service last said; a press on Next means whoever stood first when it was shown.
 */
import { SPEAKERS } from "../line/presented.js";
import { byContent } from "../line/fresh.js";
import { placed, showChips } from "../page/chips.js";
import { tick } from "../page/clock.js";
import { fill, list, one } from "../page/dom.js";
import { speakerName, spokenNow, spokenRows, takenText } from "../page/speakers.js";
import { number, t } from "../page/strings.js";
import { act } from "./acts.js";

/**
 * Take the panel into use, where there is one.
 * @param {HTMLElement} podium @param {import("../page/agenda.js").Agenda} agenda
 * @param {(command: any) => Promise<any>} asking @param {() => import("../line/state.js").State} read
 */
export function makeSpeaking(podium, agenda, asking, read) {
  const panel = one("[data-speaking]", podium);
  const ask = byContent(asking);
  const regions = () => placed(agenda.regions);
  const rules = /** @type {HTMLFormElement | null} */ (one("[data-speakers-rules]", panel ?? undefined));
  const adding = /** @type {HTMLFormElement | null} */ (one("[data-add-speaker]", panel ?? undefined));
  const at = () => read().clockAt[SPEAKERS] ?? 0;
  /** @type {any} */
  let shown = null;
  if (panel)
    tick(() => ({ clock: read().speakers?.turn?.clock, at: at() }), (clock) => {
      const turn = read().speakers?.turn;
      if (turn) fill(panel, { speakClock: clock || takenText(spokenNow(turn, at())) });
    });

  function show() {
    const { speakers: now } = read();
    if (!panel || shown === now) return;
    shown = now;
    const turn = now?.turn ?? null;
    const waiting = now?.next ?? [];
    const rows = now ? spokenRows(now, at(), regions()) : [];
    fill(panel, {
      speakAsking: String(Boolean(now?.asking)), speaksNow: Boolean(turn),
      speakNobody: !turn && !waiting.length, speakNext: waiting.length > 0,
      speakNow: turn ? t("speakers.now", { name: speakerName(turn.speaker, agenda.regions) }) : "",
      speakPauses: Boolean(turn && !turn.paused), speakResumes: Boolean(turn?.paused),
      speakThere: Boolean(turn || waiting.length || now?.asking || rows.length), speakSpoken: rows.length > 0,
    });
    list(/** @type {HTMLElement} */ (one("[data-list='speakers']", panel)), waiting, "number", "speaker-row",
      (row, one_, place) => {
        const name = speakerName(one_, agenda.regions);
        fill(row, {
          place: number(place + 1), name, callWords: `${t("speakers.call")}: ${name}`,
          removeWords: `${t("speakers.remove")}: ${name}`,
        });
        showChips(one("[data-chips]", row), regions().filter(({ id }) => id === one_.region_id));
      });
    list(/** @type {HTMLElement} */ (one("[data-list='spoken']", panel)), rows, "id", "spoken-row", (row, each) => {
      fill(row, { name: each.name, text: each.text });
      showChips(one("[data-chips]", row), each.regions);
    });
    const seconds = chosenSeconds();
    if (seconds && seconds !== document.activeElement) seconds.value = String(now?.seconds ?? 0);
  }

  const chosenSeconds = () => /** @type {HTMLSelectElement | null} */ (rules?.elements.namedItem("seconds") ?? null);

  /** Say by which rules the list is kept. @param {HTMLElement} near @param {boolean} on whether phones may ask */
  const setUp = (near, on) =>
    act(near, ask, { type: "set_up_speakers", on, seconds: Number(chosenSeconds()?.value ?? 0) });
  rules?.addEventListener("change", () => setUp(rules, Boolean(read().speakers?.asking)));
  adding?.addEventListener("submit", (event) => {
    event.preventDefault();
    add(/** @type {HTMLElement} */ (one("button", adding)));
  });

  /** @param {HTMLElement} button */
  async function add(button) {
    if (!adding) return;
    const { region_id, name } = /** @type {any} */ (adding.elements);
    if (await act(button, ask, { type: "add_speaker", region_id: region_id.value, name: name.value })) name.value = "";
  }

  return {
    show,
    /** @param {HTMLElement} button @param {string} name */
    async press(button, name) {
      const speaker = Number(button.closest("[data-key]")?.getAttribute("data-key") ?? 0);
      const { speakers: now } = read();
      if (name === "speak_add") await add(button);
      if (name === "speak_asking") await setUp(button, !now?.asking);
      if (name === "speak_call") await act(button, ask, { type: "call_speaker", speaker });
      if (name === "speak_next") await act(button, ask, { type: "call_speaker", speaker: now?.next[0]?.number ?? 0 });
      if (name === "speak_remove") await act(button, ask, { type: "remove_speaker", speaker });
      if (name === "speak_done") await act(button, ask, { type: "call_speaker", speaker: 0 });
      if (name === "speak_pause") await act(button, ask, { type: "pause_speaker", paused: !now?.turn?.paused });
      if (name === "speak_end") await act(button, ask, { type: "end_speakers" });
      if (name === "speak_hall") await act(button, ask, { type: "show_in_hall", round_id: "", view: "speakers" });
      show();
    },
  };
}
