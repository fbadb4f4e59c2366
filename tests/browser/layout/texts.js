/* Texts: line by line where their letters are, and from every place that the page can be scrolled to. */
const texts = [];
const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
for (let node = walk.nextNode(); node; node = walk.nextNode()) {
  let owner = node.parentElement;
  if (!node.data.trim() || !seen(owner) || owner.matches("details:not([open])")) continue;
  while (style(owner).display === "contents") owner = owner.parentElement;
  const range = document.createRange();
  range.selectNodeContents(node);
  const at = range.getBoundingClientRect().top + scrollY;
  texts.push({ node, owner, range, at, stays: stays(owner), free: new Set(), covers: new Map() });
}
const linesOf = (range) => [...range.getClientRects()].filter((box) => box.width > LEAST).map(boxOf).map(inked);

for (const { node, owner, range } of texts) {
  const frame = [owner, ...holders(owner)].find(paintsBox);
  for (const line of linesOf(range)) {
    const { left, cut } = clipped(owner, line);
    if (cut && !(mayBeCut && owner.closest(mayBeCut))) found.add(`cut by ${name(cut)}: ${short(node.data)}`);
    if (isEmpty(left)) continue;
    if (left.left < -LEAST || left.right > wide + LEAST) found.add(`beside the page: ${short(node.data)}`);
    if (whole && (left.top < -LEAST || left.bottom > innerHeight + LEAST)) found.add(`below: ${short(node.data)}`);
    if (frame && beyond(left, frame.getBoundingClientRect())) found.add(`out of ${name(frame)}: ${short(node.data)}`);
  }
  for (const word of brokenWords(node, owner, range)) found.add(`broken: ${short(word)} in ${short(node.data)}`);
}

/* Words that fall into three lines or more, or into two without a hyphen though they are no longer than three fifths of
   the page. A script whose lines may end anywhere is not broken. */
function brokenWords(node, owner, whole) {
  if (linesOf(whole).length < 2 || owner.closest("code")) return [];
  const broken = [];
  for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{M}]{4,}/gu)) {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)) continue;
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const parts = [...range.getClientRects()].filter((box) => box.width > LEAST);
    const lines = new Set(parts.map((box) => Math.round(box.top))).size;
    if (lines < 2) continue;
    const length = parts.reduce((sum, box) => sum + box.width, 0);
    if (lines > 2 || (style(owner).hyphens !== "auto" && length < wide * 0.6)) broken.push(word);
  }
  return broken;
}

/* What is free of others where it can be scrolled to; the lines that are, and what lies over the others. */
function lookAt(here) {
  const clear = [];
  for (const text of here)
    linesOf(text.range).forEach((line, at) => {
      const { left } = clipped(text.owner, line);
      if (isEmpty(left)) text.free.add(at);
      if (isEmpty(left) || left.top < 0 || left.bottom > innerHeight) return;
      const points = [left.left + 2, (left.left + left.right) / 2, left.right - 2].filter((x) => x >= 0 && x < wide);
      const cover = points.map((x) => coverOf(text.owner, x, (left.top + left.bottom) / 2)).find(Boolean);
      if (cover) text.covers.set(at, cover);
      else text.free.add(at);
      if (!cover) clear.push({ node: text.node, left });
    });
  return clear.sort((a, b) => a.left.top - b.left.top);
}

const before = scrollY;
const furthest = Math.max(0, document.documentElement.scrollHeight - innerHeight);
for (let y = 0; ; y = Math.min(furthest, y + innerHeight / 6)) {
  scrollTo(0, y);
  const near = (text) => text.stays || (text.at > y - 2 * innerHeight && text.at < y + innerHeight);
  const clear = lookAt(texts.filter(near));
  clear.forEach((one, at) => {
    for (let next = at + 1; next < clear.length && clear[next].left.top < one.left.bottom; next++)
      if (clear[next].node !== one.node && !isEmpty(common(one.left, clear[next].left)))
        found.add(`over each other: ${short(one.node.data)} and ${short(clear[next].node.data)}`);
  });
  if (y >= furthest) break;
}
/* What is covered wherever the page is scrolled to may still be free where a part of it is scrolled. */
for (const text of texts) {
  if (![...text.covers.keys()].some((at) => !text.free.has(at))) continue;
  const inner = [...holders(text.owner)].filter((at) => scrolls(style(at).overflowY)).map((at) => [at, at.scrollTop]);
  if (inner.length) {
    text.owner.scrollIntoView({ block: "center" });
    lookAt([text]);
  }
  for (const [at, cover] of text.covers)
    if (!text.free.has(at)) found.add(`covered by ${name(cover)}: ${short(text.node.data)}`);
  for (const [at, top] of inner) at.scrollTop = top;
}
