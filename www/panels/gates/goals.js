// Questions to try. The engine notices the answers.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

/** @typedef {'make-and' | 'nand-by-sign' | 'or-same-weights' | 'can-it-xor'} Goal */

export class Goals {
  /** Whether the last answer given was wrong. */
  #wrong = false;

  /** @param {import('../gates.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { gates, texts } = panel;
    const goals = /** @type {Goal[]} */ ((panel.choices('goal')).filter((name) => name !== 'none'));
    this.title = h('h2');
    this.buttons = goals.map((goal) => ({ goal, button: h('button', { type: 'button', onclick: () => this.#begin(goal) }) }));
    this.ask = h('p');
    this.yes = h('button', { type: 'button', onclick: () => this.#answer(true) });
    this.no = h('button', { type: 'button', onclick: () => this.#answer(false) });
    this.leave = h('button', { type: 'button', className: 'quiet', onclick: () => this.#begin('none') });
    this.answers = h('div', { className: 'buttons' }, this.yes, this.no);
    this.result = h('p', { className: 'reached' });
    this.asked = h('div', { className: 'asked' }, this.ask, this.answers, this.result, this.leave);
    this.element = h(
      'section',
      { className: 'goals' },
      this.title,
      h('div', { className: 'buttons' }, ...this.buttons.map(({ button }) => button)),
      this.asked,
    );
    texts.bind(() => {
      const { goals, answer } = panel.words;
      setText(this.title, goals.title);
      for (const { goal, button } of this.buttons) setText(button, goals[goal]);
      setText(this.yes, answer.yes);
      setText(this.no, answer.no);
      setText(this.leave, goals.leave);
    });
    this.gates = gates;
  }

  /** @param {string} goal */
  #begin(goal) {
    this.#wrong = false;
    this.panel.act(() => this.gates.begin(goal));
  }

  /** @param {boolean} itCan */
  #answer(itCan) {
    this.#wrong = !this.gates.answer(itCan);
    if (this.#wrong) this.panel.changed();
    else this.panel.reached();
  }

  refresh() {
    const { gates, panel } = this;
    const { ask, reached, answer } = panel.words;
    const goal = /** @type {Goal | 'none'} */ (gates.value('goal'));
    for (const { goal: name, button } of this.buttons) button.setAttribute('aria-pressed', String(name === goal));
    this.asked.hidden = goal === 'none';
    if (goal === 'none') return;
    setText(this.ask, ask[goal]);
    this.answers.hidden = goal !== 'can-it-xor' || gates.goalReached;
    const tryOn = this.#wrong && goal === 'can-it-xor' ? fill(answer.tryOn, { best: gates.best }) : '';
    setText(this.result, gates.goalReached ? reached[goal] : tryOn);
    this.asked.classList.toggle('done', gates.goalReached);
  }
}
