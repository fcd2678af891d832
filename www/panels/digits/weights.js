// The weights of the first layer as pictures: what each node looks for in the 64 cells.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';
import { cellTable } from './cells.js';

const CELLS = 64;

export class WeightsView {
  /** @type {{ canvas: HTMLCanvasElement, button: HTMLButtonElement }[]} */
  #tiles = [];

  /** @param {import('../digits.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.hint = h('p', { className: 'hint' });
    this.grid = h('div', { className: 'weight-tiles', role: 'group', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) });
    this.sumTitle = h('h3');
    this.sum = h('p', { className: 'formula' });
    this.weights = cellTable();
    this.products = cellTable();
    this.tables = h('div', { className: 'weight-tables' }, this.weights.element, this.products.element);
    this.numbersTitle = h('summary');
    this.element = h(
      'section',
      { className: 'weights-part' },
      this.title,
      this.hint,
      this.grid,
      this.sumTitle,
      this.sum,
      h('details', { className: 'fold' }, this.numbersTitle, this.tables),
    );
    panel.texts.bind(() => {
      const { weights } = panel.words;
      setText(this.title, weights.title);
      setText(this.numbersTitle, weights.numbers);
      setText(this.weights.caption, weights.weights);
      setText(this.products.caption, weights.products);
      this.grid.setAttribute('aria-label', weights.title);
      this.#tiles = [];
    });
  }

  /** @param {number} node */
  #choose(node) {
    this.panel.change(() => this.panel.set('node', String(node + 1)));
  }

  /**
   * Arrow keys go from node to node, so that all of them are one stop of the Tab key.
   * @param {KeyboardEvent} event
   */
  #key(event) {
    const columns = getComputedStyle(this.grid).gridTemplateColumns.split(' ').length;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    const at = this.#tiles.findIndex(({ button }) => button === event.target);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    const to = Math.min(Math.max(at + step, 0), this.#tiles.length - 1);
    this.#choose(to);
    this.#tiles[to]?.button.focus();
  }

  /** @param {number} count */
  #make(count) {
    const { words, isFive, hasHidden } = this.panel;
    const { weights } = words;
    this.#tiles = Array.from({ length: count }, (_, node) => {
      const canvas = h('canvas', { 'aria-hidden': 'true' });
      const label = fill(hasHidden ? weights.hidden : isFive ? weights.five : weights.digit, { node: hasHidden ? node + 1 : node });
      const button = h('button', { type: 'button', 'aria-label': label, onclick: () => this.#choose(node) }, canvas, h('span', { 'aria-hidden': 'true' }, hasHidden ? String(node + 1) : isFive ? 'y' : String(node)));
      return { canvas, button };
    });
    this.grid.replaceChildren(...this.#tiles.map(({ button }) => button));
  }

  /** @param {import('../../kit/canvas.js').PictureCanvas} colors a canvas that has the page's colours */
  refresh(colors) {
    const { model, words, isFive, hasHidden } = this.panel;
    const count = model.sizes[1] ?? 0;
    if (this.#tiles.length !== count || this.grid.dataset['kind'] !== `${isFive} ${hasHidden}`) this.#make(count);
    this.grid.dataset['kind'] = `${isFive} ${hasHidden}`;
    setText(this.hint, hasHidden ? words.weights.hiddenHint : words.weights.hint);
    const node = Math.min(Number(model.value('node')), count) - 1;
    this.#tiles.forEach(({ canvas, button }, at) => {
      model.paintWeights(at, canvas, colors.surface);
      button.setAttribute('aria-pressed', String(at === node));
      button.tabIndex = at === node ? 0 : -1;
    });
    if (this.panel.isPlaying) return;
    const [text = '', ...numbers] = model.node(node);
    setText(this.sumTitle, this.#tiles[node]?.button.getAttribute('aria-label') ?? '');
    setText(this.sum, text);
    this.weights.cells.forEach((cell, at) => setText(cell, numbers[at] ?? ''));
    this.products.cells.forEach((cell, at) => setText(cell, numbers[CELLS + at] ?? ''));
  }
}
