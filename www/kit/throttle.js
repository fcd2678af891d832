// News that would come at every frame, told at once and then no more often than every so many milliseconds, the last included.

export class Throttle {
  #timer = 0;
  #again = false;

  /**
   * @param {number} pause in milliseconds
   * @param {() => void} tell
   */
  constructor(pause, tell) {
    this.pause = pause;
    this.tell = tell;
  }

  /** There is news. */
  call() {
    if (this.#timer) {
      this.#again = true;
      return;
    }
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      if (!this.#again) return;
      this.#again = false;
      this.call();
    }, this.pause);
    this.tell();
  }

  /** What has not been told is forgotten. */
  free() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#again = false;
  }
}
