// What can be set of tensors and of dense layers: sliders, and networks to begin with.

import { h, setText } from '../../kit/dom.js';

/** The sliders, all of whole numbers, of the two views. */
const SLIDERS = /** @type {const} */ ({
  tensor: ['rank', 'sample', 'row', 'column', 'channel'],
  dense: ['inputs', 'depth', 'units1', 'units2', 'units3', 'units4'],
});

/** Networks to begin with: the inputs, then each layer's units. */
const NETWORKS = [[1, 1], [3, 2], [2, 2, 1], [64, 32, 10]];

export class Controls {
  /** @param {import('../layers.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.sliders = Object.values(SLIDERS).flat().map((name) => ({ name, slider: panel.slider(name, 1) }));
    this.order = panel.choice('order');
    this.presetLabel = h('span');
    this.presets = h(
      'div',
      { className: 'presets', role: 'group' },
      this.presetLabel,
      ...NETWORKS.map((sizes) => h('button', { type: 'button', className: 'quiet', onclick: () => this.#take(sizes) }, sizes.join(' → '))),
    );
    this.element = h('div', { className: 'controls' }, this.presets, ...this.sliders.map(({ slider }) => slider.element), this.order.element);
    panel.texts.bind(() => {
      const { names, orders, networks } = panel.words;
      this.order.relabel(names.order, orders);
      setText(this.presetLabel, networks);
      this.presets.setAttribute('aria-label', networks);
    });
  }

  /** @param {number[]} sizes */
  #take([inputs = 1, ...units]) {
    const { panel } = this;
    panel.act(() => {
      panel.set('inputs', String(inputs));
      panel.set('depth', String(units.length));
      units.forEach((count, i) => panel.set(`units${i + 1}`, String(count)));
    });
  }

  /** @param {string} name */
  #isShown(name) {
    const { model, shown } = this.panel;
    if (shown !== 'tensor' && shown !== 'dense') return false;
    if (!(/** @type {readonly string[]} */ (SLIDERS[shown])).includes(name)) return false;
    const rank = Number(model.value('rank'));
    const needs = /** @type {Record<string, number>} */ ({ column: 1, row: 2, channel: 3, sample: 4 })[name];
    if (needs !== undefined) return rank >= needs;
    const layer = Number(/^units(\d)$/.exec(name)?.[1] ?? 0);
    return layer <= Number(model.value('depth'));
  }

  refresh() {
    const { model, shown } = this.panel;
    this.element.hidden = shown !== 'tensor' && shown !== 'dense';
    for (const { name, slider } of this.sliders) {
      const isShown = this.#isShown(name);
      slider.element.hidden = !isShown;
      if (isShown) slider.refresh();
    }
    this.presets.hidden = shown !== 'dense';
    this.order.element.hidden = shown !== 'tensor' || Number(model.value('rank')) < 3;
    this.order.refresh(model.value('order'));
  }
}
