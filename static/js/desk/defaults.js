// @ts-check
/**
 * The page Defaults of the desk: what new rounds begin with, tried out at every change, and kept when somebody says so.
 * Refuses to work an example, or to decide what contradicts: the service does. Invariants: what is chosen stays until
 * it is kept or left; what somebody else has changed meanwhile is not written over unseen.
 */
import { fill, list, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";
import { KINDS, makeForm } from "./defaults_form.js";
import { makeProgrammeCalls } from "./programme_calls.js";
import { makeUndo } from "./undo.js";

/** @typedef {import("./defaults_form.js").Choice & {name: string, key: string}} Preset `key` is for this page alone */

const CARDS = ["lists", "across", "secrecy"];
const { meeting = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
const page = /** @type {HTMLElement} */ (one("main"));
const element = /** @type {HTMLFormElement} */ (one("[data-defaults]"));
const zone = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (element.elements.namedItem("zone")));
const limit = /** @type {HTMLInputElement} */ (element.elements.namedItem("hand_over_limit"));
const rows = /** @type {HTMLElement} */ (one("[data-list=presets]"));
const fresh = /** @type {HTMLFormElement} */ (one("[data-preset-new]"));

await loadStrings(stringsUrl, lang);
const calls = makeProgrammeCalls({ meeting, slot, lang });
const form = makeForm(element);
const undo = makeUndo(complain);
/** The programme as it was read. @type {{version: number, zone: string, defaults: any}} */
let stands = JSON.parse(one("[data-programme]")?.dataset.programme ?? "{}");
/** @type {readonly Preset[]} */
let presets = [];
/** What the form said when it was filled. */
let filled = "";
let tries = 0;
let keys = 0;

/** @param {any} refusal */
function complain(refusal) {
  fill(page, { problem: refusal?.message ?? "" });
}

const said = () => ({
  ...Object.fromEntries(KINDS.map((kind) => [kind, form.read(kind)])), hand_over_limit: Number(limit.value),
  presets: presets.map(({ name, method, rules }) => ({ name, method, rules })),
});

/** All that the form says, the time zone of the meeting too. */
const formSays = () => JSON.stringify([said(), zone.value]);

/** @param {import("./defaults_form.js").Choice & {name: string}} preset @returns {Preset} */
const keyed = (preset) => ({ ...preset, key: `preset-${keys++}` });

/** Put what stands into the form. */
function take() {
  for (const kind of KINDS) form.write(kind, stands.defaults[kind]);
  limit.value = String(stands.defaults.hand_over_limit);
  zone.value = stands.zone;
  presets = stands.defaults.presets.map(keyed);
  filled = formSays();
  show();
}

function show() {
  const same = formSays() === filled;
  form.show();
  list(rows, presets, "key", "preset", (row, { name, method, rules }) => {
    /** @type {HTMLInputElement} */ (one("input", row)).value = name;
    fill(row, {
      called: t("defaults.preset.called", { name }),
      says: [t(`method.${method}.short`), t(`draft.secrecy.${rules.secrecy}`)].join(" · "),
      inRegions: t("defaults.preset.in_regions_named", { name }), removes: t("defaults.preset.remove_named", { name }),
      inPlenary: t("defaults.preset.in_plenary_named", { name }),
    });
  });
  fill(page, {
    chooses: t("defaults.card.lists", { n: Number(limit.value) }), same,
    state: t(same ? "defaults.state.kept" : "defaults.state.open"), stands: same ? "" : "open",
  });
}

/** Ask what it would come to; only the newest answer counts. */
async function changed() {
  show();
  tries += 1;
  const mine = tries;
  try {
    const found = await calls.tried(said());
    if (mine !== tries) return;
    tell(found);
  } catch (refusal) {
    if (mine === tries) complain(refusal);
  }
}

/** @param {{examples: Record<string, string[]>, problem: string, card: string}} found */
function tell({ examples, problem, card }) {
  for (const name of CARDS) {
    fill(page, { [name]: card === name ? problem : "" });
    if (!problem)
      list(/** @type {HTMLElement} */ (one(`[data-list=${name}]`)), examples[name], (words) => words, "example",
        (item, words) => fill(item, { words }));
  }
  fill(page, { problem: card ? "" : problem });
}

/** @param {any} defaults @param {string} zone_id @param {string} words @returns {Promise<void>} */
async function keep(defaults, zone_id, words) {
  const before = stands;
  try {
    stands = await calls.edit(stands.version, { defaults, zone: zone_id });
  } catch (refusal) {
    const { code, current } = /** @type {any} */ (refusal);
    if (code === "overtaken") stands = current;
    await changed();
    return complain(refusal);
  }
  take();
  await changed();
  return undo.say(words, () => keep(before.defaults, before.zone, t("desk.undone")));
}

element.addEventListener("change", () => void changed());
element.addEventListener("submit", (event) => event.preventDefault());
rows.addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const key = input.closest("[data-key]")?.getAttribute("data-key");
  presets = presets.map((preset) => (preset.key === key ? { ...preset, name: input.value.trim() } : preset));
  void changed();
});
fresh.addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(fresh);
  const kind = given.get("of") === "plenary" ? "plenary" : "region";
  presets = [...presets, keyed({ ...form.read(kind), name: String(given.get("name") ?? "").trim() })];
  /** @type {HTMLInputElement} */ (fresh.elements.namedItem("name")).value = "";
  void changed();
});
page.addEventListener("click", (event) => {
  const pressed = /** @type {Element} */ (event.target).closest("button");
  const act = pressed?.dataset.act;
  const key = pressed?.closest("[data-key]")?.getAttribute("data-key");
  const preset = presets.find((each) => each.key === key);
  if (act === "keep") void keep(said(), zone.value, t("defaults.kept"));
  else if (act === "back") {
    take();
    void changed();
  } else if (act === "remove") {
    presets = presets.filter((each) => each !== preset);
    void changed();
  } else if (preset && act?.startsWith("use-")) {
    form.write(act === "use-region" ? "region" : "plenary", preset);
    void changed();
  }
});

take();
page.inert = false;
