// Questions to try. The engine notices the answers.

import { h, setText } from '../../kit/dom.js';

/** @typedef {'xor-two' | 'circle-one-layer' | 'circle-no-layer' | 'spiral-plain' | 'overfit'} Goal */

export class NetworkGoals {
  /** @param {import('../network.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const goals = /** @type {Goal[]} */ (panel.choices('goal').filter((name) => name !== 'none'));
    const begin = (/** @type {string} */ goal) => panel.act(() => panel.net.begin(goal));
    this.title = h('h2');
    this.buttons = goals.map((goal) => ({ goal, button: h('button', { type: 'button', onclick: () => begin(goal) }) }));
    this.ask = h('p');
    this.result = h('p', { className: 'reached' });
    this.leave = h('button', { type: 'button', className: 'quiet', onclick: () => begin('none') });
    this.asked = h('div', { className: 'asked' }, this.ask, this.result, this.leave);
    this.element = h('section', { className: 'goals' }, this.title, h('div', { className: 'buttons' }, ...this.buttons.map(({ button }) => button)), this.asked);
    panel.texts.bind(() => {
      const { goals } = panel.words;
      setText(this.title, goals.title);
      for (const { goal, button } of this.buttons) setText(button, goals[goal]);
      setText(this.leave, goals.leave);
    });
  }

  refresh() {
    const { net, words } = this.panel;
    const goal = /** @type {Goal | 'none'} */ (net.value('goal'));
    for (const { goal: name, button } of this.buttons) button.setAttribute('aria-pressed', String(name === goal));
    this.asked.hidden = goal === 'none';
    if (goal === 'none') return;
    setText(this.ask, words.ask[goal]);
    setText(this.result, net.goalReached ? words.reached[goal] : '');
    this.asked.classList.toggle('done', net.goalReached);
  }
}
