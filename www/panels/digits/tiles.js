// Images of 8 × 8 cells as buttons, cut from a raster that has them below each other.

import { h, setText } from '../../kit/dom.js';

const SIDE = 8;

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

  /**
   * Arrow keys go from image to image, so that all of them are one stop of the Tab key.
   * @param {KeyboardEvent} event
   */
  #key(event) {
    const columns = getComputedStyle(this.element).gridTemplateColumns.split(' ').length;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    const at = this.#tiles.findIndex(({ button }) => button === event.target);
    const to = step === undefined || at < 0 ? undefined : this.#tiles[at + step];
    if (!to) return;
    event.preventDefault();
    to.button.focus();
  }

  /** @param {number} nth */
  #make(nth) {
    const canvas = h('canvas', { width: SIDE, height: SIDE, 'aria-hidden': 'true' });
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
      const context = tile.canvas.getContext('2d');
      const isThere = this.raster.element.width >= SIDE && this.raster.element.height >= SIDE * (nth + 1);
      if (isThere) context?.drawImage(this.raster.element, 0, SIDE * nth, SIDE, SIDE, 0, 0, SIDE, SIDE);
    });
  }
}
