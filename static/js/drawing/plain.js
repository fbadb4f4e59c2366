// @ts-check
/**
 * A drawing as plain values, made where there is no page: by the hands that make its elements in a page, on elements
 * that are nothing but names, attributes and what is inside. Refuses to know colours, faces and how a file is written.
 * Invariant: words stay words; nothing in them becomes an element.
 */
import { drawInto } from "./svg.js";

/** @typedef {import("./shapes.js").Shape} Shape */
/**
 * @typedef {{name: string, attributes: Record<string, string>, inside: (Plain | string | {symbol: string})[]}} Plain
 *   `symbol` stands for what is in a drawing of the page of that name
 */

class PlainElement {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    /** @type {Record<string, string>} */
    this.attributes = {};
    /** @type {any[]} */
    this.inside = [];
  }

  /** @param {string} key @param {string} value */
  setAttribute(key, value) {
    this.attributes[key] = value;
  }

  /** @param {any[]} inside */
  append(...inside) {
    this.inside.push(...inside);
  }

  /** @param {any[]} inside */
  replaceChildren(...inside) {
    this.inside = inside;
  }
}

/**
 * Draw shapes.
 * @param {Shape[]} shapes @param {{width: number, height: number, rtl: boolean, label: string}} sheet
 * @param {Record<string, string>} boxes of each drawing of the page its `viewBox`
 * @returns {Plain}
 */
export function drawnPlain(shapes, sheet, boxes) {
  /** @type {any} */ (globalThis).document = {
    createElementNS: (/** @type {string} */ _, /** @type {string} */ name) => new PlainElement(name),
    createTextNode: (/** @type {string} */ words) => words,
    querySelector: (/** @type {string} */ asked) => symbolOf(asked.replace("#sym-", ""), boxes),
  };
  const svg = new PlainElement("svg");
  drawInto(/** @type {any} */ (svg), shapes, sheet);
  return svg;
}

/** @param {string} name @param {Record<string, string>} boxes */
const symbolOf = (name, boxes) => ({
  getAttribute: () => boxes[name], childNodes: [{ cloneNode: () => ({ symbol: name }) }],
});
