/* Frames and rules: a box keeps off the rules of its row; in a drawing words stay in their frame, and no line goes
   through them. */
const FINGER = 2; // pixels: nearer than that, a box touches a rule
const ruled = (one) => {
  const { borderBlockStartWidth: over, borderBlockEndWidth: under, borderInlineStartWidth: side } = style(one);
  return !parseFloat(side) && (parseFloat(over) > 0 || parseFloat(under) > 0);
};

/* Boxes with words that are painted all around, and the row with a rule above or below that they stand in. */
for (const one of root.querySelectorAll("*")) {
  if (one instanceof SVGElement || !one.textContent.trim() || !seen(one) || !paintsBox(one) || !ownEdge(one)) continue;
  const row = [...holders(one)].find(ruled);
  if (!row) continue;
  const [box, held] = [one.getBoundingClientRect(), row.getBoundingClientRect()];
  const { borderBlockStartWidth: over } = style(row);
  if (box.top < held.top + parseFloat(over) + FINGER - LEAST || box.bottom > held.bottom - FINGER + LEAST)
    found.add(`touches the rule of ${name(row)}: ${name(one)} ${short(one.textContent)}`);
}

function ownEdge(one) {
  const { borderBlockStartWidth: over, borderInlineStartWidth: side, borderBlockStartColor: colour } = style(one);
  return parseFloat(over) > 0 && parseFloat(side) > 0 && alpha(colour) > 0;
}

const area = ({ left, top, right, bottom }) => (right - left) * (bottom - top);

/* Drawn words: where the middle of a line of them stands in a frame, all of it does. */
for (const drawing of root.querySelectorAll("svg")) {
  if (!seen(drawing)) continue;
  const drawn = [...drawing.querySelectorAll("rect, line, text")]
    .map((one, at) => ({ one, at, box: boxOf(one.getBoundingClientRect()) }));
  const frames = drawn.filter(({ one, box }) => one.matches("rect") && !isEmpty(box));
  const rules = drawn.filter(({ one, box: { left, top, right, bottom } }) =>
    one.matches("line") && right - left > bottom - top);
  for (const { one, at, box } of drawn) {
    if (!one.matches("text")) continue;
    const ink = inked(box);
    const [x, y] = [(ink.left + ink.right) / 2, (ink.top + ink.bottom) / 2];
    const around = frames
      .filter(({ box: { left, top, right, bottom } }) => left < x && x < right && top < y && y < bottom)
      .sort((a, b) => area(a.box) - area(b.box));
    if (around.length && beyond(ink, around[0].box)) found.add(`out of its frame: ${short(one.textContent)}`);
    /* a ground that is laid between them takes the line away */
    const struck = rules.some((rule) => {
      const { left, right, top, bottom } = rule.box;
      return left < ink.right && right > ink.left && (top + bottom) / 2 > ink.top && (top + bottom) / 2 < ink.bottom
        && !around.some((each) => rule.at < each.at && each.at < at && style(each.one).fill !== "none");
    });
    if (struck) found.add(`struck through: ${short(one.textContent)}`);
  }
}
