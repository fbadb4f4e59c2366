// @ts-check
/**
 * A drawing as a file that stands on its own: SVG with literal colours, or PNG made from it. Refuses to fetch anything
 * and to know what is drawn. Invariant: the file shows what the page shows, in the reader's own colours.
 */

const TAKEN = [
  "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-family", "font-size",
  "font-weight", "text-anchor", "direction", "opacity",
];
const DULL = /** @type {Record<string, string>} */ ({
  "stroke-dasharray": "none", "stroke-linecap": "butt", "stroke-linejoin": "miter", "text-anchor": "start",
  direction: "ltr", opacity: "1", stroke: "none",
});

/**
 * Write a drawing of the page as text; it must be in the page, for its colours are read from there.
 * @param {SVGSVGElement} svg @param {number} width @param {number} height in pixels
 */
export function svgText(svg, width, height) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const [originals, copies] = [svg, copy].map((root) => [...root.querySelectorAll("*")]);
  originals.forEach((original, at) => {
    const style = getComputedStyle(original);
    const bare = copies[at];
    bare.removeAttribute("class");
    const letters = original.tagName === "text";
    for (const name of TAKEN) {
      const value = style.getPropertyValue(name);
      if (
        !value
        || DULL[name] === value
        || (!letters && /^font|^text|^direction/.test(name))
        || (name !== "fill" && /^stroke-/.test(name) && style.stroke === "none")
      )
        bare.removeAttribute(name);
      else bare.setAttribute(name, value);
    }
  });
  for (const name of ["class", "hidden", "data-sheet", "aria-hidden"]) copy.removeAttribute(name);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return new XMLSerializer().serializeToString(copy);
}

/**
 * Draw an SVG's text on a canvas and write it as PNG.
 * @param {HTMLImageElement} image an image of the page that may be used for it
 * @param {string} text
 * @param {number} width
 * @param {number} height
 * @returns {Promise<Blob>}
 */
export async function pngOf(image, text, width, height) {
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  image.removeAttribute("src");
  return canvas.convertToBlob({ type: "image/png" });
}

/**
 * Give a file to the reader by a link of the page.
 * @param {HTMLAnchorElement} link
 * @param {Blob} file
 * @param {string} name
 */
export function download(link, file, name) {
  const address = URL.createObjectURL(file);
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
