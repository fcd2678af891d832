// Where the rows come from and how they are parted: the lab's law, or rows of the learner's own.

import { csvBytes, csvProblem } from '../../kit/csv.js';
import { h, setText } from '../../kit/dom.js';
import { saveFile } from '../../kit/share.js';
import { fill } from '../../kit/texts.js';

/** Usual values of the numbers, for the buttons beside their boxes; any other value can be typed. */
const LAW = {
  n: ['10', '20', '50', '100', '200', '500', '1000', '10000', '100000'],
  slope: ['-2', '-1', '0', '0.5', '1', '1.726', '2', '3'],
  intercept: ['-2', '-1', '-0.84', '0', '1', '2'],
  noise: ['0', '0.1', '0.2', '0.5', '1', '2'],
  growth: ['0', '0.1', '0.2', '0.3333', '0.5', '1'],
  low: ['-10', '-5', '-2', '-1', '0'],
  high: ['1', '2', '5', '10'],
  seed: Array.from({ length: 101 }, (_, seed) => String(seed)),
};
const PARTS = {
  test: ['0', '0.1', '0.2', '0.3', '0.5'],
  validation: ['0', '0.1', '0.2', '0.3', '0.5'],
  'split-seed': Array.from({ length: 101 }, (_, seed) => String(seed)),
};

export class RowsPanel {
  /** @param {import('../regression.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { lab, texts } = panel;
    const steppers = (/** @type {Record<string, string[]>} */ usual) =>
      new Map(Object.entries(usual).map(([name, values]) => [name, panel.stepper(name, values)]));
    this.law = steppers(LAW);
    this.parts = steppers(PARTS);
    this.split = panel.pick('split');
    this.title = h('summary');
    this.lawNote = h('p', { className: 'hint' });
    this.ownTitle = h('summary');
    this.hint = h('p', { className: 'hint' });
    this.tooLong = h('p', { className: 'problem' });
    this.file = h('input', { type: 'file', accept: '.csv,.txt,text/csv', hidden: true, onchange: () => void this.#load() });
    const button = (/** @type {() => void} */ act) => h('button', { type: 'button', className: 'quiet', onclick: act });
    this.load = button(() => this.file.click());
    this.save = button(() => saveFile('regression.csv', new Blob([lab.csv()], { type: 'text/csv' })));
    this.pasted = h('textarea', { rows: 4, spellcheck: false, placeholder: 'x,y\n1,2.1\n2,3.9' });
    this.pasteLabel = h('span');
    this.take = button(() => this.#take(new TextEncoder().encode(this.pasted.value)));
    this.place = button(() => this.#place(!panel.scatter.placing));
    this.clear = button(() => {
      panel.act(() => lab.clearRows());
      this.#place(true);
    });
    this.lab = button(() => {
      panel.act(() => lab.useLab());
      this.#place(false);
    });
    this.how = h('p', { className: 'hint' });
    this.settings = h(
      'details',
      { className: 'fold', ontoggle: () => panel.repaint() },
      this.title,
      this.lawNote,
      h(
        'div',
        { className: 'columns' },
        h('div', {}, ...[...this.law.values()].map(({ element }) => element)),
        h('div', {}, ...[...this.parts.values()].map(({ element }) => element), this.split.element),
      ),
    );
    this.element = h(
      'div',
      { className: 'folds' },
      this.settings,
      h(
        'details',
        { className: 'fold' },
        this.ownTitle,
        this.hint,
        h('div', { className: 'buttons' }, this.place, this.clear, this.load, this.save, this.lab, this.file),
        this.how,
        h('label', { className: 'paste' }, this.pasteLabel, this.pasted),
        h('div', { className: 'buttons' }, this.take),
      ),
      this.tooLong,
    );
    texts.bind(() => {
      const { settings, own, names, splits } = panel.words;
      setText(this.title, settings.data);
      setText(this.ownTitle, settings.own);
      this.split.relabel(names.split, splits);
      const labels = { hint: own.hint, load: own.load, save: own.save, take: own.take, place: own.place, clear: own.clear, lab: own.lab, how: own.how };
      for (const [key, text] of Object.entries(labels)) setText(this[/** @type {'load'} */ (key)], text);
      setText(this.pasteLabel, own.paste);
      setText(this.tooLong, own.tooLong);
    });
  }

  /** @param {boolean} on */
  #place(on) {
    const { panel } = this;
    panel.scatter.placing = on;
    // The lab's rows can't be changed one by one: they make way.
    if (on && !panel.lab.isOwn) panel.act(() => panel.lab.clearRows());
    panel.repaint();
  }

  async #load() {
    const file = this.file.files?.[0];
    this.file.value = '';
    if (file) this.#take(await csvBytes(file, this.panel.engine));
  }

  /** @param {Uint8Array} bytes */
  #take(bytes) {
    const { panel } = this;
    const { notice, voice } = panel.stage;
    const problem = panel.act(() => panel.lab.readCsv(bytes));
    if (problem) {
      notice.show(csvProblem(panel.texts, problem));
      return;
    }
    notice.show(() => []);
    panel.scatter.placing = false;
    voice.say(fill(panel.words.own.loaded, { count: panel.lab.sizes[0] ?? 0 }));
  }

  refresh() {
    const { lab, scatter } = this.panel;
    this.lab.hidden = !lab.isOwn;
    this.place.setAttribute('aria-pressed', String(scatter.placing));
    this.how.hidden = !scatter.placing;
    this.tooLong.hidden = lab.fitsLink;
    if (this.settings.open) this.#refreshSettings();
  }

  #refreshSettings() {
    const { lab } = this.panel;
    for (const stepper of [...this.law.values(), ...this.parts.values()]) stepper.refresh();
    this.split.refresh(lab.value('split'));
    const own = lab.isOwn;
    const logistic = this.panel.isLogistic;
    for (const [name, { element }] of this.law) element.hidden = own || (logistic && name !== 'n' && name !== 'seed');
    setText(this.lawNote, logistic ? this.panel.words.exam : this.panel.words.law);
    this.lawNote.hidden = own;
    /** @type {import('../../kit/stepper.js').Stepper} */ (this.parts.get('split-seed')).element.hidden = lab.value('split') === 'order';
  }
}
