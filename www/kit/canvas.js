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
      const { width, height } = entry.contentRect;
      // The size in device pixels is exact where the browser tells it, and changes when only the zoom does. An emulated
      // screen reports its host's pixels, which are not those drawn on.
      const device = entry.devicePixelContentBoxSize?.[0];
      const isOfThisScreen = device !== undefined && Math.abs(device.inlineSize - width * scale) < 2;
      if (isOfThisScreen) resized(device.inlineSize / scale, device.blockSize / scale, scale);
      else resized(width, height, scale);
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
