// From step to sigmoid: the steeper the curve, the smaller its slope where the sums are; a step has none.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { rowPoint } from '../../kit/rows.js';

export class Slope {
  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.canvas = new PictureCanvas(panel.engine, () => panel.repaint());
    this.title = h('h2');
    this.text = h('p', { className: 'hint' });
    this.steepness = panel.slider('steepness');
    this.legend = h('ul', { className: 'legend' });
    this.values = h('ul', { className: 'slopes' });
    this.label = h('p', { className: 'hint' });
    this.element = h(
      'section',
      { className: 'slope' },
      this.title,
      this.text,
      h('div', { className: 'picture' }, this.canvas.element),
      h('div', {}, this.steepness.element, this.label, this.values, this.legend),
    );
    panel.texts.bind(() => {
      const { title, text, label, curve, slope } = panel.words.slope;
      setText(this.title, title);
      setText(this.text, text);
      setText(this.label, label);
      const key = (/** @type {string} */ name) => h('span', { className: `key ${name}-key`, 'aria-hidden': 'true' });
      this.legend.replaceChildren(h('li', {}, key('curve'), curve), h('li', {}, key('slope'), slope));
    });
  }

  recolor() {
    this.canvas.surface.setColors(this.panel.stage.colors());
  }

  refresh() {
    const { xor, shown, words } = this.panel;
    this.element.hidden = shown !== 'learn';
    if (this.element.hidden) return;
    this.steepness.refresh();
    xor.drawSlope(this.canvas.surface);
    const slopes = xor.slopes();
    while (this.values.childElementCount < slopes.length) this.values.append(h('li'));
    slopes.forEach((slope, row) => setText(/** @type {Element} */ (this.values.children[row]), `${rowPoint(row)}  ${slope}`));
    this.canvas.element.setAttribute('aria-label', `${words.slope.title}: ${words.slope.label} ${slopes.join(', ')}`);
  }

  free() {
    this.canvas.free();
  }
}
