// What the network says to the pad: a row for each digit with its sum, its power of e and its output, or the one sigmoid.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

const DIGITS = 10;
/** The columns behind the digit's name. */
const COLUMNS = /** @type {const} */ (['sum', 'power', 'share']);

export class AnswerView {
  /** @param {import('../digits.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.said = h('p', { className: 'sentence said' });
    this.heads = ['name', ...COLUMNS].map((name) => ({ name, cell: h('th', { scope: 'col' }) }));
    this.rows = Array.from({ length: DIGITS }, () => {
      const bar = h('span', { className: 'bar' });
      const share = h('span', { className: 'share' });
      const row = { name: h('th', { scope: 'row' }), sum: h('td'), power: h('td'), share, bar };
      return { ...row, element: h('tr', {}, row.name, row.sum, row.power, h('td', { className: 'barred' }, h('span', { className: 'track' }, bar), share)) };
    });
    this.table = h(
      'table',
      { className: 'answers' },
      h('thead', {}, h('tr', {}, ...this.heads.map(({ cell }) => cell))),
      h('tbody', {}, ...this.rows.map(({ element }) => element)),
    );
    this.hint = h('p', { className: 'hint' });
    this.remarks = h('div', { className: 'remarks' });
    this.element = h('section', { className: 'answer-part' }, this.title, this.said, this.table, this.hint, this.remarks);
    panel.texts.bind(() => setText(this.title, panel.words.answer.title));
  }

  /** What it says, in a sentence. */
  get sentence() {
    const { model, words, isFive } = this.panel;
    const [decided = '', sure = ''] = model.decided;
    const name = isFive ? words.five[/** @type {'0'} */ (decided)] : decided;
    return fill(words.answer.says, { name, sure });
  }

  #remarks() {
    const { model, words, isFive } = this.panel;
    const { remarks } = words;
    const [epochs = 0, , batches = 0] = model.epochs;
    const lines = [];
    if (model.hasData && epochs + batches === 0) lines.push(remarks.untrained);
    if (model.blackPixels === 0) lines.push(remarks.blank);
    if (model.hasOneClass) lines.push(isFive ? remarks.oneAnswer : remarks.oneClass);
    const lessons = model.value('lessons');
    if (lessons !== 'digits') lines.push(remarks[/** @type {'shuffled' | 'constant'} */ (lessons)]);
    return lines;
  }

  refresh() {
    const { model, words, isFive } = this.panel;
    const { answer } = words;
    setText(this.said, this.sentence);
    const columns = isFive ? answer.sigmoid : answer.softmax;
    for (const { name, cell } of this.heads) setText(cell, columns[/** @type {'name'} */ (name)]);
    setText(this.hint, isFive ? answer.sigmoidHint : answer.softmaxHint);
    const texts = model.answer;
    const decided = Number(model.decided[0]);
    this.rows.forEach(({ name, sum, power, share, bar, element }, at) => {
      element.hidden = 4 * at >= texts.length;
      const [z = '', e = '', part = '', length = '0'] = texts.slice(4 * at, 4 * at + 4);
      setText(name, isFive ? words.five[1] : String(at));
      setText(sum, z);
      setText(power, e);
      setText(share, part);
      bar.style.width = length;
      element.classList.toggle('chosen', !isFive && at === decided);
    });
    const remarks = this.#remarks();
    if (remarks.join('') !== this.remarks.textContent) this.remarks.replaceChildren(...remarks.map((line) => h('p', {}, line)));
  }
}
