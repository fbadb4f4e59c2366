/* Controls: large enough, beside each other, on the page, and those of the thumb in view without scrolling. */
const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
frame.scrollTop = 0;
const called = (one) => `${name(one)} ${short(one.getAttribute("aria-label") ?? one.textContent ?? "")}`;
const touched = [...root.querySelectorAll(CONTROLS)]
  .filter((one) => seen(one, false))
  .map((one) => one.closest("label") ?? one)
  .filter((one, at, all) => all.indexOf(one) === at)
  .map((one) => ({ one, box: boxOf(one.getBoundingClientRect()), stays: stays(one), scroller: scrollerOf(one) }))
  .filter(({ box }) => !isEmpty(box));

for (const { one, box } of touched) {
  const { left, cut } = clipped(one, box, { inside: false });
  if (cut && !(mayBeCut && one.closest(mayBeCut))) found.add(`cut by ${name(cut)}: ${called(one)}`);
  if (box.left < -LEAST || box.right > wide + LEAST) found.add(`beside the page: ${called(one)}`);
  if (whole && (left.top < -LEAST || left.bottom > innerHeight + LEAST)) found.add(`below: ${called(one)}`);
  const [across, down] = [box.right - box.left, box.bottom - box.top];
  if (!isInline(one) && (across < target || down < target))
    found.add(`small, ${Math.round(across)} x ${Math.round(down)}: ${called(one)}`);
}

touched.sort((a, b) => a.box.top - b.box.top);
touched.forEach(({ one, box, stays, scroller }, at) => {
  for (const other of touched.slice(at + 1)) {
    if (other.box.top >= box.bottom) break;
    const apart = stays !== other.stays || one.contains(other.one) || other.one.contains(one);
    /* what one part scrolls lies over each other wherever it is scrolled to */
    const boxes = scroller === other.scroller ? [box, other.box]
      : [clipped(one, box, { inside: false }).left, clipped(other.one, other.box, { inside: false }).left];
    if (!apart && !isEmpty(common(...boxes)))
      found.add(`over each other: ${called(one)} and ${called(other.one)}`);
  }
});

for (const selector of thumb) {
  const there = [...root.querySelectorAll(selector)].filter((one) => seen(one, false));
  if (!there.length) found.add(`not there: ${selector}`);
  for (const part of there) {
    const one = part.closest("label") ?? part;
    const { left, top, right, bottom } = one.getBoundingClientRect();
    if (top < -LEAST || bottom > innerHeight + LEAST)
      found.add(`out of reach, ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight}: ${called(one)}`);
    else if (coverOf(one, (left + right) / 2, (top + bottom) / 2)) found.add(`under something: ${called(one)}`);
  }
}
