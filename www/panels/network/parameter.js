// A weight or bias in a box, with keys that move it by steps, and a check box that freezes it.

import { h } from '../../kit/dom.js';

export class Parameter {
  index = -1;
  #typing = false;
  #changing = false;

  /**
   * @param {import('../network.js').default} panel
   * @param {Element} problem where it is said what is wrong with a text
   * @param {(problem: string) => void} say
   */
  constructor(panel, problem, say) {
    this.panel = panel;
    this.say = say;
    this.box = h('input', {
      type: 'text',
      className: 'box',
      inputMode: 'decimal',
      autocomplete: 'off',
      spellcheck: false,
      role: 'spinbutton',
      'aria-describedby': problem.id,
      oninput: () => (this.#typing = true),
      onchange: () => this.take(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      onkeyup: () => (this.#changing = false),
    });
    this.freeze = h('input', { type: 'checkbox', onchange: () => panel.act(() => panel.net.setFrozen(this.index, this.freeze.checked)) });
  }

  /** Takes what has been typed, if anything. Says whether that was a number that serves. */
  take() {
    if (!this.#typing) return true;
    this.#typing = false;
    const { panel } = this;
    const taken = panel.act(() => panel.net.setParameter(this.index, this.box.value));
    this.say(taken ? '' : panel.words.inspector.wrong);
    this.box.setAttribute('aria-invalid', String(!taken));
    return taken;
  }

  /** Forgets what has been typed. */
  forget() {
    this.#typing = false;
    this.say('');
    this.box.setAttribute('aria-invalid', 'false');
  }

  /** @param {number} tenths */
  step(tenths) {
    const { panel } = this;
    if (!this.#changing) panel.begin();
    this.forget();
    panel.change(() => panel.net.nudge(this.index, tenths));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const tenths = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (tenths === undefined) return;
    event.preventDefault();
    this.step(event.shiftKey ? tenths / 10 : tenths);
    this.#changing = true;
  }

  /**
   * @param {number} index among the network's parameters
   * @param {{ name: string, freeze: string }} labels
   */
  refresh(index, labels) {
    const { net } = this.panel;
    if (index !== this.index) this.forget();
    this.index = index;
    const text = net.parameterText(index);
    if (!this.#typing && this.box.value !== text) this.box.value = text;
    this.box.setAttribute('aria-label', labels.name);
    this.box.setAttribute('aria-valuenow', String(net.parameter(index)));
    this.box.setAttribute('aria-valuetext', text);
    this.freeze.checked = net.isFrozen(index);
    this.freeze.setAttribute('aria-label', labels.freeze);
  }
}
