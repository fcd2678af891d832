// What came of it: predictions against the truth, the line beside the best one, and the model as Keras prints it.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';

/** The lines compared: the one shown, that of least squares, the law. */
const LINES = /** @type {const} */ (['shown', 'best', 'law']);
const MODELS = /** @type {const} */ (['first', 'second']);

export class Results {
  /** @param {import('../regression.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { engine, texts } = panel;
    this.canvas = new PictureCanvas(engine, () => panel.repaint());
    this.title = h('h2');
    this.sentence = h('p', { className: 'sentence' });
    this.heads = LINES.map((name) => ({ name, cell: h('th', { scope: 'col' }) }));
    this.measures = engine.Regression.measures().map((name) => {
      const head = h('th', { scope: 'row' });
      const cells = LINES.map(() => h('td'));
      return { name, head, cells, element: h('tr', {}, head, ...cells) };
    });
    this.table = h(
      'table',
      { className: 'measures' },
      h('thead', {}, h('tr', {}, h('td'), ...this.heads.map(({ cell }) => cell))),
      h('tbody', {}, ...this.measures.map(({ element }) => element)),
    );
    this.element = h(
      'section',
      { className: 'outcome' },
      this.title,
      h('div', { className: 'pair' }, h('div', { className: 'figure-part' }, h('div', { className: 'plot square' }, this.canvas.element), this.sentence), this.table),
    );
    this.modelTitle = h('summary');
    this.models = MODELS.map((name, i) => ({
      name,
      title: h('h3'),
      print: h('pre', { tabIndex: 0 }, engine.Regression.summary(i === 1)),
      note: h('p', { className: 'hint' }),
    }));
    this.model = h(
      'details',
      { className: 'fold' },
      this.modelTitle,
      ...this.models.flatMap(({ title, print, note }) => [title, print, note]),
    );
    texts.bind(() => {
      const { results, settings, models, modelNote } = panel.words;
      setText(this.title, results.title);
      for (const { name, cell } of this.heads) setText(cell, results[name]);
      for (const { name, head } of this.measures) setText(head, results.measures[/** @type {'w'} */ (name)]);
      setText(this.modelTitle, settings.model);
      for (const { name, title, print, note } of this.models) {
        setText(title, models[name]);
        setText(note, modelNote[name]);
        print.setAttribute('aria-label', models[name]);
      }
    });
  }

  refresh() {
    const { lab, words, pictureNames } = this.panel;
    if (this.panel.shows(this.canvas)) lab.drawAgreement(this.canvas.surface, pictureNames);
    const text = (lab.sizes[2] ?? 0) > 0 ? words.results.sentence : words.results.noTest;
    setText(this.sentence, text);
    this.canvas.element.setAttribute('aria-label', text);
    for (const { name, cells } of this.measures) {
      cells.forEach((cell, line) => setText(cell, lab.measure(name, line) ?? '–'));
    }
    const lawless = lab.isOwn;
    for (const cell of [this.heads[2]?.cell, ...this.measures.map(({ cells }) => cells[2])]) if (cell) cell.hidden = lawless;
  }
}
