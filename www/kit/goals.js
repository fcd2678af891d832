// Questions to try. The engine notices the answers.

import { h, setText } from './dom.js';

/**
 * @typedef {object} GoalModel
 * @property {(name: string) => string} value
 * @property {(goal: string) => boolean} begin
 * @property {boolean} goalReached
 */

/**
 * @typedef {object} GoalWords
 * @property {{ title: string, leave: string, [goal: string]: string }} goals
 * @property {Record<string, string>} ask
 * @property {Record<string, string>} reached
 */

/**
 * What a panel with questions offers.
 * @typedef {object} GoalPanel
 * @property {GoalModel} model
 * @property {GoalWords} words
 * @property {import('./texts.js').Texts} texts
 * @property {(name: string) => string[]} choices
 * @property {(change: () => void) => void} act
 */

export class Goals {
  /**
   * @param {GoalPanel} panel
   * @param {Node[]} answers what stands between a question and its result
   */
  constructor(panel, ...answers) {
    this.panel = panel;
    const goals = panel.choices('goal').filter((name) => name !== 'none');
    this.title = h('h2');
    this.buttons = goals.map((goal) => ({ goal, button: h('button', { type: 'button', onclick: () => this.begin(goal) }) }));
    this.ask = h('p');
    this.leave = h('button', { type: 'button', className: 'quiet', 'data-field': 'goal', onclick: () => this.begin('none') });
    this.result = h('p', { className: 'reached' });
    this.asked = h('div', { className: 'asked' }, this.ask, h('div', { 'data-answer': '' }, ...answers), this.result, this.leave);
    this.element = h(
      'section',
      { className: 'goals' },
      this.title,
      h('div', { className: 'buttons', 'data-field': 'goal' }, ...this.buttons.map(({ button }) => button)),
      this.asked,
    );
    panel.texts.bind(() => {
      const { goals } = panel.words;
      setText(this.title, goals.title);
      for (const { goal, button } of this.buttons) setText(button, goals[goal] ?? goal);
      setText(this.leave, goals.leave);
    });
  }

  /** @param {string} goal */
  begin(goal) {
    this.panel.act(() => this.panel.model.begin(goal));
  }

  /** The question under way, if any. */
  get goal() {
    const goal = this.panel.model.value('goal');
    return goal === 'none' ? undefined : goal;
  }

  refresh() {
    const { goal } = this;
    const { model, words } = this.panel;
    for (const { goal: name, button } of this.buttons) button.setAttribute('aria-pressed', String(name === goal));
    this.asked.hidden = goal === undefined;
    if (goal === undefined) return;
    setText(this.ask, words.ask[goal] ?? '');
    setText(this.result, model.goalReached ? words.reached[goal] ?? '' : '');
    this.asked.classList.toggle('done', model.goalReached);
  }
}
