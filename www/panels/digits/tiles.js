// Small images as buttons, cut from a raster that has them below each other.

import { h, setText } from '../../kit/dom.js';
import { placeByArrow } from '../../kit/grid-keys.js';
import { drawSquare } from '../../kit/raster.js';

export class Tiles {
  /** @type {{ button: HTMLButtonElement, canvas: HTMLCanvasElement, text: HTMLElement }[]} */
  #tiles = [];

  /**
   * @param {import('../digits.js').DigitsPlate} plate
   * @param {string} name the raster's
   * @param {(nth: number) => void} choose
   */
  constructor(plate, name, choose) {
    this.raster = plate.raster(name);
    this.raster.isWanted = false;
    this.choose = choose;
    this.element = h('div', { className: 'small-images', role: 'group', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const buttons = this.#tiles.map(({ button }) => button);
    const to = placeByArrow(this.element, buttons, event);
    if (to !== undefined) buttons[to]?.focus();
  }

  /** @param {number} nth */
  #make(nth) {
    const canvas = h('canvas', { width: 1, height: 1, 'aria-hidden': 'true' });
    const text = h('span');
    const button = h('button', { type: 'button', onclick: () => this.choose(nth) }, canvas, text);
    this.element.append(button);
    return { button, canvas, text };
  }

  /**
   * @param {{ text: string, label: string }[]} images
   * @param {number} chosen the one that is looked at; −1 for none
   */
  refresh(images, chosen) {
    while (this.#tiles.length > images.length) this.#tiles.pop()?.button.remove();
    while (this.#tiles.length < images.length) this.#tiles.push(this.#make(this.#tiles.length));
    // The raster is painted after the texts; what is cut from it is of this frame.
    this.raster.paint();
    images.forEach(({ text, label }, nth) => {
      const tile = this.#tiles[nth];
      if (!tile) return;
      setText(tile.text, text);
      tile.button.setAttribute('aria-label', label);
      tile.button.title = label;
      if (chosen >= 0) tile.button.setAttribute('aria-pressed', String(nth === chosen));
      tile.button.tabIndex = nth === Math.max(chosen, 0) ? 0 : -1;
      drawSquare(tile.canvas, this.raster.element, nth);
    });
  }
}
