// @ts-check
/**
 * Who has the floor in a room, and for how much longer: regions that present, and a list of speakers. Pure. Refuses to
 * judge the order.
 */

/** @typedef {import("./state.js").State} State */

/** Under which name its clock is kept beside those of the rounds. */
export const PRESENTATION = "presentation";
export const SPEAKERS = "speakers";

/** @param {State} state @param {Said.Presentation} presentation @param {number} now @returns {State} */
export const withPresentation = (state, presentation, now) =>
  ({ ...state, presentation, clockAt: { ...state.clockAt, [PRESENTATION]: now } });

/** @param {State} state @param {Said.Speakers} speakers @param {number} now @returns {State} */
export const withSpeakers = (state, speakers, now) =>
  ({ ...state, speakers, clockAt: { ...state.clockAt, [SPEAKERS]: now } });

/**
 * Say who has the floor, and as which of how many; nothing where nobody has.
 * @param {State} state @returns {{region: string, n: number, all: number} | null}
 */
export function onTheFloor({ presentation: now }) {
  if (!now || now.over || now.place < 0) return null;
  return { region: now.order[now.place], n: now.place + 1, all: now.order.length };
}

/**
 * What a region handed to the session of this room, in its own order; what was merged since stands for itself.
 * @param {State} state @param {string} region @returns {Said.Recommendation[]}
 */
export const presentedBy = ({ sets, recommendations }, region) =>
  sets.filter((one) => one.region_id === region).flatMap((one) => one.recommendation_ids)
    .map((id) => recommendations[id]).filter((one) => ["accepted", "merged"].includes(one?.status));

/** How much of a page a text takes: its words, counted as they were proposed, and what stands around them. */
const weightOf = (/** @type {Said.Recommendation} */ { title, text }) => 2 * title.length + text.length + 120;
/** What a page of the hall holds in letters that are read at twenty metres. */
const PAGE = 1_750;

/**
 * Part what a region presents into the pages of the hall: as many texts as can be read there, in their order. The same
 * for every reader, whatever language they read in. @param {Said.Recommendation[]} texts
 * @returns {{first: number, last: number}[]} at least one page
 */
export function presentedPages(texts) {
  /** @type {{first: number, last: number}[]} */
  const pages = [];
  let weight = 0;
  texts.forEach((text, at) => {
    weight += weightOf(text);
    const page = pages.at(-1);
    if (page && weight <= PAGE) page.last = at + 1;
    else [weight] = [weightOf(text), pages.push({ first: at, last: at + 1 })];
  });
  return pages.length ? pages : [{ first: 0, last: 0 }];
}

/**
 * Say which page of whoever has the floor is shown; one beyond the last is the last.
 * @param {State} state @param {number} page @returns {import("../list/pager.js").Span}
 */
export function presentedAt(state, page) {
  const texts = presentedBy(state, onTheFloor(state)?.region ?? "");
  const pages = presentedPages(texts);
  const at = Math.min(Math.max(0, page), pages.length - 1);
  return { ...pages[at], all: texts.length, page: at, pages: pages.length };
}
