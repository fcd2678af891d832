// The model as Keras prints it, beside the course's second one.

import { h, setText } from '../../kit/dom.js';

export class KerasModel {
  /** @param {import('../regression.js').RegressionPlate} plate */
  constructor(plate) {
    this.plate = plate;
    const part = () => ({ title: h('h3'), print: h('pre', { tabIndex: 0 }), note: h('p', { className: 'hint' }) });
    this.first = part();
    this.second = part();
    this.elements = [this.first, this.second].flatMap(({ title, print, note }) => [title, print, note]);
    plate.texts.bind(() => {
      const { models } = plate.words.own;
      for (const [{ title, print }, text] of /** @type {const} */ ([[this.first, models.first], [this.second, models.second]])) {
        setText(title, text);
        print.setAttribute('aria-label', text);
      }
      setText(this.second.note, models.wide);
    });
  }

  /** @param {import('../regression.js').RegressionShown} own */
  refresh({ summary, second_summary, has_surface, is_logistic }) {
    const { models } = this.plate.words.own;
    setText(this.first.print, summary);
    setText(this.second.print, second_summary);
    setText(this.first.note, has_surface || is_logistic ? models.line : models.powers);
  }
}
