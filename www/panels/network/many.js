// Many runs at once: each as a small picture of its plane, beside how far they lie apart. A sweep shows that alone.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';
import { TileGrid } from '../../kit/tile-grid.js';

export class Many {
  /** @param {import('../network.js').NetworkPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.grid = new TileGrid(plate, 'runs', {
      title: () => plate.words.own.many.title,
      waiting: (place) => fill(plate.words.own.many.waiting, { seed: place + 1 }),
      open: (place) => plate.act(() => plate.command(['open-run', place])),
    });
    this.spread = plate.picture('spread');
    this.element = h('div', { className: 'runs' }, this.grid.element, this.spread.element);
    /** From an opened run back to all of them. */
    this.back = h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.set('view', 'many')) });
    plate.texts.bind(() => setText(this.back, plate.words.own.many.back));
  }

  recolor() {
    this.grid.recolor();
  }

  /**
   * @param {import('../network.js').NetworkShown} shown
   * @param {import('../../../pkg/perceptron-playground.js').View} view
   */
  paint({ mode, many, back }, { values }) {
    this.element.hidden = many === null;
    this.back.hidden = !back;
    if (many === null) return;
    this.grid.element.hidden = mode !== 'many';
    const { words } = this.plate;
    const tiles = many.runs.map(({ state, text }) => ({ state, text: words.sentence(text) }));
    const stamp = [many.epoch, ...Object.values(values).map(({ value }) => value)].join();
    this.grid.paint(tiles, many.drawn, stamp, -1);
  }
}
