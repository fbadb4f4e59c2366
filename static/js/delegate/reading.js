// @ts-check
/**
 * The switch by which a phone's owner reads recommendations in another language than that of the page. Refuses to touch
 * anything but words: marks, focus and place stay. Invariant: it is there only where something is translated, and what
 * was chosen is remembered on this phone, for this meeting.
 */
import { fill, list, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { LANGUAGES, languagesAmong, readIn, reading } from "../page/words.js";

/** @param {{meeting: string, storage: Pick<Storage, "getItem" | "setItem">, onChange: () => void}} phone */
export function makeReading({ meeting, storage, onChange }) {
  const root = /** @type {HTMLElement} */ (one("[data-text-language]"));
  const select = /** @type {HTMLSelectElement} */ (one("select", root));
  const name = `plenum-text-${meeting}`;
  let chosen = storage.getItem(name) ?? "";
  if (!LANGUAGES.includes(chosen)) chosen = "";

  select.addEventListener("change", () => {
    chosen = select.value;
    storage.setItem(name, chosen);
    readIn(chosen);
    onChange();
  });

  return {
    /**
     * Offer the languages of what is in view; where nothing is translated, everything is read as it was proposed.
     * @param {any[]} recommendations
     */
    offer(recommendations) {
      const translated = recommendations.some((one) => Object.keys(one.translations ?? {}).length > 0);
      readIn(translated ? chosen : "");
      root.hidden = !translated;
      if (!translated) return;
      const found = languagesAmong(recommendations);
      const offered = LANGUAGES.filter(
        (code) => found.includes(code) || code === reading() || code === document.documentElement.lang
      );
      list(
        select, offered, (code) => code, "language-option",
        (option, code) => fill(option, { code, lang: code, name: t(`language.${code}.own`) })
      );
      if (select.value !== reading()) select.value = reading();
    },
  };
}
