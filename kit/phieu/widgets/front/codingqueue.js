// The answers in their order, as far as they have come, and where one is among them.

const AHEAD = 20; // answers that are here before they are needed
const BATCH = 50;

/** Whether two decisions say the same; null is none. */
export function sameDecision(one, other) {
  if (!one || !other) return !one && !other;
  return one.act === other.act && one.codes.join() === other.codes.join();
}

export class Queue {
  /** ask: called with the first place and the number of answers that are wanted. */
  constructor(ask) {
    this._ask = ask;
    this.begin({ size: 0, open: [], at: 0, counts: {} });
  }

  /** open: the places that are not decided yet. batch: how many come at once. counts: by code. */
  begin({ size, open, at, counts, batch = BATCH, ahead = AHEAD }) {
    this.size = size;
    this.at = at;
    this.counts = { ...counts };
    this._batch = batch;
    this._ahead = ahead;
    this._open = new Set(open);
    this._items = new Map();
    this._asked = new Set();
    this._done = [];
  }

  get decided() { return this.size - this._open.size; }

  item(place = this.at) { return this._items.get(place); }

  put(items) {
    for (const item of items) {
      const known = this._items.get(item.place);
      this._items.set(item.place, known ? { ...known, ...item } : item);
    }
    this._need();
  }

  go(step) {
    if (!this.size) return;
    this.at = Math.min(Math.max(this.at + step, 0), this.size - 1);
    this._need();
  }

  /** To the next answer that is not decided, from here on and then from the start. */
  nextOpen() {
    for (let step = 1; step < this.size; step += 1) {
      const place = (this.at + step) % this.size;
      if (this._open.has(place)) {
        this.at = place;
        this._need();
        return true;
      }
    }
    return false;
  }

  /** earlier: what stood there, to come back by undoing; undefined while undoing. */
  decide(place, decision, earlier) {
    if (earlier !== undefined) this._done.push({ place, earlier });
    this._stand(place, decision);
  }

  undo() { return this._done.pop(); }

  /** What the kernel did not take stands as it was. */
  restore({ place, decision }) {
    this._stand(place, decision);
    this._done = this._done.filter((step) => step.place !== place);
  }

  _stand(place, decision) {
    const item = this._items.get(place);
    for (const code of item?.decision?.codes ?? []) this.counts[code] -= 1;
    for (const code of decision?.codes ?? []) this.counts[code] = (this.counts[code] ?? 0) + 1;
    if (item) this._items.set(place, { ...item, decision });
    if (decision) this._open.delete(place);
    else this._open.add(place);
  }

  /** Ask for what will be wanted next, once. */
  _need() {
    const last = Math.min(this.at + this._ahead, this.size - 1);
    for (let place = this.at; place <= last; place += 1) {
      if (!this._items.has(place) && !this._asked.has(place)) {
        const count = Math.min(this._batch, this.size - place);
        for (let i = place; i < place + count; i += 1) this._asked.add(i);
        this._ask(place, count);
        return;
      }
    }
  }
}
