// A canvas that is as sharp as the screen: one of its pixels for each of the device's.

import { h } from './dom.js';

/**
 * Called with a size in CSS pixels and the device pixels to each; also with a size of zero.
 * @typedef {(width: number, height: number, scale: number) => void} Resized
 */

export class PictureCanvas {
  /** @type {ResizeObserver} */
  #observer;

  /** @param {Resized} resized */
  constructor(resized) {
    this.element = h('canvas', { role: 'img' });
    this.#observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const scale = devicePixelRatio;
      // The size in device pixels is exact where the browser tells it; it also changes when only the zoom does.
      const device = entry.devicePixelContentBoxSize?.[0];
      if (device) resized(device.inlineSize / scale, device.blockSize / scale, scale);
      else resized(entry.contentRect.width, entry.contentRect.height, scale);
    });
    try {
      this.#observer.observe(this.element, { box: 'device-pixel-content-box' });
    } catch {
      this.#observer.observe(this.element);
    }
  }

  /** Stops watching the size. */
  free() {
    this.#observer.disconnect();
  }
}
