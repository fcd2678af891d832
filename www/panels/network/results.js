// How the run goes: the chart of its losses, what it tells apart and what it confuses.

import { PictureCanvas } from '../../kit/canvas.js';
import { Choice } from '../../kit/choice.js';
import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

export class Results {
  #accuracy = false;
  #logarithmic = false;

  /** @param {import('../network.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.canvas = new PictureCanvas(panel.engine, () => panel.repaint());
    this.what = new Choice('curve', ['loss', 'accuracy'], (what) => {
      this.#accuracy = what === 'accuracy';
      panel.repaint();
    });
    this.logInput = h('input', {
      type: 'checkbox',
      onchange: () => {
        this.#logarithmic = this.logInput.checked;
        panel.repaint();
      },
    });
    this.logText = h('span');
    this.log = h('label', { className: 'check' }, this.logInput, this.logText);
    this.forget = h('button', { type: 'button', className: 'quiet', onclick: () => panel.change(() => panel.net.forgetKept()) });
    this.tables = [new Confusion(), new Confusion()];
    this.element = h(
      'section',
      { className: 'results' },
      h('div', { className: 'results-head' }, this.title, this.what.element, this.log, this.forget),
      h('div', { className: 'results-body' }, h('div', { className: 'chart' }, this.canvas.element), h('div', { className: 'confusions' }, ...this.tables.map(({ element }) => element))),
    );
    panel.texts.bind(() => {
      const { results } = panel.words;
      setText(this.title, results.title);
      this.what.relabel(results.show, { loss: results.loss, accuracy: results.accuracy });
      setText(this.logText, results.log);
    });
  }

  /** @param {string} sentence */
  refresh(sentence) {
    const { net, words } = this.panel;
    const { results } = words;
    const what = this.#accuracy ? results.accuracy : results.loss;
    net.drawChart(this.canvas.surface, [results.epoch, what, results.training, results.validation, results.test], this.#accuracy, this.#logarithmic && !this.#accuracy);
    this.canvas.element.setAttribute('aria-label', fill(results.chart, { what, sentence }));
    this.what.refresh(this.#accuracy ? 'accuracy' : 'loss');
    this.log.hidden = this.#accuracy;
    this.forget.hidden = net.kept === 0;
    setText(this.forget, fill(results.forget, { count: net.kept }));
    const counts = net.confusion;
    this.tables.forEach((table, at) => table.refresh([...counts.slice(4 * at, 4 * at + 4)], results, at === 0 ? results.training : results.test));
  }

  free() {
    this.canvas.free();
  }
}

/** What is taken for what. */
class Confusion {
  constructor() {
    this.caption = h('caption');
    this.heads = [0, 1].map(() => h('th', { scope: 'col' }));
    this.rows = [0, 1].map(() => ({ head: h('th', { scope: 'row' }), cells: [h('td'), h('td')] }));
    this.element = h(
      'table',
      { className: 'confusion' },
      this.caption,
      h('thead', {}, h('tr', {}, h('td'), ...this.heads)),
      h('tbody', {}, ...this.rows.map(({ head, cells }) => h('tr', {}, head, ...cells))),
    );
  }

  /**
   * @param {number[]} counts label 0 taken for 0 and for 1, label 1 taken for 0 and for 1
   * @param {import('../../texts/network.en.js').NetworkTexts['results']} words
   * @param {string} part
   */
  refresh(counts, words, part) {
    this.element.hidden = counts.length < 4;
    setText(this.caption, fill(words.confusion, { part }));
    this.heads.forEach((head, label) => setText(head, fill(words.predicted, { label })));
    this.rows.forEach(({ head, cells }, label) => {
      setText(head, fill(words.label, { label }));
      cells.forEach((cell, taken) => {
        setText(cell, String(counts[2 * label + taken] ?? ''));
        cell.className = label === taken ? 'right' : 'wrong';
      });
    });
  }
}
