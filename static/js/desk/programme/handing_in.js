// @ts-check
/**
 * How a document comes in: pasted, chosen, or dropped anywhere on the page. Refuses to know what becomes of it.
 * Invariant: what was chosen or pasted before the script came is taken as well.
 *
 * @typedef {import("./reader.js").Paper} Paper
 */
import { one } from "../../page/dom.js";
import { packed } from "./reader.js";

const PAUSE_MS = 500;

/**
 * @param {HTMLElement} page @param {(paper: Paper) => Promise<boolean>} take says whether it could be read
 */
export function handIn(page, take) {
  const pasted = /** @type {HTMLTextAreaElement} */ (one("[data-paste]"));
  const file = /** @type {HTMLInputElement} */ (one("[data-file]"));
  let waiting = 0;

  /** @param {File | undefined} given */
  async function drop(given) {
    if (!given) return;
    const read = await take({ name: given.name, bytes: await packed(given) });
    file.value = ""; // so that the same file can be chosen again, when it was mended
    if (read) one("[data-hand-in]")?.removeAttribute("open");
  }

  pasted.addEventListener("input", () => {
    clearTimeout(waiting);
    const text = pasted.value;
    waiting = setTimeout(() => {
      if (text.trim()) void take({ name: "", text });
    }, PAUSE_MS);
  });
  file.addEventListener("change", () => void drop(file.files?.[0]));
  page.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
  page.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    void drop(event.dataTransfer.files[0]);
  });

  return {
    pasted,
    /** Take what is there already, or show the text that was pasted before. @param {Paper | null} before */
    begin(before) {
      if (file.files?.length) void drop(file.files[0]);
      else if (pasted.value && !before) pasted.dispatchEvent(new Event("input"));
      else pasted.value = before?.text ?? "";
    },
  };
}
