// @ts-check
/**
 * The only creator of elements. Markup comes from the page's <template data-part> elements, text goes in by
 * textContent alone. Refuses to know what is shown. Invariant: an element whose key stays is never made anew, so that a
 * half-filled ballot, the focus and an open detail survive whatever other people do.
 */

/** @type {WeakMap<Element, Map<string, string>>} */
const given = new WeakMap();
/** Of which part an element was made. @type {WeakMap<Element, string>} */
const partOf = new WeakMap();

/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement | null} */
export const one = (selector, root = document) => root.querySelector(selector);

/** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
export const all = (selector, root = document) =>
  [...root.querySelectorAll(selector)].map((found) => /** @type {HTMLElement} */ (found));

/** Clone a part of the page. @param {string} name @returns {HTMLElement} */
export function part(name) {
  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector(`template[data-part="${name}"]`));
  const root = template?.content.firstElementChild;
  if (!root) throw new Error(`the page has no part ${name}`);
  return /** @type {HTMLElement} */ (document.importNode(root, true));
}

/** The root and everything in it that carries the attribute, but nothing that belongs to a list item further in. */
function* own(/** @type {HTMLElement} */ root, /** @type {string} */ attribute) {
  if (root.hasAttribute(attribute)) yield root;
  for (const found of all(`[${attribute}]`, root)) {
    const item = found.closest("[data-key]");
    if (item === null || item === root || item.contains(root)) yield found;
  }
}

/**
 * @typedef {[found: HTMLElement, key: string, name: string]} Place an element, the value it shows, and its attribute or
 *   the key as written
 */
/** @type {WeakMap<HTMLElement, {text: Place[], if: Place[], attr: Place[], class: Place[]}>} */
const known = new WeakMap();

/** Where a root shows its values: looked up once, since only keyed items ever come and go. @param {HTMLElement} root */
function placesOf(root) {
  const before = known.get(root);
  if (before) return before;
  const places = {
    text: [...own(root, "data-text")].map((found) => place(found, found.dataset.text)),
    if: [...own(root, "data-if")].map((found) => place(found, found.dataset.if?.replace(/^!/, ""), found.dataset.if)),
    attr: [...own(root, "data-attr")].flatMap((found) => (found.dataset.attr ?? "").split(";").map((pair) => {
      const [attribute, key] = pair.split(":").map((side) => side.trim());
      return place(found, key, attribute);
    })),
    class: [...own(root, "data-class")].map((found) => place(found, found.dataset.class)),
  };
  known.set(root, places);
  return places;
}

/** @param {HTMLElement} found @param {string} [key] @param {string} [name] @returns {Place} */
const place = (found, key = "", name = "") => [found, key, name];

/**
 * Fill a part: data-text="k", data-if="k" (or "!k"), data-attr="href:k;value:k2", data-class="k". Keys that are not
 * among the values stay as they are; what belongs to a keyed item further in is left to that item.
 * @param {HTMLElement} root @param {Record<string, any>} values
 */
export function fill(root, values) {
  const places = placesOf(root);
  for (const [found, key] of places.text) if (key in values) setText(found, values[key]);
  for (const [found, key, name] of places.if)
    if (key in values) found.toggleAttribute("hidden", Boolean(values[key]) === name.startsWith("!"));
  for (const [found, key, name] of places.attr) if (key in values) setAttribute(found, name, values[key]);
  for (const [found, key] of places.class) if (key in values) setClass(found, key, values[key]);
}

/**
 * Write a text over the one that is there: a new node would have to be styled and laid out anew.
 * @param {HTMLElement} element
 * @param {any} value
 */
function setText(element, value) {
  const text = value === null || value === undefined ? "" : String(value);
  const { firstChild: only } = element;
  if (!(only instanceof Text) || only.nextSibling) element.textContent = text;
  else if (only.data !== text) only.data = text;
}

/** @param {Element} element @param {string} attribute @param {any} value */
export function setAttribute(element, attribute, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(attribute);
  else {
    const text = value === true ? "" : String(value);
    if (element.getAttribute(attribute) !== text) element.setAttribute(attribute, text);
  }
}

/**
 * Give an element the classes of a value and take those of the value before.
 * @param {Element} element
 * @param {string} key
 * @param {any} value
 */
function setClass(element, key, value) {
  const mine = given.get(element) ?? new Map();
  const before = mine.get(key) ?? element.getAttribute(`data-class-${key.toLowerCase()}`) ?? "";
  const now = value ? String(value) : "";
  if (before === now && mine.has(key)) return;
  for (const name of before.split(" ").filter(Boolean)) element.classList.remove(name);
  for (const name of now.split(" ").filter(Boolean)) element.classList.add(name);
  given.set(element, mine.set(key, now));
}

/**
 * Make a container's keyed children agree with the items: what stays is kept, what is new is cloned, what is gone goes,
 * as does what is to be of another part than it was made of.
 * @template T
 * @param {HTMLElement} container @param {readonly T[]} items @param {((item: T) => string) | string} key
 * @param {string | ((item: T) => string)} partName
 * @param {(element: HTMLElement, item: T, place: number, fresh: boolean) => void} [fillItem]
 */
export function list(container, items, key, partName, fillItem) {
  const focused = document.activeElement;
  /** @type {Map<string, HTMLElement>} */
  const present = new Map();
  for (const child of all(":scope > [data-key]", container)) present.set(child.dataset.key ?? "", child);
  const wanted = items.map((item) => String(typeof key === "function" ? key(item) : /** @type {any} */ (item)[key]));
  const parts = items.map((item) => (typeof partName === "function" ? partName(item) : partName));
  const named = new Map(wanted.map((name, place) => [name, parts[place]]));
  for (const [name, child] of present) {
    if (named.has(name) && (partOf.get(child) ?? named.get(name)) === named.get(name)) continue;
    child.remove();
    present.delete(name);
  }
  /** @type {Element | null} */
  let next = container.querySelector(":scope > [data-key]");
  items.forEach((item, place) => {
    const name = wanted[place];
    const before = present.get(name);
    const child = before ?? part(parts[place]);
    if (!before) {
      child.dataset.key = name;
      partOf.set(child, parts[place]);
    }
    if (child === next) next = nextKeyed(next);
    else container.insertBefore(child, next);
    fillItem?.(child, item, place, !before);
  });
  if (focused instanceof HTMLElement && focused !== document.activeElement && focused.isConnected)
    focused.focus({ preventScroll: true });
}

/** @param {Element} element @returns {Element | null} */
function nextKeyed(element) {
  let next = element.nextElementSibling;
  while (next && !next.hasAttribute("data-key")) next = next.nextElementSibling;
  return next;
}
