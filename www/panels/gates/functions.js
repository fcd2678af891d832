// All sixteen functions of two bits, each as a small square of four points; those that no line can do say so.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';
import { ROWS } from '../../kit/rows.js';

export class Functions {
  /** @param {import('../gates.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { engine, texts } = panel;
    const gates = panel.choices('gate');
    this.summary = h('summary');
    this.hint = h('p', { className: 'hint' });
    this.buttons = gates.map((gate) => {
      const name = h('span', { className: 'gate' });
      const note = h('span', { className: 'note' });
      const outputs = engine.Gates.outputs(gate);
      // Drawn as the plane is: x1 to the right, x2 upwards.
      const cells = [1, 3, 0, 2].map((row) => h('i', { className: outputs[row] === 1 ? 'one' : 'zero' }));
      const square = h('span', { className: 'square', 'aria-hidden': 'true' }, ...cells);
      const button = h('button', { type: 'button', onclick: () => panel.act(() => panel.gates.set('gate', gate)?.free()) }, square, name, ' ', note);
      const column = ROWS.map((_, row) => outputs[row]).join(' ');
      return { gate, button, name, note, column, separable: engine.Gates.separable(gate) };
    });
    const count = this.buttons.filter(({ separable }) => separable).length;
    this.element = h(
      'details',
      { className: 'functions' },
      this.summary,
      this.hint,
      h('div', { className: 'grid' }, ...this.buttons.map(({ button }) => button)),
    );
    texts.bind(() => {
      const { all } = panel.words;
      const { functions } = texts.table;
      setText(this.summary, all.title);
      setText(this.hint, fill(all.hint, { count }));
      for (const { gate, button, name, note, column, separable } of this.buttons) {
        const text = functions[/** @type {keyof typeof functions} */ (gate)];
        setText(name, text);
        setText(note, separable ? '' : all.noLine);
        button.setAttribute('aria-label', `${text}${separable ? '' : ` ${all.noLine}`}: ${column}`);
      }
    });
  }

  refresh() {
    const chosen = this.panel.gates.value('gate');
    for (const { gate, button } of this.buttons) button.setAttribute('aria-pressed', String(gate === chosen));
  }
}
