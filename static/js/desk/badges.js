// @ts-check
/**
 * The page Badges of the desk: what was chosen is made into a file and saved. Refuses to know how a sheet is drawn.
 * Invariants: what is being made is asked for once, however often somebody presses; the wifi goes in a body, and is
 * kept nowhere.
 */
import { all, fill, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";

/** @typedef {{seat_id: string, number: number, name: string, delegation: string, region_id: string, votes: boolean}}
 * Card */
/** @typedef {{id: string, name: string, short: string}} Region */

const ANSWER_MS = 180_000;
const { meeting = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
const page = /** @type {HTMLElement} */ (one("main"));
const printing = /** @type {HTMLElement} */ (one("[data-printing]"));
const form = /** @type {HTMLFormElement} */ (one("[data-badges]"));
/** The first card of everybody and of each region. @type {Record<string, Card>} */
const cards = JSON.parse(printing.dataset.cards ?? "{}");
/** @type {Region[]} */
const regions = JSON.parse(printing.dataset.regions ?? "[]");
/** Sheets that are being made. @type {Set<string>} */
const busy = new Set();
/** What was made before, to be let go. @type {Map<string, string>} */
const files = new Map();

await loadStrings(stringsUrl, lang);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void make("badges", choices());
});
form.addEventListener("input", show);
one("[data-try]")?.addEventListener("click", () => {
  const card = chosenCard();
  if (card) void make("badges", { ...choices(), only: `seat:${card.seat_id}` });
});
for (const button of all("[data-sheet]")) {
  button.addEventListener("click", () => {
    const { paper, language } = choices();
    void make(button.dataset.sheet ?? "", { paper, language: language === "own" ? lang : language });
  });
}
show();
page.inert = false;

/** Read what was chosen. @returns {Record<string, any>} */
function choices() {
  const said = Object.fromEntries(new FormData(form));
  const { wifi_name: name = "", wifi_password: password = "", ...rest } = said;
  const wifi = String(name).trim() && { wifi: { name: String(name).trim(), password } };
  return { paper: "a4", language: lang, ...rest, ...(wifi || {}) };
}

function chosenCard() {
  const only = String(choices().only ?? "");
  return cards[only.startsWith("region:") ? only.slice("region:".length) : ""];
}

/** Show how many there will be, and the first of them. */
function show() {
  if (!form.elements.namedItem("only")) return;
  const { only, each, paper } = choices();
  const chosen = /** @type {HTMLSelectElement} */ (form.elements.namedItem("only")).selectedOptions[0];
  const n = Number(chosen?.dataset.n);
  const sheets = Math.ceil(n / Number(each));
  const card = chosenCard();
  const region = regions.find(({ id }) => id === card?.region_id);
  const at = region ? regions.indexOf(region) : -1;
  fill(page, {
    sum: n ? t("desk.badges.sum", { n, sheets }) : t(only === "new" ? "desk.badges.none_new" : "desk.badges.none"),
    none: !n, paper: `${paper === "letter" ? "letter " : ""}${each === "10" ? "ten" : ""}`.trim(),
    name: card ? card.name || `${t("role.delegate")} ${card.number}` : "", delegation: card?.delegation ?? "",
    role: card && !card.votes ? t("role.observer") : "", regionName: region?.name ?? "",
    paint: at < 0 ? "" : `region-${(at % 16) + 1}`, short: region?.short ?? "",
  });
}

/**
 * Have a sheet made, and save it.
 * @param {string} sheet @param {Record<string, any>} wanted
 */
async function make(sheet, wanted) {
  if (busy.has(sheet)) return;
  busy.add(sheet);
  complain("");
  fill(page, { [`${sheet}Busy`]: true, [`${sheet}Made`]: false, [`${sheet}Words`]: t("desk.badges.making") });
  try {
    const answer = await ask(sheet, wanted);
    keep(sheet, await answer.blob());
    const missing = answer.headers.get("plenum-letters-missing");
    if (missing) complain(t("desk.badges.boxes", { letters: decodeURIComponent(missing) }));
  } catch (refusal) {
    complain(/** @type {any} */ (refusal)?.message || t("desk.offline"));
  } finally {
    busy.delete(sheet);
    fill(page, { [`${sheet}Busy`]: false });
  }
}

/** @param {string} sheet @param {Record<string, any>} wanted @returns {Promise<Response>} */
async function ask(sheet, wanted) {
  let answer;
  try {
    answer = await fetch(`/api/meetings/${meeting}/${sheet}.pdf?${new URLSearchParams({ slot, lang })}`, {
      method: "POST", body: JSON.stringify(wanted), headers: { "content-type": "application/json" },
      credentials: "same-origin", signal: AbortSignal.timeout(ANSWER_MS),
    });
  } catch {
    throw new Error(t("desk.offline"));
  }
  if (!answer.ok) throw await answer.json();
  return answer;
}

/** Save a file, and leave it to be saved again. @param {string} sheet @param {Blob} file */
function keep(sheet, file) {
  const before = files.get(sheet);
  if (before) URL.revokeObjectURL(before);
  const address = URL.createObjectURL(file);
  files.set(sheet, address);
  const name = `${sheet}-${meeting}.pdf`;
  fill(page, {
    [`${sheet}Made`]: true, [`${sheet}File`]: address, [`${sheet}Name`]: name,
    [`${sheet}Saved`]: t("desk.badges.saved", { name }),
  });
  const link = /** @type {HTMLAnchorElement} */ (one(`[data-made="${sheet}"]`));
  link.click();
  link.focus();
}

/** @param {string} problem */
function complain(problem) {
  fill(page, { refused: problem !== "", problem });
}
