// The backward pass of a weight: what a step does, one stage after another, each with the numbers that lead to its result. All numbers
// and formulas come from the engine as text.

import { h, keepChildren, setText } from './dom.js';
import { setFormula, setSentence } from './formula.js';
import { fill } from './texts.js';

/** @typedef {import('../../pkg/perceptron-playground.js').BackwardShown} BackwardShown */
/** @typedef {import('../../pkg/perceptron-playground.js').WorkedRow} WorkedRow */
/** @typedef {'forward' | 'loss' | 'backward' | 'update'} Stage */

/** @type {Stage[]} */
const STAGES = ['forward', 'loss', 'backward', 'update'];

export class Backward {
  /** @type {BackwardShown | null} */
  #shown = null;

  /**
   * @param {import('./plate.js').AnyPlate} plate
   * @param {Element[]} drawing what stands above the stages
   * @param {Element[]} more what stands below all
   */
  constructor(plate, drawing = [], more = []) {
    this.plate = plate;
    this.title = h('h3', { id: 'backward-title' });
    this.hint = h('p', { className: 'hint' });
    this.stages = STAGES.map((name) => ({ name, button: h('button', { type: 'button', className: 'quiet', onclick: () => this.#go(name) }) }));
    this.next = h('button', { type: 'button', className: 'primary', onclick: () => this.#next() });
    this.stepper = h('div', { className: 'stages', role: 'group', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) }, ...this.stages.map(({ button }) => button));
    this.lead = h('p', { className: 'lead' });
    this.body = h('tbody');
    this.heads = ['what', 'worked', 'value'].map(() => h('th', { scope: 'col' }));
    this.table = h('table', { className: 'worked', 'aria-labelledby': 'backward-title' }, h('thead', { className: 'unseen' }, h('tr', {}, ...this.heads)), this.body);
    this.outcome = h('div');
    this.element = h('div', { className: 'backward-pass' }, this.title, ...drawing, this.stepper, h('div', { className: 'outcome' }, this.outcome, this.next), this.lead, this.table, ...more, this.hint);
    plate.texts.bind(() => {
      const { backward } = plate.words.kit;
      setText(this.hint, backward.hint);
      this.stepper.setAttribute('aria-label', backward.stages);
      this.stages.forEach(({ name, button }, at) => setText(button, `${at + 1} ${backward[name]}`));
      [backward.what, backward.worked, backward.value].forEach((text, at) => setText(/** @type {Element} */ (this.heads[at]), text));
    });
  }

  /** The stage that comes after the one shown. An update that has not been made is made first. */
  get #following() {
    const { stage, made } = this.#shown ?? { stage: 'update', made: true };
    if (stage === 'update' && !made) return 'update';
    const at = STAGES.findIndex((name) => name === stage);
    return /** @type {Stage} */ (STAGES[(at + 1) % STAGES.length]);
  }

  /** The update is the engine's own step: going to it makes that step. @param {Stage} name */
  #go(name) {
    const { plate } = this;
    if (name === 'update') plate.act(() => plate.command(['apply-update']));
    else plate.set('stage', name);
  }

  #next() {
    this.#go(this.#following);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const [target] = event.composedPath();
    const at = this.stages.findIndex(({ button }) => button === target);
    const to = this.stages[Math.min(STAGES.length - 1, Math.max(0, at + by))];
    to?.button.focus();
  }

  /** Chooses the weight or bias that is worked out. @param {number} index */
  choose(index) {
    this.plate.set('gradient', String(index + 1));
  }

  /** @param {BackwardShown | null} shown */
  paint(shown) {
    const before = this.#shown?.stage;
    this.#shown = shown;
    this.element.hidden = !shown;
    if (!shown) return;
    const { words } = this.plate;
    const { backward } = words.kit;
    setFormula(this.title, fill(backward.title, { name: words.sentence(shown.title) }));
    for (const { name, button } of this.stages) {
      if (name === shown.stage) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    }
    const lead = words.sentences(shown.lead);
    setSentence(this.lead, lead);
    if (before !== undefined && before !== shown.stage) this.plate.voice.say(lead);
    keepChildren(this.body, shown.rows.length, () => new Row().element);
    shown.rows.forEach((row, at) => refresh(/** @type {HTMLTableRowElement} */ (this.body.children[at]), row, words));
    keepChildren(this.outcome, shown.outcome.length, () => h('p', { className: 'formula' }));
    shown.outcome.forEach((message, at) => setFormula(/** @type {Element} */ (this.outcome.children[at]), words.sentence(message)));
    const following = this.#following;
    const isMaking = following === 'update';
    setText(this.next, isMaking ? backward.make : fill(backward.next, { stage: backward[following] }));
  }
}

/** A row of the table: what it is, how it is worked out, its value. */
class Row {
  constructor() {
    this.element = h(
      'tr',
      {},
      h('th', { scope: 'row' }, h('span', { className: 'name' }), h('span', { className: 'symbol' })),
      h('td', { className: 'how' }, h('span', { className: 'formula' }), h('span', { className: 'factors' }), h('span', { className: 'note' })),
      h('td', { className: 'value' }),
    );
  }
}

/**
 * @param {HTMLTableRowElement} element
 * @param {WorkedRow} row
 * @param {import('./words.js').Words<any>} words
 */
function refresh(element, row, words) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (element.querySelector(`.${name}`));
  const set = (/** @type {string} */ name, /** @type {string} */ text, /** @type {typeof setFormula} */ write) => {
    part(name).hidden = text === '';
    write(part(name), text);
  };
  set('name', row.name ? words.sentence(row.name) : '', setSentence);
  set('symbol', row.symbol, setFormula);
  const hasFactors = row.factors.length > 0;
  set('formula', hasFactors ? '' : row.worked, setFormula);
  part('factors').hidden = !hasFactors;
  keepChildren(part('factors'), row.factors.length, () => h('span', { className: 'factor' }, h('span', { className: 'of' }), h('span', { className: 'number' })));
  row.factors.forEach(({ symbol, value }, at) => {
    const [of, number] = part('factors').children[at]?.children ?? [];
    if (of) setFormula(of, symbol);
    if (number) setText(number, `${at === 0 ? '' : '× '}${value}`);
  });
  set('note', row.note ? words.sentence(row.note) : '', setSentence);
  setText(part('value'), row.value === '' ? '' : `${row.worked === '' ? '' : '≈ '}${row.value}`);
}
