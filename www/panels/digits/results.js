// How the run goes: accuracy by epoch, the confusion matrix of the held-out digits, and the pictures behind each of its cells.

import { PictureCanvas } from '../../kit/canvas.js';
import { Choice } from '../../kit/choice.js';
import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

const DIGITS = 10;

export class Results {
  #accuracy = true;
  /** What the pictures show at present, so that they are made anew only for others. */
  #shown = '';

  /** @param {import('../digits.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.canvas = new PictureCanvas(panel.engine, () => panel.repaint());
    this.what = new Choice('curve', ['accuracy', 'loss'], (what) => {
      this.#accuracy = what === 'accuracy';
      panel.repaint();
    });
    this.keys = [h('span'), h('span')];
    this.key = h(
      'p',
      { className: 'chart-key' },
      ...this.keys.map((text, at) => h('span', {}, h('span', { className: `stroke ${at === 0 ? '' : 'dashed'}`, 'aria-hidden': 'true' }), text)),
    );
    this.caption = h('caption');
    this.heads = Array.from({ length: DIGITS }, () => h('th', { scope: 'col' }));
    this.rows = Array.from({ length: DIGITS }, (_, label) => {
      const cells = Array.from({ length: DIGITS }, (_, answer) => h('td', { onclick: () => this.#choose(label, answer) }));
      const head = h('th', { scope: 'row' });
      return { head, cells, element: h('tr', {}, head, ...cells) };
    });
    this.matrix = h(
      'table',
      { className: 'matrix' },
      this.caption,
      h('thead', {}, h('tr', {}, h('td'), ...this.heads)),
      h('tbody', {}, ...this.rows.map(({ element }) => element)),
    );
    this.cellSelect = h('select', { id: 'cell-pick', onchange: () => panel.change(() => panel.set('cell', this.cellSelect.value)) });
    this.cellLabel = h('label', { htmlFor: 'cell-pick' });
    this.pictures = h('div', { className: 'held' });
    this.picturesHint = h('p', { className: 'hint' });
    this.element = h(
      'section',
      { className: 'digits-results' },
      h('div', { className: 'results-head' }, this.title, this.what.element),
      h('div', { className: 'chart' }, this.canvas.element),
      this.key,
      h(
        'div',
        { className: 'digits-mistakes' },
        this.matrix,
        h('div', { className: 'cell-part' }, h('div', { className: 'pick cell' }, this.cellLabel, this.cellSelect), this.picturesHint, this.pictures),
      ),
    );
    panel.texts.bind(() => {
      const { results } = panel.words;
      setText(this.title, results.title);
      this.what.relabel(results.show, { loss: results.loss, accuracy: results.accuracy });
      [results.held, results.training].forEach((name, at) => setText(this.keys[at] ?? this.key, name));
      setText(this.caption, results.matrix);
      setText(this.cellLabel, panel.words.names.cell);
      this.#shown = '';
    });
  }

  recolor() {
    this.#shown = '';
  }

  /**
   * @param {number} label
   * @param {number} answer
   */
  #choose(label, answer) {
    const { panel } = this;
    if (answer < panel.classes) panel.change(() => panel.set('cell', String(1 + label * DIGITS + answer)));
  }

  /** @param {number} place */
  #name(place) {
    return this.panel.isFive ? this.panel.words.five[/** @type {0} */ (place)] : String(place);
  }

  /** @param {string} sentence */
  refresh(sentence) {
    const { panel } = this;
    const { model, words, classes } = panel;
    const { results } = words;
    const what = this.#accuracy ? results.accuracy : results.loss;
    model.drawChart(this.canvas.surface, [results.epoch, this.#accuracy ? '' : what, '', '', results.baseline], this.#accuracy);
    this.canvas.element.setAttribute('aria-label', fill(results.chart, { what, sentence }));
    this.what.refresh(this.#accuracy ? 'accuracy' : 'loss');
    const counts = model.confusion;
    const chosen = Number(model.value('cell')) - 1;
    this.matrix.classList.toggle('two', classes === 2);
    this.heads.forEach((head, answer) => {
      head.hidden = answer >= classes;
      if (!head.hidden) setText(head, this.#name(answer));
    });
    this.rows.forEach(({ head, cells, element }, label) => {
      element.hidden = label >= classes;
      if (element.hidden) return;
      setText(head, this.#name(label));
      cells.forEach((cell, answer) => {
        cell.hidden = answer >= classes;
        const count = counts[label * classes + answer] ?? 0;
        setText(cell, counts.length === 0 ? '' : String(count));
        cell.className = count === 0 ? 'none' : label === answer ? 'right' : 'wrong';
        cell.classList.toggle('chosen', label * DIGITS + answer === chosen);
      });
    });
    if (!panel.isPlaying) this.#refreshPictures(counts, chosen);
  }

  /**
   * @param {Uint32Array} counts
   * @param {number} chosen
   */
  #refreshPictures(counts, chosen) {
    const { model, words, classes } = this.panel;
    const { results } = words;
    const [label, answer] = [Math.floor(chosen / DIGITS), chosen % DIGITS];
    const isCell = chosen >= 0 && label < classes && answer < classes;
    const places = isCell ? [...model.picturesOf(label, answer)] : [];
    const shown = `${classes} ${[...counts]} ${chosen} ${places.map((place) => model.certaintyOf(place))}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    // The mistakes first, the most frequent ones on top.
    const cells = [...counts].flatMap((count, at) => (count > 0 ? [{ count, label: Math.floor(at / classes), answer: at % classes }] : []));
    cells.sort((a, b) => Number(a.label === a.answer) - Number(b.label === b.answer) || b.count - a.count);
    const options = cells.map(({ label, answer, count }) => {
      const text = fill(label === answer ? results.pairRight : results.pair, { label: this.#name(label), answer: this.#name(answer), count });
      return h('option', { value: String(1 + label * DIGITS + answer) }, text);
    });
    this.cellSelect.replaceChildren(h('option', { value: '0' }, results.none), ...options);
    const isListed = options.some(({ value }) => value === String(chosen + 1));
    if (isCell && !isListed) {
      const text = fill(results.pair, { label: this.#name(label), answer: this.#name(answer), count: 0 });
      this.cellSelect.append(h('option', { value: String(chosen + 1) }, text));
    }
    this.cellSelect.value = isCell ? String(chosen + 1) : '0';
    this.cellSelect.disabled = counts.length === 0;
    const total = isCell ? counts[label * classes + answer] ?? 0 : 0;
    const hint = !isCell ? results.choose : total === 0 ? results.nothing : total > places.length ? results.first : results.click;
    setText(this.picturesHint, fill(hint, { count: places.length }));
    this.pictures.replaceChildren(...places.map((place) => this.#picture(place, label, answer)));
  }

  /**
   * @param {number} place
   * @param {number} label
   * @param {number} answer
   */
  #picture(place, label, answer) {
    const { panel } = this;
    const canvas = h('canvas', { 'aria-hidden': 'true' });
    panel.model.paintHeld(place, canvas, this.canvas.surface);
    const sure = panel.model.certaintyOf(place);
    const name = fill(panel.words.results.picture, { label: this.#name(label), answer: this.#name(answer), number: place + 1 });
    const act = () => {
      panel.act(() => panel.model.putHeld(place));
      panel.say();
    };
    return h('button', { type: 'button', onclick: act }, canvas, h('span', { className: 'unseen' }, `${name}, `), h('span', {}, sure));
  }

  free() {
    this.canvas.free();
  }
}
