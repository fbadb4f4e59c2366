// @ts-check
/**
 * What a wish makes of the words that it is about. Pure. Refuses to judge it: whoever drafts a variant reads it first.
 * Invariant: of the wish no word is lost.
 */

/** @typedef {{title: string, text: string}} Wording */

/**
 * Make of an item what a wish makes of it: where its quote is found, and else at the end of the text.
 * @param {Wording} item @param {Said.Remark} wish @returns {Wording}
 */
export function wordingOf({ title, text }, { kind, words = "", quote = "" }) {
  const put = (/** @type {string} */ said) =>
    said.replace(quote, () => (kind === "add" ? `${quote} ${words}` : words)).replace(/ {2,}/g, " ").trim();
  if (quote && text.includes(quote)) return { title, text: put(text) };
  if (quote && title.includes(quote)) return { title: put(title), text };
  return { title, text: [text, words].filter(Boolean).join(" ") };
}
