// What Keras prints of the dense network.

import { h, setText } from '../../kit/dom.js';

export class Summary {
  constructor() {
    this.label = h('p', { className: 'caption' }, 'model.summary()');
    this.text = h('pre', { className: 'summary', tabIndex: 0, role: 'region', 'aria-label': 'model.summary()' });
    this.element = h('div', { className: 'summary-place' }, this.label, this.text);
    this.element.hidden = true;
  }

  /** @param {import('../layers.js').LayersShown} shown */
  refresh({ summary }) {
    this.element.hidden = summary === null;
    setText(this.text, summary ?? '');
  }
}
