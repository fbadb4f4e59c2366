// @ts-check
/**
 * The page without a line: it goes away by itself when the line is back. Refuses to keep or to know anything. Invariant:
 * the link on it does the same by hand.
 */
addEventListener("online", () => location.reload());
