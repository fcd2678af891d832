// The panel's questions. One of them is answered by yes or no.

import { h, setText } from '../../kit/dom.js';
import { Goals as Questions } from '../../kit/goals.js';
import { fill } from '../../kit/texts.js';

/** @typedef {'make-and' | 'nand-by-sign' | 'or-same-weights' | 'can-it-xor'} Goal */

export class Goals extends Questions {
  /** Whether the last answer given was wrong. */
  #wrong = false;

  /** @param {import('../gates.js').default} panel */
  constructor(panel) {
    const yes = h('button', { type: 'button', onclick: () => this.#answer(true) });
    const no = h('button', { type: 'button', onclick: () => this.#answer(false) });
    const answers = h('div', { className: 'buttons' }, yes, no);
    super(panel, answers);
    this.answers = answers;
    this.gatesPanel = panel;
    panel.texts.bind(() => {
      setText(yes, panel.words.answer.yes);
      setText(no, panel.words.answer.no);
    });
  }

  /**
   * @param {string} goal
   * @override
   */
  begin(goal) {
    this.#wrong = false;
    super.begin(goal);
  }

  /** @param {boolean} itCan */
  #answer(itCan) {
    this.#wrong = !this.gatesPanel.gates.answer(itCan);
    if (this.#wrong) this.gatesPanel.changed();
    else this.gatesPanel.reached();
  }

  /** @override */
  refresh() {
    super.refresh();
    const { gates, words } = this.gatesPanel;
    const asksForAnswer = this.goal === 'can-it-xor' && !gates.goalReached;
    this.answers.hidden = !asksForAnswer;
    if (asksForAnswer && this.#wrong) setText(this.result, fill(words.answer.tryOn, { best: gates.best }));
  }
}
