// @ts-check
/**
 * The page Regions and delegations of the desk. Refuses to count seats, and to decide what is allowed: the service
 * does. Invariants: a draft of the regions is kept when somebody says so; each act on a delegation is kept at once, and
 * can be taken back; what somebody else has changed meanwhile is shown before anything is changed on it.
 */
import { fill, list, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";
import { paint, placed } from "../page/chips.js";
import { readAgenda } from "../page/agenda.js";
import { adding, changing, inOrder, keyOf, piecesOf, removing } from "./bodies.js";
import { makeProgrammeCalls } from "./programme_calls.js";
import { asKept, makeRegionDraft } from "./region_draft.js";
import { makeUndo } from "./undo.js";

/** @typedef {import("./bodies.js").Body} Body */
/** @typedef {import("./bodies.js").Steps} Steps */

const { meeting = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
const page = /** @type {HTMLElement} */ (one("main"));
const rows = /** @type {HTMLElement} */ (one("[data-list=bodies]"));
const fresh = /** @type {HTMLFormElement} */ (one("[data-body-new]"));

await loadStrings(stringsUrl, lang);
const calls = makeProgrammeCalls({ meeting, slot, lang });
const undo = makeUndo(complain);
let { regions } = readAgenda();
const draft = makeRegionDraft({ regions, presets: JSON.parse(one("[data-presets]")?.dataset.presets ?? "{}") });
/** @type {{version: number, delegations: Body[]}} */
let stands = JSON.parse(one("[data-listed]")?.dataset.listed ?? "{}");
/** The key of the delegation whose row is a form. */
let editing = "";

/** @param {any} refusal */
function complain(refusal) {
  fill(page, { problem: refusal?.message ?? "" });
}

function show() {
  const bodies = inOrder(stands.delegations, regions);
  const missing = bodies.filter(({ listed }) => !listed);
  list(rows, bodies, keyOf, (body) => (keyOf(body) === editing ? "body-edit" : "body-row"), (row, body, _, made) => {
    if (keyOf(body) === editing) return made ? opened(row, body) : undefined;
    const region = placed(regions).find(({ id }) => id === body.region_id);
    return fill(row, {
      called: body.name, shortName: body.short, unlisted: !body.listed, votes: String(body.votes),
      observers: String(body.observers), name: region?.name ?? "", short: region?.short ?? "",
      paint: region ? paint(region) : "",
      listWords: t("delegations.list_named", { name: body.name }),
      editWords: t("delegations.edit_named", { name: body.name }),
    });
  });
  fill(page, {
    any: bodies.length > 0, some: missing.length > 0, listAll: t("delegations.list_all", { n: missing.length }),
    sums: t("delegations.sums", { n: bodies.length }),
  });
  fill(fresh, { listed: true });
}

/** @param {HTMLElement} row @param {Body} body */
function opened(row, body) {
  const form = /** @type {HTMLFormElement} */ (one("form", row));
  fill(form, { listed: body.listed, refused: "" });
  for (const name of /** @type {const} */ (["name", "short", "region_id"]))
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = body[name];
  /** @type {HTMLInputElement} */ (form.elements.namedItem("name")).focus();
}

/** Read what there is now, and show it. */
const again = () => read().then(show);

async function read() {
  const [now, shown] = await Promise.all([calls.delegations(), calls.read()]);
  stands = now;
  if (JSON.stringify(shown.regions) !== JSON.stringify(regions.map(asKept))) {
    regions = placed(shown.regions);
    draft.take(shown.regions);
  }
}

/**
 * Do something, read what there is then, and say it; a refusal is said where it was asked.
 * @param {() => Promise<any>} act @param {string} words @param {(() => Promise<any>) | null} back
 * @param {HTMLFormElement} [form]
 */
async function done(act, words, back, form) {
  complain(null);
  try {
    await act();
  } catch (refusal) {
    if (/** @type {any} */ (refusal).code === "overtaken") await again().catch(complain);
    if (form?.isConnected) fill(form, { refused: /** @type {any} */ (refusal).message });
    else complain(refusal);
    return false;
  }
  editing = "";
  await read().catch(complain);
  undo.say(words, back && (() => back().then(again)));
  show();
  return true;
}

/** Change the list, in as many edits as that needs. @param {import("./bodies.js").Change} change */
async function edit(change) {
  let { version } = stands;
  try {
    for (const delegations of piecesOf(change)) ({ version } = await calls.edit(version, { delegations }));
  } catch (refusal) {
    if (version !== stands.version) await again().catch(complain);
    throw refusal;
  }
}

/**
 * Change the list, so that it can be taken back.
 * @param {Steps} steps @param {string} words @param {HTMLFormElement} [form]
 */
const keep = ({ there, back }, words, form) => done(() => edit(there), words, () => edit(back), form);

/** Keep what a row says: its name on all of its seats, the rest in the list. @param {HTMLFormElement} form */
async function keepRow(form) {
  const body = stands.delegations.find((one) => keyOf(one) === editing);
  if (!body) return;
  const said = Object.fromEntries(new FormData(form));
  const [name, wanted] = [String(said.name).trim(), { short: String(said.short), region_id: String(said.region_id) }];
  const rename = (/** @type {string} */ from, /** @type {string} */ to) =>
    calls.act({ type: "rename_delegation", version: stands.version, region_id: body.region_id, name: from, to });
  const words = t("delegations.done.kept", { name });
  const known = stands.delegations.some((one) => one !== body && one.name === name);
  if (name !== body.name) {
    const back = known ? null : () => rename(name, body.name);
    if (!(await done(() => rename(body.name, name), words, back, form))) return;
  }
  const now = stands.delegations.find((one) => one.region_id === body.region_id && one.name === name);
  const same = wanted.short === body.short && wanted.region_id === body.region_id;
  if (now?.listed && !same) await keep(changing(now, wanted), words, form);
  else close();
}

function close() {
  const before = editing;
  editing = "";
  show();
  if (before) one(`[data-key="${CSS.escape(before)}"] [data-do=edit]`)?.focus();
}

async function keepRegions() {
  const before = regions.map(asKept);
  const edit = (/** @type {any} */ wanted) => calls.edit(stands.version, { regions: wanted });
  await done(() => edit(draft.said()), t("regions.kept"), () => edit(before));
}

page.addEventListener("click", (event) => {
  const pressed = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  const key = pressed?.closest("[data-key]")?.getAttribute("data-key");
  const body = stands.delegations.find((one) => keyOf(one) === key);
  const { do: what, act } = pressed?.dataset ?? {};
  if (what === "keep") void keepRegions();
  if (what === "back") draft.back();
  if (what === "list-all")
    void keep(adding(stands.delegations.filter(({ listed }) => !listed)), t("delegations.done.all"));
  if (what === "list" && body) void keep(adding([body]), t("delegations.done.kept", { name: body.name }));
  if (what === "edit" && body) {
    editing = keyOf(body);
    show();
  }
  if (act === "print") window.print();
  if (act === "cancel") close();
  if (act === "remove" && body)
    void keep(removing(body, stands.delegations), t("delegations.done.removed", { name: body.name }));
});
page.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && editing) close();
});
page.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form !== fresh) return void keepRow(form);
  const given = /** @type {any} */ (Object.fromEntries(new FormData(form)));
  return void keep(adding([given]), t("delegations.done.kept", { name: given.name }), form)
    .then((kept) => {
      if (kept) /** @type {HTMLInputElement} */ (form.elements.namedItem("name")).value = "";
    });
});

draft.take(regions);
show();
page.inert = false;
