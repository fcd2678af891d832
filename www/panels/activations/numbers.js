// The numbers behind the picture, worked out.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

/** A list whose lines are kept and only written anew. */
class Lines {
  constructor() {
    this.element = h('ul', { className: 'lines' });
  }

  /** @param {string[]} texts */
  show(texts) {
    const { element } = this;
    while (element.childElementCount < texts.length) element.append(h('li'));
    while (element.childElementCount > texts.length) element.lastElementChild?.remove();
    texts.forEach((text, i) => setText(/** @type {Element} */ (element.children[i]), text));
  }
}

export class Numbers {
  /** @param {import('../activations.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.lines = new Lines();
    this.formulas = h('p', { className: 'hint' });
    this.secondTitle = h('h2');
    this.second = new Lines();
    this.hint = h('p', { className: 'hint' });
    this.element = h(
      'section',
      { className: 'numbers' },
      this.title,
      this.formulas,
      this.lines.element,
      this.secondTitle,
      this.second.element,
      this.hint,
    );
  }

  refresh() {
    const { shown, words } = this.panel;
    const isBatch = shown === 'batch';
    this.element.hidden = isBatch;
    if (isBatch) return;
    const { title, second, hint } = words.numbers[shown];
    setText(this.title, title);
    setText(this.secondTitle, second);
    setText(this.hint, hint);
    setText(this.formulas, '');
    this[shown]();
  }

  curve() {
    const { model, words } = this.panel;
    const formulas = /** @type {Record<string, string>} */ (words.formulas);
    setText(this.formulas, formulas[model.value('function')] ?? '');
    this.lines.show(model.worked);
    const { here, none, best } = words.power;
    const layers = model.value('layers');
    const { power } = model;
    this.second.show([
      power === undefined ? none : fill(here, { layers, power }),
      fill(best, { layers, power: model.bestPower }),
    ]);
  }

  steep() {
    const { model, words } = this.panel;
    const [gap = '', slope = '', area] = model.steepWorked;
    this.lines.show([gap]);
    const { slopeAt, areaOf } = words.steep;
    this.second.show(area === undefined ? [fill(slopeAt, { slope })] : [fill(slopeAt, { slope }), fill(areaOf, { area })]);
  }

  depth() {
    const { model } = this.panel;
    this.lines.show(model.stackWorked);
    this.second.show(model.oneLayerWorked);
  }
}
