// The point that is tried, as numbers, and what each view lets the reader turn.

import { h } from '../../kit/dom.js';

/** The controls that belong to one view alone. */
const OWN = /** @type {const} */ ({ compare: ['truth', 'shift'], order: ['numbering'], unknown: ['none', 'confidence'], two: [], cutoff: ['cutoff'] });

export class Probe {
  /** @param {import('../classes.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.sliders = ['x1', 'x2', 'shift', 'confidence', 'cutoff'].map((name) => ({ name, control: panel.slider(name) }));
    this.choices = /** @type {const} */ (['truth', 'numbering', 'none']).map((name) => ({ name, control: panel.choice(name) }));
    const element = (/** @type {string} */ name) => {
      const { control } = /** @type {{ control: { element: HTMLElement } }} */ ([...this.sliders, ...this.choices].find((each) => each.name === name));
      return control.element;
    };
    this.own = Object.entries(OWN).flatMap(([part, names]) => names.map((name) => ({ part, element: element(name) })));
    this.element = h(
      'section',
      { className: 'probe-controls' },
      h('div', {}, element('x1'), element('x2')),
      h('div', {}, ...this.own.map(({ element }) => element)),
    );
    panel.texts.bind(() => {
      const { names, cells, numberings, switches } = panel.words;
      const labels = { truth: cells, numbering: numberings, none: switches };
      for (const { name, control } of this.choices) control.relabel(names[name], labels[name]);
    });
  }

  refresh() {
    const { shown, model } = this.panel;
    for (const { part, element } of this.own) element.hidden = part !== shown;
    for (const { control } of this.sliders) control.refresh();
    for (const { name, control } of this.choices) control.refresh(model.value(name));
  }
}
