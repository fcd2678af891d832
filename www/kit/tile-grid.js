// Many runs: each as a small picture of its output over the plane. Any of them can be opened.

import { h } from './dom.js';
import { placeByArrow } from './grid-keys.js';
import { drawSquare } from './raster.js';

/**
 * One of the runs that are there.
 * @typedef {{ state: string, text: string }} Tile `state` is its class: `solved`, `stuck`, or something else
 */
/**
 * @typedef {object} Hands
 * @property {() => string} title what they are
 * @property {(place: number) => string} waiting what is said of one that is not there yet
 * @property {(place: number) => void} open
 */

export class TileGrid {
  /** How many pictures are drawn, and of what. */
  #drawn = 0;
  #stamp = '';
  /** @type {{ canvas: HTMLCanvasElement, button: HTMLButtonElement }[]} */
  #tiles = [];

  /**
   * @param {import('./plate.js').AnyPlate} plate
   * @param {string} raster the pixels of all small pictures, squares one below the other
   * @param {Hands} hands
   */
  constructor(plate, raster, hands) {
    this.plate = plate;
    this.hands = hands;
    this.sheet = plate.raster(raster);
    this.sheet.isWanted = false;
    this.element = h('div', { className: 'tile-grid', role: 'group', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
    plate.texts.bind(() => this.element.setAttribute('aria-label', hands.title()));
  }

  /** @param {number} place */
  #make(place) {
    const canvas = h('canvas', { width: 1, height: 1, 'aria-hidden': 'true' });
    const button = h('button', { type: 'button', className: 'tile', tabIndex: place === 0 ? 0 : -1, onclick: () => this.#open(place) }, canvas);
    this.element.append(button);
    return { canvas, button };
  }

  /** @param {number} place */
  #open(place) {
    this.#tab(place);
    if (place < this.#drawn) this.hands.open(place);
  }

  /** @param {number} place */
  #tab(place) {
    this.#tiles.forEach(({ button }, at) => (button.tabIndex = at === place ? 0 : -1));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const buttons = this.#tiles.map(({ button }) => button);
    const to = placeByArrow(this.element, buttons, event);
    if (to === undefined) return;
    this.#tab(to);
    buttons[to]?.focus();
  }

  /** The colours have changed. */
  recolor() {
    this.#stamp = '';
  }

  /**
   * Draws the pictures that are new: all of them when `stamp` is another one.
   * @param {Tile[]} tiles those that are there
   * @param {number} count how many there will be
   * @param {string} stamp
   * @param {number} chosen the place of the one that is open
   */
  paint(tiles, count, stamp, chosen) {
    while (this.#tiles.length < count) this.#tiles.push(this.#make(this.#tiles.length));
    for (const { button } of this.#tiles.splice(count)) button.remove();
    const told = `${this.plate.texts.language} ${stamp}`;
    if (told !== this.#stamp || tiles.length < this.#drawn) {
      [this.#stamp, this.#drawn] = [told, 0];
      for (let place = tiles.length; place < count; place++) this.#clear(place);
    }
    if (this.#drawn < tiles.length) this.plate.panel.paint(this.sheet.name, this.sheet.surface);
    for (; this.#drawn < tiles.length; this.#drawn++) this.#draw(this.#drawn, tiles[this.#drawn]);
    this.#tiles.forEach(({ button }, place) => set(button, 'aria-pressed', String(place === chosen && place < tiles.length)));
  }

  /** @param {number} place */
  #clear(place) {
    const tile = this.#tiles[place];
    if (!tile) return;
    const { waiting } = this.hands;
    tile.canvas.getContext('2d')?.clearRect(0, 0, tile.canvas.width, tile.canvas.height);
    tile.button.className = 'tile waiting';
    tile.button.setAttribute('aria-disabled', 'true');
    tile.button.title = '';
    set(tile.button, 'aria-label', waiting(place));
  }

  /**
   * @param {number} place
   * @param {Tile | undefined} shown
   */
  #draw(place, shown) {
    const tile = this.#tiles[place];
    if (!tile || !shown) return;
    drawSquare(tile.canvas, this.sheet.element, place);
    tile.button.className = `tile ${shown.state}`;
    tile.button.removeAttribute('aria-disabled');
    set(tile.button, 'aria-label', shown.text);
    if (tile.button.title !== shown.text) tile.button.title = shown.text;
  }
}

/** @param {Element} element @param {string} name @param {string} value */
function set(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
