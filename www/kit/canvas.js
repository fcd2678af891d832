// A canvas that is as sharp as the screen: one of its pixels for each of the device's.

import { h } from './dom.js';
import { pngOf } from './share.js';

export class PictureCanvas {
  /** @type {ResizeObserver} */
  #observer;
  /** @type {IntersectionObserver} */
  #sight;
  /** Whether it is in sight, or nearly; a picture that is not need not be drawn. */
  isInSight = true;
  #listening = new AbortController();

  /**
   * @param {import('./engine.js').Engine} engine
   * @param {() => void} resized called when the canvas has another size and so is empty
   */
  constructor(engine, resized) {
    this.element = h('canvas', { role: 'img' });
    /** What the engine draws on. */
    this.surface = new engine.PictureCanvas(this.element);
    this.#observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const scale = devicePixelRatio;
      const { width, height } = entry.contentRect;
      // The size in device pixels is exact where the browser tells it, and changes when only the zoom does. An emulated
      // screen reports its host's pixels, which are not those drawn on.
      const device = entry.devicePixelContentBoxSize?.[0];
      const isOfThisScreen = device !== undefined && Math.abs(device.inlineSize - width * scale) < 2;
      if (isOfThisScreen) this.surface.resize(device.inlineSize / scale, device.blockSize / scale, scale);
      else this.surface.resize(width, height, scale);
      resized();
    });
    this.#watch();
    const near = (/** @type {IntersectionObserverEntry[]} */ [entry]) => {
      const was = this.isInSight;
      this.isInSight = entry?.isIntersecting ?? true;
      if (this.isInSight && !was) resized();
    };
    this.#sight = new IntersectionObserver(near, { rootMargin: '100px' });
    this.#sight.observe(this.element);
    // A browser short of memory may take a canvas's pixels, and tells when it can be drawn on again.
    const restored = () => {
      this.surface.forget();
      resized();
    };
    const { signal } = this.#listening;
    this.element.addEventListener('contextrestored', restored, { signal });
    // On paper all of a page is in sight.
    let wasInSight = true;
    addEventListener('beforeprint', () => ([wasInSight, this.isInSight] = [this.isInSight, true]), { signal });
    addEventListener('afterprint', () => (this.isInSight = wasInSight), { signal });
  }

  /** Begins to report the size; anew when only the device's pixels change, which not every browser counts as a resizing. */
  #watch() {
    try {
      this.#observer.observe(this.element, { box: 'device-pixel-content-box' });
    } catch {
      this.#observer.observe(this.element);
    }
    const again = () => {
      this.#observer.disconnect();
      this.#watch();
    };
    const { signal } = this.#listening;
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', again, { once: true, signal });
  }

  /**
   * A pointer's place in the picture's own coordinates.
   * @param {PointerEvent | MouseEvent} event
   * @returns {[number, number]}
   */
  place(event) {
    const box = this.element.getBoundingClientRect();
    const [x = 0, y = 0] = this.surface.fromPixels(event.clientX - box.left, event.clientY - box.top);
    return [x, y];
  }

  /**
   * Puts an element that lies over the picture, such as a handle, on a point in the picture's own coordinates.
   * @param {HTMLElement} element
   * @param {number} x
   * @param {number} y
   */
  put(element, x, y) {
    const [left = 0, top = 0] = this.surface.toPixels(x, y);
    element.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
  }

  /** The picture as a PNG. */
  png() {
    return pngOf(this.element);
  }

  /** Stops watching the size and gives the engine's side back. */
  free() {
    this.#listening.abort();
    this.#observer.disconnect();
    this.#sight.disconnect();
    this.surface.free();
  }
}
