// The control of a setting, read off the panel's table: a slider with its box, a box between two buttons, tabs, or a list.

import { h, numberBox, setText } from './dom.js';
import { slidable } from './drag.js';
import { setFormula, setSentence } from './formula.js';
import { fill } from './texts.js';

/** @typedef {import('./plate.js').AnyPlate} AnyPlate */
/** @typedef {import('../../pkg/perceptron-playground.js').Setting} Setting */

/**
 * What the rail and the drawers need of a control, be it one of these or a panel's own.
 * @typedef {object} AnyControl
 * @property {string} name the setting's
 * @property {HTMLElement} element
 * @property {(value: import('../../pkg/perceptron-playground.js').ValueShown) => void} refresh
 */

/** How many values may stand side by side. */
const MAX_TABS = 4;
/** With how many values a whole number still has a slider. */
const MAX_SLIDABLE = 200;

/**
 * The values of a choice in the order in which people look for them: numbers by their size, whichever is the default.
 * @param {Setting} setting
 */
function inOrder({ choices }) {
  return choices.some((value) => Number.isNaN(Number(value))) ? choices : choices.toSorted((a, b) => Number(a) - Number(b));
}

/**
 * The control that fits a setting.
 * @param {AnyPlate} plate
 * @param {Setting} setting
 * @returns {Control}
 */
export function controlOf(plate, setting) {
  if (setting.kind !== 'choice') return new NumberControl(plate, setting);
  if (setting.choices.length === 2 && setting.choices.every((value) => value === 'on' || value === 'off')) return new CheckControl(plate, setting);
  return setting.choices.length <= MAX_TABS ? new TabsControl(plate, setting) : new ListControl(plate, setting);
}

/** @abstract */
export class Control {
  /**
   * @param {AnyPlate} plate
   * @param {Setting} setting
   */
  constructor(plate, setting) {
    this.plate = plate;
    this.setting = setting;
    this.element = h('div', { className: 'control', 'data-field': setting.name });
  }

  get name() {
    return this.setting.name;
  }

  /** The reader's word for it. */
  get label() {
    return this.plate.words.label(this.name);
  }

  /** @param {string} text */
  choose(text) {
    this.plate.act(() => this.plate.set(this.name, text));
  }

  /**
   * Shows the value in force.
   * @abstract
   * @param {import('../../pkg/perceptron-playground.js').ValueShown} _value
   */
  refresh(_value) {}
}

/** A number: a slider where its range can be slid through, buttons to the next value where not, and always a box. */
class NumberControl extends Control {
  #changing = false;
  /** Whether the box holds a text that is not taken over yet. */
  #typing = false;
  /** Whether a finger is on the slider that may yet turn out to scroll the page. */
  #isTouched = () => false;

  /**
   * @param {AnyPlate} plate
   * @param {Setting} setting
   */
  constructor(plate, setting) {
    super(plate, setting);
    const { name, limits, usual, in_steps } = setting;
    const id = (/** @type {string} */ part) => `${name}-${part}`;
    this.box = numberBox({
      id: id('box'),
      role: 'spinbutton',
      'aria-valuemin': String(limits[0]),
      'aria-valuemax': String(limits[1]),
      'aria-describedby': id('problem'),
      oninput: () => (this.#typing = true),
      onchange: () => this.#type(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
    });
    this.symbol = h('span', { className: 'symbol' });
    this.hint = h('span', { className: 'hint' });
    this.problem = h('p', { className: 'problem', id: id('problem') });
    this.caption = h('label', {}, this.symbol, ' ', this.hint);
    const [least = 0, most = 0] = limits;
    const isTooFine = setting.kind === 'count' && most - least > MAX_SLIDABLE;
    if (usual.length > 0 || in_steps || isTooFine) {
      this.less = this.#button('−', -1);
      this.more = this.#button('+', 1);
      this.caption.htmlFor = this.box.id;
      this.element.classList.add('stepper');
      this.element.append(this.caption, h('span', { className: 'steps' }, this.less, this.box, this.more), this.problem);
    } else {
      this.range = this.#slider(id('range'));
      this.caption.htmlFor = this.range.id;
      this.element.classList.add('slider');
      this.element.append(this.caption, this.range, this.box, this.problem);
    }
    plate.texts.bind(() => this.#relabel());
  }

  #relabel() {
    const { own, kit } = this.plate.words;
    setFormula(this.symbol, own.symbols?.[this.name] ?? this.label);
    setText(this.hint, own.hints[this.name] ?? '');
    this.box.setAttribute('aria-label', this.range ? fill(kit.box, { name: this.label }) : this.label);
    setText(this.problem, '');
  }

  /** @param {string} id */
  #slider(id) {
    // A page is ten steps, as in the box: browsers make it a tenth of the range, whatever that is.
    const page = (/** @type {KeyboardEvent} */ event) => event.key.startsWith('Page') && this.#key(event);
    const range = h('input', { type: 'range', id, step: String(this.setting.step), onkeydown: page });
    const end = () => {
      this.#changing = false;
      this.plate.repaint();
    };
    this.#isTouched = slidable(range, () => this.#slide(range.value), end);
    return range;
  }

