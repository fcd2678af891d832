// The weights of the network that learns, each in a box: who changes one begins a new run from there.

import { h, setText } from '../../kit/dom.js';
import { plainProblem, problemText } from '../../kit/notice.js';
import { fill } from '../../kit/texts.js';

const UNITS = ['h1', 'h2', 'y'];
const PARAMETERS = ['w1', 'w2', 'b'];

export class Weights {
  /** The box whose text is not taken over yet. @type {HTMLInputElement | undefined} */
  #typing;
  /** Whether a key is held down: all its changes are one to undo. */
  #changing = false;

  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.title = h('h2');
    this.hint = h('p', { className: 'hint' });
    this.problem = h('p', { className: 'problem', id: 'weight-problem' });
    this.boxes = UNITS.flatMap((_, unit) => PARAMETERS.map((_, which) => this.#box(unit, which)));
    const row = (/** @type {string} */ name, /** @type {number} */ unit) =>
      h('tr', {}, h('th', { scope: 'row' }, name), ...this.boxes.filter((box) => box.unit === unit).map(({ box }) => h('td', {}, box)));
    this.back = h('button', { type: 'button', className: 'quiet', onclick: () => this.#draw() });
    this.element = h(
      'section',
      { className: 'weights' },
      this.title,
      this.hint,
      h(
        'table',
        { className: 'weight-boxes' },
        h('thead', {}, h('tr', {}, h('td'), ...PARAMETERS.map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, ...UNITS.map(row)),
      ),
      this.problem,
      h('p', {}, this.back),
    );
    panel.texts.bind(() => {
      const { weights } = panel.words;
      setText(this.title, weights.title);
      setText(this.hint, weights.hint);
      setText(this.problem, '');
      for (const { box, name } of this.boxes) box.setAttribute('aria-label', fill(panel.texts.table.kit.box, { name: panel.label(name) }));
    });
  }

  /**
   * @param {number} unit
   * @param {number} which
   */
  #box(unit, which) {
    const box = h('input', {
      type: 'text',
      className: 'box',
      id: `learned-${UNITS[unit]}${PARAMETERS[which]}`,
      inputMode: 'decimal',
      autocomplete: 'off',
      spellcheck: false,
      role: 'spinbutton',
      'aria-describedby': 'weight-problem',
      oninput: () => (this.#typing = box),
      onchange: () => this.#take(unit, which, box),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(unit, which, event),
      onkeyup: () => (this.#changing = false),
    });
    return { unit, which, box, name: `${UNITS[unit]}${PARAMETERS[which]}` };
  }

  /**
   * @param {number} unit
   * @param {number} which
   * @param {HTMLInputElement} box
   */
  #take(unit, which, box) {
    const { panel } = this;
    const problem = panel.act(() => panel.xor.setWeight(unit, which, box.value));
    const said = problem ? problemText(panel.texts, plainProblem(problem), (field) => panel.label(field)) : '';
    setText(this.problem, said);
    if (said) panel.stage.voice.say(said);
    box.setAttribute('aria-invalid', String(said !== ''));
    this.#typing = undefined;
  }

  /**
   * @param {number} unit
   * @param {number} which
   * @param {KeyboardEvent} event
   */
  #key(unit, which, event) {
    const tenths = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
    if (tenths === undefined) return;
    event.preventDefault();
    const { panel } = this;
    if (!this.#changing) panel.begin();
    this.#changing = true;
    this.#typing = undefined;
    panel.change(() => panel.xor.nudgeWeight(unit, which, event.shiftKey ? tenths / 10 : tenths));
  }

  /** Back to the weights that the seed draws. */
  #draw() {
    const { panel } = this;
    panel.act(() => panel.xor.set('seed', panel.xor.value('seed'))?.free());
    this.boxes[0]?.box.focus();
  }

  refresh() {
    const { xor, shown, words } = this.panel;
    this.element.hidden = shown !== 'learn';
    if (this.element.hidden) return;
    for (const { unit, which, box } of this.boxes) {
      const text = xor.parameterText(unit, which);
      if (this.#typing !== box && box.value !== text) box.value = text;
      box.setAttribute('aria-valuenow', String(xor.parameter(unit, which)));
      box.setAttribute('aria-valuetext', text);
    }
    this.back.hidden = !xor.startsByHand;
    setText(this.back, fill(words.weights.back, { seed: xor.value('seed') }));
  }
}
