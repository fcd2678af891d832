// What is fitted: a line, a curve or a probability, with its equation, its losses and the sliders of its first weight and bias.

import { h, setText } from '../../kit/dom.js';

export class Fitted {
  /** @param {import('../regression.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.task = panel.choice('task');
    this.equation = h('p', { className: 'formula rule' });
    this.note = h('p', { className: 'hint' });
    this.losses = h('dl', { className: 'losses' });
    this.degree = panel.stepper('degree', ['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    this.trained = panel.choice('loss');
    this.threshold = panel.slider('threshold');
    this.sliders = [panel.slider('w'), panel.slider('b')];
    this.newStart = h('button', { type: 'button', className: 'quiet', onclick: () => panel.act(() => panel.lab.drawStart()) });
    /** Beside the picture, from top to bottom; the task stands above both. */
    this.elements = [
      this.equation,
      this.note,
      this.losses,
      this.degree.element,
      this.trained.element,
      this.threshold.element,
      ...this.sliders.map(({ element }) => element),
      h('p', { className: 'presets' }, this.newStart),
    ];
    panel.texts.bind(() => {
      const { names, tasks, trained, newStart } = panel.words;
      setText(this.newStart, newStart);
      this.task.relabel(names.task, tasks);
      this.trained.relabel(names.loss, trained);
    });
  }

  refresh() {
    const { lab, words, isLogistic, isStraight } = this.panel;
    this.task.refresh(lab.value('task'));
    this.trained.refresh(lab.value('loss'));
    this.degree.refresh();
    this.threshold.refresh();
    this.degree.element.hidden = isLogistic;
    this.trained.element.hidden = this.threshold.element.hidden = !isLogistic;
    for (const slider of this.sliders) {
      slider.element.hidden = !isStraight;
      slider.refresh();
    }
    this.panel.bowl.element.hidden = !isStraight;
    this.note.hidden = isStraight && !isLogistic;
    setText(this.note, isLogistic ? words.oddsNote : words.degreeNote);
    setText(this.equation, lab.equation);
    this.#refreshLosses(words.losses);
  }

  /** @param {import('../../texts/regression.en.js').RegressionTexts['losses']} words */
  #refreshLosses({ eye, now, least, entropy, squared, leastEntropy }) {
    const { lab, isLogistic } = this.panel;
    const pairs = isLogistic
      ? [
          [entropy, lab.number('entropy')],
          [leastEntropy, lab.number('least')],
          [squared, lab.number('squared')],
        ]
      : [
          [lab.byHand ? eye : now, lab.number('loss')],
          [least, lab.number('least')],
        ];
    while (this.losses.childElementCount > 2 * pairs.length) this.losses.lastElementChild?.remove();
    while (this.losses.childElementCount < 2 * pairs.length) this.losses.append(h('dt'), h('dd'));
    pairs.forEach(([name, number], i) => {
      const [term, value] = [this.losses.children[2 * i], this.losses.children[2 * i + 1]];
      if (term) setText(term, name ?? '');
      if (value) setText(value, number ?? '–');
    });
  }
}
