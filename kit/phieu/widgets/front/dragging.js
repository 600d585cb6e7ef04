// Where a dragged part would land. The functions are pure; `dragging` alone listens to the pointer.

const BEGINS_AFTER_PX = 5;

/** The gap of a list that is nearest to a height: 0 before the first line, n behind the last. */
export function gapAt(lines, y) {
  const below = lines.findIndex((line) => y < (line.top + line.bottom) / 2);
  return below < 0 ? lines.length : below;
}

/** The position that a line then has, when it is taken from `from` and put into a gap. */
export function positionAfter(from, gap) {
  return gap > from ? gap - 1 : gap;
}

/** Where a dragged row of a table lands: {to, mark}, or null where it stays. */
export function rowDrop(lines, from, y) {
  const gap = gapAt(lines, y);
  const to = positionAfter(from, gap);
  if (to === from || !lines.length) return null;
  return { to, mark: gap < lines.length ? lines[gap].top : lines.at(-1).bottom };
}

/**
 * Where a dragged line of the outline lands: {to, mark}, or null where it stays.
 * lines: {path, top, bottom} of the sections and questions that are seen, in order.
 */
export function outlineDrop(lines, dragged, y) {
  return dragged.length === 2 ? sectionDrop(lines, dragged, y) : questionDrop(lines, dragged, y);
}

function sectionDrop(lines, dragged, y) {
  const blocks = [];
  for (const line of lines) {
    if (line.path.length === 2) blocks.push({ ...line });
    else if (blocks.length) blocks.at(-1).bottom = line.bottom;
  }
  const drop = rowDrop(blocks, dragged[1], y);
  return drop && { to: ["sections", drop.to], mark: drop.mark };
}

function questionDrop(lines, dragged, y) {
  if (!lines.length) return null;
  const gap = gapAt(lines, y);
  const above = lines[gap - 1];
  // Above the first section there is no place: the gap below its title is meant.
  const [section, position] = !above
    ? [lines[0].path[1], 0]
    : above.path.length === 2
      ? [above.path[1], above.isClosed ? (above.count ?? 0) : 0]
      : [above.path[1], above.path[3] + 1];
  const isOwn = section === dragged[1];
  const to = isOwn ? positionAfter(dragged[3], position) : position;
  if (isOwn && to === dragged[3]) return null;
  const mark = above ? above.bottom : lines[0].bottom;
  return { to: ["sections", section, "questions", to], mark };
}

/**
 * Lets lines be dragged within a holder. find(target): the dragged thing under the pointer, or
 * null. place(thing, y): {to, mark} or null. drop(thing, to): what to do in the end.
 */
export function dragging(holder, { find, place, drop }) {
  const mark = document.createElement("div");
  mark.className = "pd-drop-mark";
  let thing = null;
  let from = 0;
  let isUnderWay = false;
  let landing = null;
  const end = () => {
    mark.remove();
    holder.classList.remove("pd-dragging");
    thing = landing = null;
    isUnderWay = false;
  };
  holder.addEventListener("pointerdown", (event) => {
    thing = event.button === 0 ? find(event.target) : null;
    from = event.clientY;
  });
  holder.addEventListener("pointermove", (event) => {
    if (!thing) return;
    if (!isUnderWay) {
      if (Math.abs(event.clientY - from) < BEGINS_AFTER_PX) return;
      isUnderWay = true;
      holder.setPointerCapture(event.pointerId);
      holder.classList.add("pd-dragging");
      holder.append(mark);
    }
    event.preventDefault();
    landing = place(thing, event.clientY);
    mark.hidden = !landing;
    if (landing) {
      const top = holder.getBoundingClientRect().top;
      mark.style.top = `${landing.mark - top + holder.scrollTop}px`;
    }
  });
  holder.addEventListener("pointerup", () => {
    const [moved, landed] = [thing, landing];
    const wasUnderWay = isUnderWay;
    end();
    if (wasUnderWay && landed) drop(moved, landed.to);
  });
  holder.addEventListener("pointercancel", end);
}
