// What there is to learn from, and how fast: counts, spread, seed, learning rate.

import { h, setText } from '../../kit/dom.js';
import { problemText } from '../../kit/notice.js';
import { Stepper } from '../../kit/stepper.js';

/** Usual counts of a class. */
const COUNTS = ['0', '5', '10', '20', '40', '80', '160', '200'];
const FRUIT = ['apples', 'grapes', 'pears'];
const ANIMALS = ['cats', 'dogs'];

export class Data {
  /** @param {import('../classes.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const stepper = (/** @type {string} */ name, /** @type {string[]} */ values) => {
      const control = new Stepper({ name, values, value: () => panel.model.value(name), change: (text) => this.#set(name, text) });
      panel.texts.bind(() => control.relabel(panel.label(name)));
      return { name, control };
    };
    this.steppers = [...FRUIT, ...ANIMALS].map((name) => stepper(name, COUNTS));
    this.seed = stepper('seed', []);
    this.next = h('button', {
      type: 'button',
      onclick: () => panel.act(() => panel.set('seed', String((Number(panel.model.value('seed')) % panel.limits('seed').max) + 1))),
    });
    this.sliders = ['spread', 'rate'].map((name) => panel.slider(name));
    this.title = h('summary');
    this.hint = h('p', { className: 'hint' });
    this.element = h(
      'details',
      { className: 'class-data' },
      this.title,
      h(
        'div',
        { className: 'class-data-body' },
        h('div', {}, ...this.steppers.map(({ control }) => control.element)),
        h('div', {}, ...this.sliders.map(({ element }) => element), h('div', { className: 'seed' }, this.seed.control.element, this.next), this.hint),
      ),
    );
    panel.texts.bind(() => {
      setText(this.title, panel.words.data.title);
      setText(this.hint, panel.words.data.hint);
      setText(this.next, panel.words.data.next);
    });
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  #set(name, text) {
    const { panel } = this;
    const problem = panel.act(() => panel.set(name, text));
    return problem ? problemText(panel.texts, problem, (field) => panel.label(field)) : '';
  }

  refresh() {
    const { shown } = this.panel;
    const animals = shown === 'two' || shown === 'cutoff';
    for (const { name, control } of this.steppers) {
      control.element.hidden = ANIMALS.includes(name) !== animals;
      control.refresh();
    }
    this.seed.control.refresh();
    for (const slider of this.sliders) slider.refresh();
  }
}
