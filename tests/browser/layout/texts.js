/* Texts: line by line where their letters are, and from every place that the page can be scrolled to. */
const texts = [];
const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
for (let node = walk.nextNode(); node; node = walk.nextNode()) {
  let owner = node.parentElement;
  if (!node.data.trim() || !seen(owner) || owner.matches("details:not([open])")) continue;
  while (style(owner).display === "contents") owner = owner.parentElement;
  const range = document.createRange();
  range.selectNodeContents(node);
  texts.push({
    node, owner, range, stays: stays(owner), scroller: scrollerOf(owner), free: new Set(), covers: new Map(),
  });
}
const linesOf = (range) => [...range.getClientRects()].filter((box) => box.width > LEAST).map(boxOf).map(inked);

for (const { node, owner, range } of texts) {
  const plate = [owner, ...holders(owner)].find(paintsBox);
  for (const line of linesOf(range)) {
    const { left, cut } = clipped(owner, line);
    if (cut && !(mayBeCut && owner.closest(mayBeCut))) found.add(`cut by ${name(cut)}: ${short(node.data)}`);
    if (isEmpty(left)) continue;
    if (left.left < -LEAST || left.right > wide + LEAST) found.add(`beside the page: ${short(node.data)}`);
    if (whole && (left.top < -LEAST || left.bottom > innerHeight + LEAST)) found.add(`below: ${short(node.data)}`);
    if (plate && beyond(left, plate.getBoundingClientRect())) found.add(`out of ${name(plate)}: ${short(node.data)}`);
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

const CODE = 24; // pixels
const inView = ({ left }) => !isEmpty(left) && left.top >= 0 && left.bottom <= innerHeight;

/* Whether a line in view is free of others; what lies over it is kept. A code is looked at in its middle. */
function isClear({ text, at, left }) {
  const middle = (left.left + left.right) / 2;
  const points = (left.right - left.left < CODE ? [middle] : [left.left + 2, middle, left.right - 2])
    .filter((x) => x >= 0 && x < wide);
  const cover = points.map((x) => coverOf(text.owner, x, (left.top + left.bottom) / 2)).find(Boolean);
  if (cover) text.covers.set(at, cover);
  else text.free.add(at);
  return !cover;
}

const meet = (one, other) => one.text.node !== other.text.node && !isEmpty(common(one.left, other.left));
const tellBoth = (one, other) =>
  found.add(`over each other: ${short(one.text.node.data)} and ${short(other.text.node.data)}`);

/* Lines that are free, and yet lie over each other. */
function overEachOther(lines) {
  lines.sort((a, b) => a.left.top - b.left.top);
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].left.top < one.left.bottom; next++)
      if (meet(one, lines[next])) tellBoth(one, lines[next]);
  });
}

/* Look at texts from every place that what scrolls them can be scrolled to; they move with it, unless they stay. */
function lookFrom(scroller, held) {
  const back = scroller.scrollTop;
  scroller.scrollTop = 0;
  const [tall, furthest] = [scroller.clientHeight, scroller.scrollHeight - scroller.clientHeight];
  const hole = scroller === page ? { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity }
    : clipped(scroller, innerBox(scroller)).left;
  const linesIn = (text, within) => linesOf(text.range)
    .map((line, at) => ({ text, at, left: clipped(text.owner, line, { within }).left }));
  const moving = held.filter(({ stays }) => !stays).flatMap((text) => linesIn(text, scroller));
  const staying = held.filter(({ stays }) => stays);
  for (const { text, at, left } of moving) if (isEmpty(left) && text.scroller === scroller) text.free.add(at);
  const goDown = (step) => {
    for (let y = 0; ; y = Math.min(furthest, y + step)) {
      scroller.scrollTop = y;
      const up = scroller.scrollTop;
      const movedUp = ({ left }) => common({ ...left, top: left.top - up, bottom: left.bottom - up }, hole);
      const here = moving.map((one) => ({ ...one, left: movedUp(one) })).filter(inView);
      for (const one of here) if (!one.text.free.has(one.at)) isClear(one);
      const there = staying.flatMap((text) => linesIn(text));
      for (const { text, at, left } of there) if (isEmpty(left)) text.free.add(at);
      const clear = there.filter((one) => inView(one) && isClear(one));
      overEachOther(clear);
      for (const one of clear)
        for (const other of here) if (meet(one, other) && isClear(other)) tellBoth(one, other);
      if (y >= furthest) break;
    }
  };
  /* where no words stay, large steps show nearly all; the small ones are for what was covered in those */
  if (!staying.length) goDown(tall * 0.8);
  if (staying.length || moving.some(({ text, at, left }) => !isEmpty(left) && !text.free.has(at))) goDown(tall / 6);
  overEachOther(moving.filter(({ text, at, left }) => !isEmpty(left) && text.free.has(at)));
  scroller.scrollTop = back;
}

lookFrom(frame, texts);
for (const part of new Set(texts.map(({ scroller }) => scroller))) {
  if (part === frame) continue;
  const [back, top] = [frame.scrollTop, part.scrollTop];
  part.scrollIntoView({ block: "center" });
  part.scrollTop = top;
  lookFrom(part, texts.filter(({ owner }) => part.contains(owner)));
  frame.scrollTop = back;
}
/* What is covered here is a fault only where it is so wherever anything is scrolled to. */
for (const text of texts)
  for (const [at, cover] of text.covers)
    if (!text.free.has(at)) found.add(`covered by ${name(cover)}: ${short(text.node.data)}`);
