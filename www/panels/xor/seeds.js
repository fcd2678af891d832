// A hundred seeds: each network that has learned as a small picture of its output over the plane. Any of them can be opened.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

/** How many there are, and how many pixels a small picture has along each side. */
const [COUNT, SIDE] = [100, 24];

export class Seeds {
  /** How many pictures are drawn, and for what. */
  #drawn = 0;
  #recipe = '';
  #language = '';

  /** @param {import('../xor.js').XorPlate} plate */
  constructor(plate) {
    this.plate = plate;
    /** All small pictures, one below the other. */
    this.sheet = plate.raster('tiles');
    this.sheet.isWanted = false;
    this.tiles = Array.from({ length: COUNT }, (_, place) => {
      const canvas = h('canvas', { width: SIDE, height: SIDE, 'aria-hidden': 'true' });
      const button = h('button', { type: 'button', className: 'tile', tabIndex: place === 0 ? 0 : -1, onclick: () => this.#open(place) }, canvas);
      return { canvas, button };
    });
    this.element = h('div', { className: 'tiles', role: 'group', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) }, ...this.tiles.map(({ button }) => button));
    /** From an opened seed back to all of them. */
    this.back = h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.set('part', 'seeds')) });
    plate.texts.bind(() => {
      this.element.setAttribute('aria-label', plate.words.own.seeds.title);
      setText(this.back, plate.words.own.seeds.back);
    });
  }

  /** @param {number} place */
  #open(place) {
    const { plate } = this;
    this.#tab(place);
    if (place < plate.own.seeds.length) plate.act(() => plate.command(['open-seed', place]));
  }

  /** @param {number} place */
  #tab(place) {
    this.tiles.forEach(({ button }, at) => (button.tabIndex = at === place ? 0 : -1));
  }

  /**
   * Arrow keys go from picture to picture, so that all of them are one stop of the Tab key.
   * @param {KeyboardEvent} event
   */
  #key(event) {
    const columns = getComputedStyle(this.element).gridTemplateColumns.split(' ').length;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    const at = this.tiles.findIndex(({ button }) => button === event.target);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const to = Math.min(Math.max(at + step, 0), COUNT - 1);
    this.#tab(to);
    this.tiles[to]?.button.focus();
  }

  recolor() {
    this.#drawn = 0;
  }

  /**
   * @param {import('../xor.js').XorShown} shown
   * @param {import('../../../pkg/perceptron-playground.js').View} view
   */
  refresh({ part, seeds }, { values, coach }) {
    this.element.hidden = part !== 'seeds';
    // Where the seeds are what it is about, the way back to them is at hand.
    this.back.hidden = part !== 'learn' || values['tried']?.value === '0' || coach.question === 'learn-it';
    this.plate.element.classList.toggle('of-many', !this.back.hidden);
    if (this.element.hidden) return;
    const recipe = `${values['activation']?.value} ${values['rate']?.value}`;
    const { language } = this.plate.texts;
    if (recipe !== this.#recipe || language !== this.#language || seeds.length < this.#drawn || this.#drawn === 0) {
      [this.#recipe, this.#language, this.#drawn] = [recipe, language, 0];
      this.tiles.forEach((_, place) => this.#clear(place));
    }
    if (this.#drawn < seeds.length) this.plate.panel.paint(this.sheet.name, this.sheet.surface);
    for (; this.#drawn < seeds.length; this.#drawn++) this.#draw(this.#drawn, seeds[this.#drawn]);
    const open = Number(values['seed']?.value) - 1;
    this.tiles.forEach(({ button }, place) => button.setAttribute('aria-pressed', String(place === open && place < seeds.length)));
  }

  /** @param {number} place */
  #clear(place) {
    const tile = this.tiles[place];
    if (!tile) return;
    tile.canvas.getContext('2d')?.clearRect(0, 0, SIDE, SIDE);
    tile.button.className = 'tile waiting';
    tile.button.setAttribute('aria-disabled', 'true');
    tile.button.title = '';
    tile.button.setAttribute('aria-label', fill(this.plate.words.own.seeds.waiting, { seed: place + 1 }));
  }

  /**
   * @param {number} place
   * @param {import('../../../pkg/perceptron-playground.js').XorSeed | undefined} seed
   */
  #draw(place, seed) {
    const tile = this.tiles[place];
    if (!tile || !seed) return;
    const { plate } = this;
    const { seeds } = plate.words.own;
    const context = tile.canvas.getContext('2d');
    context?.drawImage(this.sheet.element, 0, place * SIDE, SIDE, SIDE, 0, 0, SIDE, SIDE);
    tile.button.className = `tile ${seed.solved === null ? 'stuck' : 'solved'}`;
    tile.button.removeAttribute('aria-disabled');
    const label = fill(seed.solved === null ? seeds.stuck : seeds.solved, { seed: place + 1, epoch: seed.solved ?? '', right: seed.right });
    tile.button.setAttribute('aria-label', label);
    tile.button.title = label;
  }
}
