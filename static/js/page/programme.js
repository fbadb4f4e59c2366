// @ts-check
/**
 * Whether a page shows the programme as it is: where it shows an older one, it asks for what has changed. Refuses to
 * know what that is: the script that does comes with the first change. Invariant: a hall of phones does not ask in one
 * moment.
 */
const { page = "" } = document.body?.dataset ?? {};
const WITHIN_MS = page === "delegate" ? 700 : 0; // podium and hall are few
const AGAIN_MS = 4_000;
let shown = Number(document.body?.dataset.programme ?? 0);
let coming = false;

/**
 * Have the page follow the programme.
 * @param {number} version the newest that is known of @param {(fresh: Document) => void} then what shows the rest
 */
export function followProgramme(version, then) {
  if (version <= shown || coming) return;
  coming = true;
  setTimeout(async () => {
    try {
      const { takeProgramme } = await import("./following.js");
      const fresh = await takeProgramme(version);
      [shown, coming] = [Number(fresh.documentElement.dataset.programme), false];
      then(fresh);
    } catch {
      setTimeout(() => {
        coming = false;
        followProgramme(version, then);
      }, AGAIN_MS);
    }
  }, Math.random() * WITHIN_MS);
}
