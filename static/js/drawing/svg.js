// @ts-check
/**
 * Shapes as SVG: the only creator of drawn elements, as dom.js is of all others. Geometry goes into attributes, colour
 * comes from the sheet by the name of a paint, so that a strict policy holds. Refuses to know what is drawn. Invariant:
 * a text keeps its own direction, whatever the direction of the page.
 */
import { one } from "../page/dom.js";
import { hatchPath, mirror, round } from "./shapes.js";

/** Round a scale, which wants more places than a length. @param {number} scale */
const fine = (scale) => Math.round(scale * 1e4) / 1e4;

/** @typedef {import("./shapes.js").Shape} Shape */
const SPACE = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {Node[]} [inside]
 * @returns {SVGElement}
 */
function element(name, attributes, inside = []) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SPACE, name));
  for (const [key, value] of Object.entries(attributes))
    made.setAttribute(key, typeof value === "number" ? String(round(value)) : value);
  made.append(...inside);
  return made;
}

/**
 * Draw shapes into an <svg>, in place of what it held.
 * @param {SVGSVGElement} svg
 * @param {Shape[]} shapes
 * @param {{width: number, height: number, rtl: boolean, label: string}} sheet
 */
export function drawInto(svg, shapes, { width, height, rtl, label }) {
  svg.setAttribute("viewBox", `0 0 ${round(width)} ${round(height)}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.replaceChildren(...(rtl ? mirror(shapes, width) : shapes).map((shape) => drawn(shape, rtl)));
}

/** @param {Shape} shape @param {boolean} rtl @returns {SVGElement} */
function drawn(shape, rtl) {
  const paint = { class: `paint-${shape.paint}` };
  const { x, y, x2, y2, width, height, edge } = shape;
  /** @type {Record<string, string | number>} */
  const filled = edge ? { fill: "none", stroke: "currentColor", "stroke-width": edge } : { fill: "currentColor" };
  if (shape.kind === "text") return words(shape, rtl);
  if (shape.kind === "glyph") return drawing(shape);
  if (shape.kind === "dot")
    return element("circle", { ...paint, ...filled, cx: x + width / 2, cy: y + height / 2, r: width / 2 });
  if (shape.kind === "peak")
    return element("path", {
      ...paint, ...filled,
      d: `M${round(x)} ${round(y + height)}l${width / 2} ${-height}l${width / 2} ${height}z`,
    });
  if (shape.kind === "diamond")
    return element("path", {
      ...paint, ...filled,
      d: `M${round(x)} ${round(y + height / 2)}l${width / 2} ${-height / 2}l${width / 2} ${height / 2}`
        + `l${-width / 2} ${height / 2}z`,
    });
  if (shape.kind === "arch")
    return element("path", {
      ...paint, ...filled, d: `M${round(x)} ${round(y + height)}a${width / 2} ${height} 0 0 1 ${width} 0z`,
    });
  if (shape.kind === "hatch")
    return element("path", { ...paint, fill: "none", stroke: "currentColor", "stroke-width": 2, d: hatchPath(shape) });
  const stroke = { ...paint, fill: "none", stroke: "currentColor", "stroke-width": shape.thick ?? 1 };
  if (shape.kind === "line") return element("line", { ...stroke, x1: x, y1: y, x2, y2 });
  if (shape.kind === "curve") {
    const bend = (x2 - x) / 2;
    return element("path", {
      ...stroke,
      ...(shape.dashed ? { "stroke-dasharray": "14 10" } : {}),
      d:
        `M${round(x)} ${round(y)}`
        + `C${round(x + bend)} ${round(y)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`,
    });
  }
  return element("rect", {
    ...paint, ...filled, x, y,
    width: Math.max(0, width), height: Math.max(0, height), rx: Math.min(shape.round, Math.max(0, width) / 2),
  });
}

/** @param {Shape} shape @param {boolean} rtl */
function words({ x, y, words: said, paint, size, weight, face, side, lang, direction }, rtl) {
  const backwards = direction === "auto" ? rtl : direction === "rtl";
  const anchor = side === "middle" ? "middle" : (side === "left") === backwards ? "end" : "start";
  return element(
    "text",
    {
      class: `paint-${paint} letters-${face}`, x, y, "font-size": size, "font-weight": weight, "text-anchor": anchor,
      direction: backwards ? "rtl" : "ltr", fill: "currentColor",
      ...(lang ? { lang } : {}),
    },
    [document.createTextNode(said)]
  );
}

/** One drawing of the page, copied so that a file stands on its own. @param {Shape} shape */
function drawing({ name, x, y, width, height, paint }) {
  const symbol = one(`#sym-${name}`);
  const [, , across, down] = (symbol?.getAttribute("viewBox") ?? "0 0 1 1").split(" ").map(Number);
  return element(
    "g",
    {
      class: `paint-${paint} drawing__glyph`,
      transform: `translate(${round(x)} ${round(y)}) scale(${fine(width / across)} ${fine(height / down)})`,
    },
    [...(symbol?.childNodes ?? [])].map((node) => node.cloneNode(true))
  );
}
