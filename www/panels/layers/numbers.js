// The numbers behind the picture, worked out; a table of shapes, costs or moments, with a picture of the recurrent cell; the
// summary as Keras prints it.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { ReportTable } from './report.js';

export class Numbers {
  /** The state that the unrolled cell is drawn for; none when it has to be drawn anew whatever it is. */
  #drawn = '';

  /** @param {import('../layers.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.lines = h('ul', { className: 'lines' });
    this.hint = h('p', { className: 'hint' });
    this.table = new ReportTable(panel);
    this.unrolled = new PictureCanvas(panel.engine, () => {
      this.#drawn = '';
      panel.repaint();
    });
    this.unrolledHint = h('p', { className: 'hint' });
    this.unrolledPart = h('div', { className: 'unrolled' }, this.unrolled.element, this.unrolledHint);
    this.scroll = h('div', { className: 'scroll', role: 'region', tabIndex: 0 }, this.table.element);
    this.summaryTitle = h('h2');
    this.summary = h('pre', { className: 'summary', tabIndex: 0, role: 'region' });
    this.summaryPart = h('div', { className: 'whole' }, this.summaryTitle, this.summary);
    this.element = h(
      'section',
      { className: 'numbers' },
      h('div', { className: 'worked' }, this.title, this.lines, this.hint),
      h('div', { className: 'worked' }, this.unrolledPart, this.scroll),
      this.summaryPart,
    );
  }

  refresh() {
    const { model, shown, words } = this.panel;
    const { title, hint, table } = words.numbers[shown];
    setText(this.title, title);
    setText(this.hint, hint);
    const { worked } = model;
    while (this.lines.childElementCount < worked.length) this.lines.append(h('li'));
    while (this.lines.childElementCount > worked.length) this.lines.lastElementChild?.remove();
    worked.forEach((text, i) => setText(/** @type {Element} */ (this.lines.children[i]), text));
    this.table.title(table);
    this.table.show(model.table);
    this.scroll.setAttribute('aria-label', table);
    this.#unroll();
    const isDense = shown === 'dense';
    this.summaryPart.hidden = !isDense;
    if (!isDense) return;
    setText(this.summaryTitle, words.summary);
    this.summary.setAttribute('aria-label', words.summary);
    setText(this.summary, model.summary);
  }

  #unroll() {
    const { model, shown, words } = this.panel;
    this.unrolledPart.hidden = shown !== 'recurrent';
    if (this.unrolledPart.hidden) return;
    setText(this.unrolledHint, words.unrolled);
    this.unrolled.element.setAttribute('aria-label', `${words.numbers.recurrent.table}. ${words.unrolled}`);
    const state = `?${model.link()}`;
    if (state === this.#drawn || !this.unrolled.isInSight) return;
    model.drawUnrolled(this.unrolled.surface);
    this.#drawn = state;
  }

  recolor() {
    this.unrolled.surface.setColors(this.panel.stage.colors());
    this.#drawn = '';
  }

  free() {
    this.unrolled.free();
  }
}
