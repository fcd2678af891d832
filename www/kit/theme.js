// Colours go from CSS to the pictures. The figure's style sheet names eight custom properties; here the browser resolves
// them, whatever form they are written in, to the numbers that the engine takes.

import { h } from './dom.js';

/** The properties in the order that `PictureCanvas.setColors` takes them. */
const NAMES = ['paper', 'ink', 'muted', 'grid', 'one', 'zero', 'wrong', 'accent'];

/** One pixel that turns any CSS colour into three bytes. */
let pixel = /** @type {CanvasRenderingContext2D | null} */ (null);

/**
 * @param {string} color any CSS colour
 * @returns {number} 0xRRGGBB
 */
function toNumber(color) {
  pixel ??= h('canvas', { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  if (!pixel) return 0;
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
  return (red << 16) | (green << 8) | blue;
}

export class Theme {
  /** @type {HTMLElement[]} */
  #probes;

  /** @param {() => void} changed called when the theme has changed */
  constructor(changed) {
    // Each probe takes one colour. A transition of next to no length on them reports every change of theme, whatever
    // caused it: the system, the page's colour scheme, a class or a custom property. Before its end the colours are mixed.
    this.#probes = NAMES.map((name) => h('span', { className: 'probe', style: `color: var(--${name})` }));
    this.element = h('div', { className: 'probes', 'aria-hidden': 'true', ontransitionend: changed }, ...this.#probes);
  }

  /**
   * Takes the colours that the figure has on paper, or those of the screen again. Neither is mixed on the way.
   * @param {boolean} on
   */
  turnToPaper(on) {
    this.element.classList.toggle('paper', on);
  }

  /** The colours in force, for `PictureCanvas.setColors`. */
  colors() {
    return Uint32Array.from(this.#probes, (probe) => toNumber(getComputedStyle(probe).color));
  }
}
