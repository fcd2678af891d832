// A hundred seeds: each network that has learned as a small picture of its output over the plane. Any of them can be opened.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';
import { TileGrid } from '../../kit/tile-grid.js';

export class Seeds {
  /** @param {import('../xor.js').XorPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.grid = new TileGrid(plate, 'tiles', {
      title: () => plate.words.own.seeds.title,
      waiting: (place) => fill(plate.words.own.seeds.waiting, { seed: place + 1 }),
      open: (place) => plate.act(() => plate.command(['open-seed', place])),
    });
    this.element = this.grid.element;
    /** From an opened seed back to all of them. */
    this.back = h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.set('part', 'seeds')) });
    plate.texts.bind(() => setText(this.back, plate.words.own.seeds.back));
  }

  recolor() {
    this.grid.recolor();
  }

  /**
   * @param {import('../xor.js').XorShown} shown
   * @param {import('../../../pkg/perceptron-playground.js').View} view
   */
  refresh({ part, seeds, seeds_in_all: count }, { values, coach }) {
    this.element.hidden = part !== 'seeds';
    // Where the seeds are what it is about, the way back to them is at hand.
    this.back.hidden = part !== 'learn' || values['tried']?.value === '0' || coach.question === 'learn-it';
    this.plate.element.classList.toggle('of-many', !this.back.hidden);
    if (this.element.hidden) return;
    const words = this.plate.words.own.seeds;
    const tiles = seeds.map(({ solved, right }, place) => {
      const text = solved === null ? words.stuck : words.solved;
      return { state: solved === null ? 'stuck' : 'solved', text: fill(text, { seed: place + 1, epoch: solved ?? '', right }) };
    });
    const recipe = `${values['activation']?.value} ${values['rate']?.value}`;
    this.grid.paint(tiles, count, recipe, Number(values['seed']?.value) - 1);
  }
}
