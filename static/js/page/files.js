// @ts-check
/**
 * The files of a list: a tap saves one, and the page stays where it is. What takes longer than a second has a bar.
 * Refuses to know which kinds there are: the markup has a link for each. Invariant: what is being made is asked for
 * once, however often somebody taps; where there is no script, each is a plain link.
 */
import { all, one } from "./dom.js";
import { t } from "./strings.js";

const BAR_AFTER_MS = 1_000;
const ANSWER_MS = 130_000; // as long as the service writes at a report
const BY_HAND = "by hand";

/**
 * What is being asked for, by the part of the page that asks, each with what stops it; the service stops too.
 * @type {Map<HTMLElement, Map<string, AbortController>>}
 */
const making = new Map();
let listens = false;

/**
 * Say of which round the files in a part of a page are.
 * @param {HTMLElement} root @param {string} round its id @param {string} slot
 */
export function showFiles(root, round, slot) {
  for (const link of all("a[data-file]", root)) {
    const address = `/api/rounds/${round}/ranked-list.${link.dataset.file}?slot=${encodeURIComponent(slot)}`;
    if (link.getAttribute("href") !== address) link.setAttribute("href", address);
  }
  bringFiles();
}

/** Fetch a file that is tapped without leaving the page. */
export function bringFiles() {
  if (listens) return;
  listens = true;
  document.addEventListener("click", (event) => {
    const stops = event.target instanceof Element && event.target.closest("[data-files-stop]");
    if (stops) stop(/** @type {HTMLElement} */ (stops.closest("[data-files]")));
    const link = event.target instanceof Element && event.target.closest("a[data-file]");
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void bring(/** @type {HTMLElement} */ (link.closest("[data-files]")), link.href);
  });
}

/** Have a file made, and save it. @param {HTMLElement} files @param {string} address */
async function bring(files, address) {
  const asked = making.get(files) ?? new Map();
  if (asked.has(address)) return;
  const stopped = new AbortController();
  making.set(files, asked.set(address, stopped));
  say(files, "");
  const late = setTimeout(() => stopped.abort(), ANSWER_MS);
  const bar = setTimeout(() => show(files, true), BAR_AFTER_MS);
  try {
    const answer = await fetch(address, { credentials: "same-origin", signal: stopped.signal });
    if (answer.ok) save(files, await answer.blob(), nameIn(answer.headers.get("content-disposition") ?? ""));
    else say(files, (await answer.json()).message);
  } catch {
    say(files, t(stopped.signal.reason === BY_HAND ? "files.stopped" : "files.failed"));
  } finally {
    clearTimeout(bar);
    clearTimeout(late);
    asked.delete(address);
    if (!asked.size) show(files, false);
  }
}

/** Stop whatever is being made there. @param {HTMLElement} files */
function stop(files) {
  for (const stopped of making.get(files)?.values() ?? []) stopped.abort(BY_HAND);
}

/** Read the name of a file. @param {string} said as a header has it */
const nameIn = (said) => /filename="?([^";]+)/.exec(said)?.[1] ?? "plenum";

/** @param {HTMLElement} files @param {Blob} file @param {string} name */
function save(files, file, name) {
  const way = /** @type {HTMLAnchorElement} */ (one("[data-files-save]", files));
  way.href = URL.createObjectURL(file);
  way.download = name;
  way.click();
  setTimeout(() => URL.revokeObjectURL(way.href), ANSWER_MS);
}

/** @param {HTMLElement} files @param {boolean} on */
function show(files, on) {
  one("[data-files-busy]", files)?.toggleAttribute("hidden", !on);
}

/** @param {HTMLElement} files @param {string} words */
function say(files, words) {
  const said = one("[data-files-said]", files);
  if (said) said.textContent = words;
}
