// The way to the kernel: one wish at a time, so that answers come in order and none piles up.

const TYPING_PAUSE_MS = 60;
const STALLED_AFTER_MS = 8000;

/** What a later wish makes superfluous: the same field's earlier text, an earlier look. */
function replaces(next, earlier) {
  if (next.type !== earlier.type) return false;
  if (next.type === "text") return true;
  const isField = next.type === "edit" || next.type === "pair";
  return isField && ["path", "of", "part", "position"].every(
    (name) => JSON.stringify(next[name]) === JSON.stringify(earlier[name]),
  );
}

/** The queue of wishes with one more; pure, so that it can be tested by itself. */
export function queued(queue, wish) {
  const last = queue.at(-1);
  if (last && replaces(wish, last)) return [...queue.slice(0, -1), wish];
  return [...queue, wish];
}

export class Door {
  /**
   * send: hands a message to the kernel. onStalled: told whether the kernel keeps silent.
   * onIdle: told whether everything has been answered.
   */
  constructor(send, { onStalled, onIdle }) {
    this.sender = Math.random().toString(36).slice(2);
    this._send = send;
    this._onStalled = onStalled;
    this._onIdle = onIdle;
    this._queue = [];
    this._underWay = null;
    this._typed = null;
    this._seq = 0;
  }

  /** A wish, behind whatever was typed before it. */
  wish(message) {
    this.flush();
    this._queue = queued(this._queue, message);
    this._next();
  }

  /** Typing: sent when the typist pauses, or with the next wish. */
  type(message) {
    if (this._typed && !replaces(message, this._typed)) this.flush();
    clearTimeout(this._pause);
    this._typed = message;
    this._onIdle(false);
    this._pause = setTimeout(() => this.flush(), TYPING_PAUSE_MS);
  }

  flush() {
    clearTimeout(this._pause);
    if (!this._typed) return;
    this._queue = queued(this._queue, this._typed);
    this._typed = null;
    this._next();
  }

  /** Whether an answer is to a wish of this page, and is not the last that is to come. */
  answered(answer) {
    if (answer.sender !== this.sender || answer.seq !== this._underWay?.seq) return;
    clearTimeout(this._stalled);
    this._onStalled(false);
    this._underWay = null;
    this._next();
  }

  /** Whether a field holds what the kernel has not seen yet. */
  isWaiting(path) {
    const key = JSON.stringify(path);
    const all = [...this._queue, this._typed].filter(Boolean);
    return all.some((wish) => wish.path && JSON.stringify(wish.path) === key);
  }

  get isIdle() {
    return !this._underWay && !this._typed && !this._queue.length;
  }

  close() {
    clearTimeout(this._pause);
    clearTimeout(this._stalled);
  }

  _next() {
    this._onIdle(this.isIdle);
    if (this._underWay || !this._queue.length) return;
    const [wish, ...rest] = this._queue;
    this._queue = rest;
    this._seq += 1;
    this._underWay = { ...wish, seq: this._seq, sender: this.sender };
    this._stalled = setTimeout(() => this._onStalled(true), STALLED_AFTER_MS);
    this._send(this._underWay);
  }
}