  /**
   * @param {string} sign
   * @param {1 | -1} way
   */
  #button(sign, way) {
    return h('button', { type: 'button', tabIndex: -1, 'aria-hidden': 'true', onclick: () => this.#step(way) }, sign);
  }

  #begin() {
    if (!this.#changing) this.plate.mark();
    this.#changing = true;
  }

  /** @param {string} text */
  #slide(text) {
    this.#begin();
    this.#take(text);
  }

  /** What has been typed is taken over once: the Enter key and the browser both tell of it. */
  #type() {
    if (this.plate.isGone || !this.#typing) return;
    this.#begin();
    this.#take(this.box.value);
    this.#changing = false;
    this.plate.repaint();
  }

  /** @param {string} text */
  #take(text) {
    const problem = this.plate.set(this.name, text);
    const said = problem ? this.plate.problemText(problem) : '';
    setText(this.problem, said);
    this.box.setAttribute('aria-invalid', String(said !== ''));
    if (said) this.plate.voice.say(said);
    this.#typing = false;
  }

  /** @param {number} steps */
  #step(steps) {
    this.#begin();
    this.#typing = false;
    setText(this.problem, '');
    this.plate.stepSetting(this.name, steps);
    this.#changing = false;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter') {
      this.box.dispatchEvent(new Event('change'));
      return;
    }
    const arrow = event.shiftKey ? 10 : 1;
    const steps = { ArrowUp: arrow, ArrowDown: -arrow, PageUp: 10, PageDown: -10 }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    this.#step(steps);
  }

  /**
   * @param {import('../../pkg/perceptron-playground.js').ValueShown} value
   * @override
   */
  refresh({ text, value, reach }) {
    if (this.range && !this.#isTouched()) {
      const [low = 0, high = 0] = reach ?? this.setting.travel;
      this.range.min = String(low);
      this.range.max = String(high);
      this.range.value = value;
      this.range.setAttribute('aria-valuetext', text);
      const share = (Number(this.range.value) - low) / (high - low || 1);
      this.range.style.setProperty('--share', String(share));
    }
    if (!this.#typing && this.box.value !== text) {
      this.box.value = text;
      this.box.style.setProperty('--letters', String(text.length));
    }
    this.box.setAttribute('aria-valuenow', value);
    this.box.setAttribute('aria-valuetext', text);
  }
}

/** A few values side by side, of which one is in force. The arrow keys go from one to the next. */
class TabsControl extends Control {
  /**
   * @param {AnyPlate} plate
   * @param {Setting} setting
   */
  constructor(plate, setting) {
    super(plate, setting);
    const id = `${setting.name}-label`;
    this.caption = h('span', { className: 'caption', id });
    this.tabs = inOrder(setting).map((value) => ({ value, tab: h('button', { type: 'button', role: 'radio', onclick: () => this.choose(value) }) }));
    this.group = h('div', { className: 'tabs', role: 'radiogroup', 'aria-labelledby': id }, ...this.tabs.map(({ tab }) => tab));
    this.group.addEventListener('keydown', (event) => this.#key(event));
    this.element.classList.add('choice');
    this.element.append(this.caption, this.group);
    plate.texts.bind(() => {
      setSentence(this.caption, this.label);
      for (const { value, tab } of this.tabs) setText(tab, plate.words.choice(setting.name, value));
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const way = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const at = this.tabs.findIndex(({ tab }) => tab === event.target);
    if (way === undefined || at < 0) return;
    event.preventDefault();
    const next = this.tabs[(at + way + this.tabs.length) % this.tabs.length];
    if (!next) return;
    this.choose(next.value);
    next.tab.focus();
  }

  /**
   * @param {import('../../pkg/perceptron-playground.js').ValueShown} value
   * @override
   */
  refresh({ value }) {
    for (const { value: own, tab } of this.tabs) {
      tab.setAttribute('aria-checked', String(own === value));
      tab.tabIndex = own === value ? 0 : -1;
    }
  }
}

/** One of many values: a native list. */
class ListControl extends Control {
  /**
   * @param {AnyPlate} plate
   * @param {Setting} setting
   */
  constructor(plate, setting) {
    super(plate, setting);
    this.list = h(
      'select',
      { id: `${setting.name}-list`, onchange: () => this.choose(this.list.value) },
      ...inOrder(setting).map((value) => h('option', { value })),
    );
    this.caption = h('label', { htmlFor: this.list.id });
    this.element.classList.add('list');
    this.element.append(this.caption, this.list);
    plate.texts.bind(() => {
      setSentence(this.caption, this.label);
      for (const option of this.list.options) option.text = plate.words.choice(setting.name, option.value);
    });
  }

  /**
   * @param {import('../../pkg/perceptron-playground.js').ValueShown} value
   * @override
   */
  refresh({ value }) {
    if (this.list.value !== value) this.list.value = value;
  }
}

/** Something that is on or off. */
class CheckControl extends Control {
  /**
   * @param {AnyPlate} plate
   * @param {Setting} setting
   */
  constructor(plate, setting) {
    super(plate, setting);
    this.input = h('input', { type: 'checkbox', onchange: () => this.choose(this.input.checked ? 'on' : 'off') });
    this.caption = h('span');
    this.element.classList.add('check');
    this.element.append(h('label', {}, this.input, this.caption));
    plate.texts.bind(() => setText(this.caption, this.label));
  }

  /**
   * @param {import('../../pkg/perceptron-playground.js').ValueShown} value
   * @override
   */
  refresh({ value }) {
    this.input.checked = value === 'on';
  }
}
