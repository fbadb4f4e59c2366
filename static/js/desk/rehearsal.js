// @ts-check
/**
 * The page Rehearsal of the desk: begins a day on a copy, follows it, and keeps what is ticked by hand. Refuses to play
 * it. Invariants: what is shown is what the service says; while nothing is played nothing is asked again and again.
 */
import { all, fill, list, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";

/** @typedef {{at_s: number, code: string, who: string, n: number, all: number}} Told */
/** @typedef {{state: string, told: Told[], gone: number, left: number, hall: string, phone: string, checks: string[]}}
 * Rehearsal */

const [EVERY_MS, ANSWER_MS] = [1_000, 20_000];
const UNDER_WAY = ["playing", "looking"];
const { meeting = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
const page = /** @type {HTMLElement} */ (one("main"));
const lines = /** @type {HTMLElement} */ (one("[data-list=told]"));
/** @type {Rehearsal} */
let now = JSON.parse(one("[data-now]")?.dataset.now ?? "{}");
let stopping = false;
let pressed = false;
let asked = 0;
/** What is asked waits for what was asked before it: no press is lost, and no older answer stands over a newer one. */
let turn = Promise.resolve();

await loadStrings(stringsUrl, lang);
for (const button of all("[data-act]"))
  button.addEventListener("click", () => void act({ act: button.dataset.act ?? "" }));
for (const box of /** @type {HTMLInputElement[]} */ (all("[data-check]")))
  box.addEventListener("change", () => void act({ act: "tick", check: box.dataset.check, on: box.checked }));
show();
page.inert = false;
setInterval(() => {
  if (UNDER_WAY.includes(now.state) && !asked) void ask();
}, EVERY_MS);

/** Do an act, once: a second press before the first is answered does nothing. @param {Record<string, any>} said */
async function act(said) {
  if (said.act === "tick") return ask(said);
  if (pressed) return;
  pressed = true;
  stopping = said.act === "stop";
  show();
  await ask(said);
  pressed = false;
}

/** @param {Record<string, any>} [said] */
function ask(said) {
  asked++;
  turn = turn.then(() => answered(said));
  return turn;
}

/** @param {Record<string, any>} [said] */
async function answered(said) {
  try {
    const answer = await fetch(`/api/meetings/${meeting}/rehearsal?${new URLSearchParams({ slot, lang })}`, {
      method: said ? "POST" : "GET", body: said && JSON.stringify(said), credentials: "same-origin",
      headers: said ? { "content-type": "application/json" } : undefined, signal: AbortSignal.timeout(ANSWER_MS),
    });
    const told = await answer.json();
    if (!answer.ok) throw told;
    now = told;
    complain("");
  } catch (refusal) {
    if (said) stopping = false;
    complain(/** @type {any} */ (refusal)?.code ? /** @type {any} */ (refusal).message : t("desk.offline"));
  } finally {
    asked--;
  }
  show();
}

function show() {
  const playing = UNDER_WAY.includes(now.state);
  if (!playing) stopping = false;
  const cutOff = now.state === "cut_off";
  fill(page, {
    playing, stoppable: playing || cutOff, stopping, moving: now.state === "playing",
    open: now.hall !== "", hall: now.hall, phone: now.phone,
    stopWords: t(cutOff ? "rehearsal.wipe_rest" : now.state === "looking" ? "rehearsal.wipe" : "rehearsal.stop"),
    state: stateWords(),
  });
  list(lines, now.told.map((told, place) => ({ ...told, place })), "place", "told", (line, told) => fill(line, {
    at: t("rehearsal.seconds", { n: told.at_s }), who: told.who || t("rehearsal.plenary"),
    what: t(`rehearsal.told.${told.code}`, { n: told.n, all: told.all }),
  }));
}

/** Say where it is, and once the copy is wiped, how many records are left of it. */
function stateWords() {
  const ended = ["done", "stopped", "failed"].includes(now.state);
  const wiped = ended ? t("rehearsal.wiped", { n: now.left }) : "";
  return [t(`rehearsal.state.${stopping ? "stopping" : now.state}`), wiped].filter(Boolean).join(" ");
}

/** @param {string} problem */
function complain(problem) {
  fill(page, { refused: problem !== "", problem });
}
