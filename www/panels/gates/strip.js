// Same weights, another threshold: a strip of θ in which each interval is a gate.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

export class ThresholdStrip {
  #shown = '';

  /** @param {import('../gates.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.hint = h('p', { className: 'hint' });
    this.strip = h('div', { className: 'strip' });
    this.element = h('section', { className: 'thresholds' }, this.title, this.hint, this.strip);
    panel.texts.bind(() => {
      setText(this.title, panel.words.strip.title);
      this.#shown = '';
    });
  }

  refresh() {
    const { gates, words } = this.panel;
    const { strip } = words;
    const { functions } = this.panel.texts.table;
    const [w1, w2, theta] = [gates.value('w1'), gates.value('w2'), gates.value('theta')];
    const shown = [w1, w2, theta, gates.value('tie')].join();
    if (shown === this.#shown) return;
    this.#shown = shown;
    setText(this.hint, fill(strip.hint, { w1, w2 }));
    const at = Number(theta.replace('−', '-'));
    const intervals = gates.thresholds().map((interval) => {
      const { gate, here, middle, settable, fromText, from, to } = interval;
      interval.free();
      return { gate: functions[/** @type {keyof typeof functions} */ (gate)], here, middle, settable, fromText, from, to };
    });
    // The button that has the focus must not be lost under a finger that holds a key: buttons are kept, texts change.
    while (this.strip.childElementCount > intervals.length) this.strip.lastElementChild?.remove();
    while (this.strip.childElementCount < intervals.length) this.strip.append(this.#button());
    intervals.forEach(({ gate, here, middle, settable, fromText, from, to }, i) => {
      const button = /** @type {HTMLButtonElement} */ (this.strip.children[i]);
      const [name, end, pin] = /** @type {HTMLElement[]} */ ([...button.children]);
      if (!name || !end || !pin) return;
      setText(name, gate);
      // Drawn by the style sheet, for it is a mark on the axis below and no part of the button's name.
      end.dataset['at'] = fromText ?? '';
      button.dataset['theta'] = middle;
      button.disabled = !settable;
      button.setAttribute('aria-pressed', String(here));
      button.setAttribute('aria-label', fill(strip.go, { theta: middle, gate }));
      pin.hidden = !here;
      // Within a bounded interval the pin stands where θ is; in an endless one, in the middle.
      const share = from === undefined || to === undefined ? 0.5 : (at - from) / (to - from);
      pin.style.left = `${(100 * share).toFixed(1)}%`;
    });
  }

  #button() {
    const { panel } = this;
    const button = h(
      'button',
      { type: 'button', onclick: () => panel.act(() => panel.gates.set('theta', button.dataset['theta'] ?? '')?.free()) },
      h('span', { className: 'gate' }),
      h('span', { className: 'end', 'aria-hidden': 'true' }),
      h('span', { className: 'pin', 'aria-hidden': 'true' }),
    );
    return button;
  }
}
