// @ts-check
/**
 * What the programme says on a page, taken from the service once more and put in the place of what was there. Refuses
 * to touch what people fill in. Invariants: focus, open details and what is chosen stay; what is gone from the
 * programme and still chosen, or still has something under it, stays.
 */
import { all, one } from "./dom.js";
import { fetched } from "./fetched.js";

const PIECES = [
  ".eyebrow", "[data-whole]", "[data-list=programme]", ".podium__top > .soft", "[data-rail] > ol",
  "[data-about]",
];
const SELECTS = "select[name=question_id], select[data-filter=question]";
const { page = "", role = "", room = "", slot = "" } = document.body.dataset;
/** What a page has only where its session asks something. */
const ASKING = { delegate: role === "delegate" && "[data-proposal]", podium: "[data-recommend=add]" }[page];

/**
 * Fetch what the programme says here, and show it.
 * @param {number} version the least that it has to be @returns {Promise<Document>}
 */
export async function takeProgramme(version) {
  const { status, found } = await fetched(`/tab/${slot}/${page}/${room}/programme`);
  if (status === 403) location.assign(page === "screen" ? `/tab/${slot}/screen` : `/tab/${slot}/`); // the room is gone
  if (!found || !(Number(found.documentElement.dataset.programme) >= version)) throw new Error("no programme yet");
  // the first question of a session: until now there was nothing here that could be filled in or voted on
  if (ASKING && !one(ASKING) && one("[data-questions] option", found)) location.reload();
  for (const link of all("a[href^='/tab/-/']", found))
    link.setAttribute("href", (link.getAttribute("href") ?? "").replace("/tab/-/", `/tab/${slot}/`));
  for (const link of all("a[href$='slot=-']", found))
    link.setAttribute("href", (link.getAttribute("href") ?? "").replace(/-$/, slot));
  for (const piece of PIECES) replaceIn(piece, found);
  const [asked, asks] = [one("[data-asked]"), one("[data-asked]", found)];
  if (asked && asks) asked.dataset.asked = asks.dataset.asked;
  for (const select of all(SELECTS)) askIn(/** @type {HTMLSelectElement} */ (select), found);
  groupBy(found);
  document.title = found.title;
  return found;
}

/** Say which thing of a piece an element is, so that it can be found again. @param {Element | null} element */
function nameOf(element) {
  if (!(element instanceof HTMLElement)) return "";
  const within = /** @type {HTMLElement | null} */ (element.closest("[data-key], [data-session]"));
  const { act, question } = element.dataset;
  const of = within?.dataset.key ?? within?.dataset.session;
  return [element.tagName, element.getAttribute("href"), act, question, of].join(" ");
}

/** @param {string} selector @param {Document} found */
function replaceIn(selector, found) {
  const [here, fresh] = [one(selector), one(selector, found)];
  if (!here || !fresh) return;
  const focused = here.contains(document.activeElement) ? nameOf(document.activeElement) : "";
  const opened = new Map(all("details", here).map((one) => [nameOf(one), /** @type {any} */ (one).open]));
  here.hidden = fresh.hidden;
  here.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  for (const one of all("details", here)) {
    const open = opened.get(nameOf(one));
    if (open !== undefined) one.toggleAttribute("open", open);
  }
  if (focused) all("a, button, summary", here).find((one) => nameOf(one) === focused)?.focus({ preventScroll: true });
}

/** Ask the questions that there are in a choice of them. @param {HTMLSelectElement} select @param {Document} found */
function askIn(select, found) {
  const { value } = select;
  const questions = all("[data-questions] option", found).map((one) => /** @type {HTMLOptionElement} */ (one));
  const gone = (/** @type {HTMLOptionElement} */ one) => !questions.some((each) => each.value === one.value);
  const stays = [...select.options].filter((one) => !one.value || (one.value === value && gone(one)));
  select.replaceChildren(...stays, ...questions.map((one) => document.importNode(one, true)));
  select.value = value;
}

/** Group by the questions that there are; one that holds something stays. @param {Document} found */
function groupBy(found) {
  const wanted = all("[data-group]", found);
  const known = new Map(all("[data-group]").map((group) => [group.dataset.group, group]));
  /** @type {Element | null} */
  let before = one("[data-find-entries]");
  for (const fresh of wanted) {
    const group = known.get(fresh.dataset.group) ?? document.importNode(fresh, true);
    known.delete(fresh.dataset.group);
    const [title, words] = [one(".group__question", group), one(".group__question", fresh)];
    if (title && words) title.replaceChildren(...[...words.childNodes].map((node) => document.importNode(node, true)));
    if (before && before.nextElementSibling !== group && !group.contains(document.activeElement)) before.after(group);
    before = group;
  }
  for (const group of known.values()) if (!one("[data-list=entries] > *", group)) group.remove();
}
