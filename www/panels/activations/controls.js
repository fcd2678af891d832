// What can be set in each part: sliders, the value of the step at 0, the seed of the batch.

import { h, setText } from '../../kit/dom.js';

/** The sliders of each part, with how far a step of theirs goes. */
const SLIDERS = /** @type {const} */ ({
  curve: [['a', 0.01], ['leak', 0.01], ['layers', 1]],
  steep: [['k', 0.1], ['window', 0.01]],
  batch: [['mean', 0.01], ['spread', 0.01], ['leak', 0.01]],
  depth: [['w1', 0.01], ['b1', 0.01], ['w2', 0.01], ['b2', 0.01], ['w3', 0.01], ['b3', 0.01], ['x', 0.01]],
});

export class Controls {
  /** @param {import('../activations.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const all = new Map(Object.values(SLIDERS).flat().map(([name, step]) => [String(name), Number(step)]));
    this.sliders = [...all].map(([name, step]) => ({ name, slider: panel.slider(name, step) }));
    this.tie = panel.choice('tie');
    this.between = panel.choice('between');
    const { min, max } = panel.limits('seed');
    this.seed = h('input', {
      type: 'number',
      className: 'box',
      min: String(min),
      max: String(max),
      step: '1',
      onchange: () => this.#setSeed(this.seed.value),
    });
    this.seedLabel = h('span');
    this.next = h('button', { type: 'button', onclick: () => this.#setSeed(String((Number(panel.model.value('seed')) % max) + 1)) });
    this.batch = h('div', { className: 'seed' }, h('label', {}, this.seedLabel, ' ', this.seed), this.next);
    this.element = h(
      'div',
      { className: 'controls' },
      this.between.element,
      ...this.sliders.map(({ slider }) => slider.element),
      this.tie.element,
      this.batch,
    );
    panel.texts.bind(() => {
      const { names, ties, functions, nextSeed } = panel.words;
      this.tie.relabel(names.tie, ties);
      this.between.relabel(names.between, functions);
      setText(this.seedLabel, names.seed);
      setText(this.next, nextSeed);
    });
  }

  /** @param {string} text */
  #setSeed(text) {
    const { panel } = this;
    const problem = panel.act(() => panel.set('seed', text));
    if (problem) panel.stage.notice.showProblems([problem], (field) => panel.label(field));
  }

  refresh() {
    const { model, shown } = this.panel;
    const function_ = model.value('function');
    const isShown = (/** @type {string} */ name) =>
      SLIDERS[shown].some(([other]) => other === name) && (name !== 'leak' || function_ === 'leaky-relu');
    for (const { name, slider } of this.sliders) {
      slider.element.hidden = !isShown(name);
      if (isShown(name)) slider.refresh();
    }
    this.tie.element.hidden = shown === 'depth' || (shown !== 'steep' && function_ !== 'step');
    this.tie.refresh(model.value('tie'));
    this.between.element.hidden = shown !== 'depth';
    this.between.refresh(model.value('between'));
    this.batch.hidden = shown !== 'batch';
    const root = this.element.getRootNode();
    if (!(root instanceof ShadowRoot && root.activeElement === this.seed)) this.seed.value = model.value('seed');
  }
}
