/**
 * When the page is told of news: ten times a second while it pours in, which is as often as anyone reads; more seldom where to show them
 * takes so long that training would wait for it; seldom while nobody sees it.
 */
const PERIOD_MS = 100;
const LONGEST_MS = 300;
const HIDDEN_MS = 500;
/** Of its time the page shows news for one part in so many. */
const SHARE = 8;

export class Pulse {
  #last = -PERIOD_MS;
  #period = PERIOD_MS;
  /** Who waits to be told. @type {(() => void) | null} */
  #waiting = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** As createStore asks for it. @param {() => void} notify */
  schedule = (notify) => {
    this.#waiting = notify;
    const isSeen = document.visibilityState === 'visible';
    const wait = isSeen ? this.#last + this.#period - performance.now() : HIDDEN_MS;
    if (wait <= 0) this.hurry();
    else this.#timer = setTimeout(() => this.hurry(), wait);
  };

  /** In the next frame: what begins, what ends, and what the reader did. */
  hurry() {
    const notify = this.#waiting;
    if (!notify) return;
    this.#waiting = null;
    clearTimeout(this.#timer);
    const tell = () => {
      this.#last = performance.now();
      notify();
      setTimeout(() => this.#rest()); // after what was drawn
    };
    if (document.visibilityState === 'visible') requestAnimationFrame(tell);
    else tell();
  }

  #rest() {
    const cost = performance.now() - this.#last;
    this.#period = Math.min(Math.max(PERIOD_MS, SHARE * cost), LONGEST_MS);
  }
}
