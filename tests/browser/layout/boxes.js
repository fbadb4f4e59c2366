/* What a ruler knows of boxes: what is seen, what clips it, what lies over it. One body with texts.js, frames.js and
   controls.js, put together by ruler.py and run in the page; `wishes` are the caller's. */
const { thumb = [], whole = false, target = 44, mayBeCut = "", passed = "" } = wishes;
const UNSEEN = ".visually-hidden, .unseen, .symbols, script, style, template, noscript, option";
const PICTURES = "img, canvas, video, iframe, input, select, textarea";
const LEAST = 1; // a pixel is rounding
const page = document.documentElement;
const root = [...document.querySelectorAll(":modal")].at(-1) ?? document.body;
/* What scrolls all that is looked at: what lies behind a dialog stays where it is. */
const frame = root === document.body ? page : root;
const before = frame.scrollTop;
const wide = page.clientWidth;
const found = new Set();

const styles = new Map();
const style = (one) => styles.get(one) ?? styles.set(one, getComputedStyle(one)).get(one);
/* what is cut away whole is there for who hears the page */
const spoken = (one) => one.clientWidth <= LEAST && style(one).clipPath !== "none";
const seen = (one, opacityProperty = true) =>
  one.checkVisibility({ opacityProperty, visibilityProperty: true }) && !one.closest(UNSEEN) && !spoken(one)
  && !(passed && one.closest(passed));
const short = (text) => `"${text.trim().replace(/\s+/g, " ").slice(0, 40)}"`;
const name = (one) => `${one.tagName.toLowerCase()}${[...one.classList].map((each) => `.${each}`).join("")}`;

const boxOf = ({ left, top, right, bottom }) => ({ left, top, right, bottom });
/* the letters of a line stand in the middle of its box, which is higher than the line where lines are set closely */
const inked = ({ left, top, right, bottom }) =>
  ({ left, right, top: top + (bottom - top) * 0.25, bottom: bottom - (bottom - top) * 0.2 });
const common = (a, b) => ({
  left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});
const isEmpty = ({ left, top, right, bottom }) => right - left <= LEAST || bottom - top <= LEAST;
const beyond = (inner, outer) =>
  inner.left < outer.left - LEAST || inner.right > outer.right + LEAST || inner.top < outer.top - LEAST
  || inner.bottom > outer.bottom + LEAST;

/* The boxes that may clip an element, from the inside out: an absolute one passes over what it is not placed in. */
function* holders(one) {
  let { position } = style(one);
  for (let at = one.parentElement; at && at !== document.body; at = at.parentElement) {
    if (position === "fixed") return;
    if (position === "absolute" && style(at).position === "static" && style(at).transform === "none") continue;
    ({ position } = style(at));
    yield at;
  }
}

function innerBox(one) {
  const { left, top } = one.getBoundingClientRect();
  const [x, y] = [left + one.clientLeft, top + one.clientTop];
  return { left: x, top: y, right: x + one.clientWidth, bottom: y + one.clientHeight };
}

const scrolls = (way) => way === "auto" || way === "scroll";
/* The innermost part of the page, or of the dialog, that scrolls an element up and down. */
const canScroll = (one) =>
  scrolls(style(one).overflowY) && one.clientHeight > LEAST && one.scrollHeight - one.clientHeight > LEAST;
const scrollerOf = (one) => [...holders(one)].find(canScroll) ?? frame;

/* What is left of a box after all that clips it within something, its own element among them if it is what is `inside`
   that; `cut` is what takes a part of it to which nobody can scroll. */
function clipped(one, box, { inside = true, within = page } = {}) {
  let left = box;
  for (const at of inside ? [one, ...holders(one)] : holders(one)) {
    if (at === within) break;
    const { overflowX: x, overflowY: y, display } = style(at);
    if ((x === "visible" && y === "visible") || display === "inline") continue;
    const hole = innerBox(at);
    if (x === "visible") Object.assign(hole, { left: -Infinity, right: Infinity });
    if (y === "visible") Object.assign(hole, { top: -Infinity, bottom: Infinity });
    const fixed = {
      left: scrolls(x) ? -Infinity : hole.left, right: scrolls(x) ? Infinity : hole.right,
      top: scrolls(y) ? -Infinity : hole.top, bottom: scrolls(y) ? Infinity : hole.bottom,
    };
    if (beyond(left, fixed)) return { left: common(left, hole), cut: at };
    left = common(left, hole);
    if (isEmpty(left)) return { left, cut: null };
  }
  return { left, cut: null };
}

const isInline = (one) => style(one).display === "inline";

function alpha(colour) {
  const parts = /^rgba\(.*,\s*([\d.]+)\)$/.exec(colour) ?? /\/\s*([\d.]+)\)$/.exec(colour);
  return parts ? Number(parts[1]) : 1;
}

/* A box that can be seen, so that text beside it looks wrong: a ground of its own, or a line around it. */
function paintsBox(one) {
  const { backgroundColor, borderLeftWidth, borderRightWidth, borderLeftColor } = style(one);
  if (isInline(one)) return false;
  const lined = parseFloat(borderLeftWidth) > 0 && parseFloat(borderRightWidth) > 0 && alpha(borderLeftColor) > 0;
  return lined || alpha(backgroundColor) > 0;
}

const stays = (one) => {
  for (let at = one; at && at !== root; at = at.parentElement)
    if (["sticky", "fixed"].includes(style(at).position)) return true;
  return false;
};

/* What lies over a point of an element, if anything does. */
function coverOf(owner, x, y) {
  if (document.elementFromPoint(x, y)?.contains(owner)) return null; // nearly always, and sooner said than all of them
  for (const one of document.elementsFromPoint(x, y)) {
    if (one.contains(owner)) return null;
    if (!seen(one)) continue;
    const drawn = one instanceof SVGElement && !(one instanceof SVGSVGElement) && style(one).fill !== "none";
    const ground = alpha(style(one).backgroundColor) > 0.5 || style(one).backgroundImage !== "none";
    if (drawn || ground || one.matches(PICTURES)) return one;
  }
  return null;
}

/* Everything can be found at its point while the ruler lies there. */
const sheet = new CSSStyleSheet();
sheet.replaceSync("*, *::before, *::after { pointer-events: auto !important; scroll-behavior: auto !important; }");
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
