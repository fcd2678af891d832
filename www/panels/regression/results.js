// What came of it: predictions against the truth, the line beside the best one, and the model as Keras prints it.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

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
      return { name, head, cells, element: h('tr', { className: name }, head, ...cells) };
    });
    this.table = h(
      'table',
      { className: 'measures' },
      h('thead', {}, h('tr', {}, h('td'), ...this.heads.map(({ cell }) => cell))),
      h('tbody', {}, ...this.measures.map(({ element }) => element)),
    );
    this.plot = h('div', { className: 'plot square' }, this.canvas.element);
    this.confusion = new ConfusionTable(panel);
    this.element = h(
      'section',
      { className: 'outcome' },
      this.title,
      h('div', { className: 'pair' }, h('div', { className: 'figure-part' }, this.plot, this.confusion.element, this.sentence), this.table),
    );
    this.modelTitle = h('summary');
    this.models = MODELS.map((name, i) => ({
      name,
      title: h('h3'),
      print: h('pre', { tabIndex: 0 }, i === 1 ? engine.Regression.secondSummary() : ''),
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
        if (name === 'second') setText(note, modelNote.second);
        print.setAttribute('aria-label', models[name]);
      }
    });
  }

  draw() {
    const { lab, pictureNames, isLogistic } = this.panel;
    if (!isLogistic && this.panel.shows(this.canvas)) lab.drawAgreement(this.canvas.surface, pictureNames);
  }

  refresh() {
    const { lab, words } = this.panel;
    const { isLogistic, isStraight } = this.panel;
    this.plot.hidden = isLogistic;
    this.confusion.refresh();
    this.#refreshModel(isStraight);
    const [, , rows = 0] = lab.sizes;
    const said = isLogistic ? fill(words.results.accuracy, { right: this.confusion.right, rows }) : words.results.sentence;
    const text = rows > 0 ? said : words.results.noTest;
    setText(this.heads[1]?.cell ?? this.title, isLogistic ? words.results.leastEntropy : words.results.best);
    setText(this.sentence, text);
    this.canvas.element.setAttribute('aria-label', text);
    for (const { name, cells, element } of this.measures) {
      element.hidden = !lab.hasMeasure(name);
      cells.forEach((cell, line) => setText(cell, lab.measure(name, line) ?? '–'));
    }
    const lawless = lab.isOwn;
    for (const cell of [this.heads[2]?.cell, ...this.measures.map(({ cells }) => cells[2])]) if (cell) cell.hidden = lawless;
  }

  /** @param {boolean} isStraight */
  #refreshModel(isStraight) {
    const { lab, words } = this.panel;
    const [first] = this.models;
    const weights = isStraight ? 1 : Number(lab.value('degree'));
    if (!first) return;
    setText(first.print, lab.summary);
    setText(first.note, isStraight ? words.modelNote.first : fill(words.modelNote.powers, { weights, all: weights + 1 }));
  }
}

/** Test rows by their label and by the prediction. */
class ConfusionTable {
  /** How many of them are predicted right. */
  right = 0;

  /** @param {import('../regression.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.caption = h('caption');
    this.columns = [0, 1].map(() => h('th', { scope: 'col' }));
    this.rows = [0, 1].map(() => ({ head: h('th', { scope: 'row' }), cells: [h('td'), h('td')] }));
    this.element = h(
      'table',
      { className: 'measures-of-labels' },
      this.caption,
      h('thead', {}, h('tr', {}, h('td'), ...this.columns)),
      h('tbody', {}, ...this.rows.map(({ head, cells }) => h('tr', {}, head, ...cells))),
    );
  }

  refresh() {
    const { lab, words, isLogistic } = this.panel;
    this.element.hidden = !isLogistic;
    if (!isLogistic) return;
    const { confusion, confusionRows, confusionColumns } = words.results;
    setText(this.caption, fill(confusion, { rows: lab.sizes[2] ?? 0 }));
    const columnHeads = Object.values(confusionColumns);
    const rowHeads = Object.values(confusionRows);
    this.columns.forEach((cell, i) => setText(cell, columnHeads[i] ?? ''));
    const counts = [...lab.confusion];
    this.right = counts[4] ?? 0;
    this.rows.forEach(({ head, cells }, row) => {
      setText(head, rowHeads[row] ?? '');
      cells.forEach((cell, column) => setText(cell, String(counts[2 * row + column] ?? 0)));
    });
  }
}
