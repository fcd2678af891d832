// The panel `gates`: one perceptron and the logic gates. Everything that is a number here comes from the engine.

import { Choice } from '../kit/choice.js';
import { h, setText } from '../kit/dom.js';
import { plainFields } from '../kit/fields.js';
import { plainProblem, problemText } from '../kit/notice.js';
import { Slider } from '../kit/slider.js';
import { TakeawayBar } from '../kit/takeaway.js';
import { fill } from '../kit/texts.js';
import { Diagram } from './gates/diagram.js';
import { Functions } from './gates/functions.js';
import { Goals } from './gates/goals.js';
import { Learning } from './gates/learning.js';
import { GatesPicture } from './gates/picture.js';
import { rowName } from './gates/rows.js';
import { ThresholdStrip } from './gates/strip.js';
import { TruthTable } from './gates/table.js';

/** The gates with a tab of their own; the others are among the sixteen. */
const TABS = ['and', 'or', 'nand', 'xor', 'nor', 'xnor'];
/** The side of a saved SVG picture in CSS pixels. */
const SVG_SIDE = 480;

/** @typedef {'w1' | 'w2' | 'b' | 'theta' | 'rate'} NumberField */

export default class GatesPanel {
  /** @param {import('./index.js').Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.engine = stage.engine;
    this.texts = stage.texts;
    this.gates = new stage.engine.Gates();
    this.fields = plainFields(stage.engine.Gates.fields());

    const others = (this.fields.get('gate')?.choices ?? []).filter((gate) => !TABS.includes(gate));
    this.gate = this.#choice('gate', TABS, others);
    this.form = this.#choice('form', ['threshold', 'bias']);
    this.tie = this.#choice('tie', ['gt', 'ge']);
    this.rule = h('p', { className: 'formula rule' });
    this.picture = new GatesPicture(this);
    this.diagram = new Diagram(this);
    this.sliders = { w1: this.slider('w1'), w2: this.slider('w2'), theta: this.slider('theta'), b: this.slider('b') };
    this.presetsLabel = h('span');
    this.presets = /** @type {const} */ (['notes', 'book']).map((name) => ({
      name,
      button: h('button', { type: 'button', className: 'quiet', onclick: () => this.act(() => this.gates.preset(name)) }),
    }));
    this.presetRow = h('p', { className: 'presets' }, this.presetsLabel, ...this.presets.map(({ button }) => button));
    this.table = new TruthTable(this);
    this.strip = new ThresholdStrip(this);
    this.learning = new Learning(this);
    this.goals = new Goals(this);
    this.functions = new Functions(this);
    this.takeaway = new TakeawayBar({
      stage,
      fileName: 'perceptron',
      png: () => this.picture.png(),
      svg: () => this.gates.svg(SVG_SIDE),
      undo: () => this.#turnBack(() => this.gates.undo()),
      redo: () => this.#turnBack(() => this.gates.redo()),
    });

    this.element = h(
      'div',
      { className: 'gates' },
      h('div', { className: 'top' }, this.gate.element, this.form.element),
      h(
        'div',
        { className: 'stage' },
        this.picture.element,
        h(
          'div',
          { className: 'neuron' },
          this.rule,
          this.diagram.element,
          ...Object.values(this.sliders).map(({ element }) => element),
          this.presetRow,
          this.tie.element,
        ),
      ),
      this.table.element,
      this.goals.element,
      this.learning.element,
      this.strip.element,
      this.functions.element,
      this.takeaway.element,
    );
    this.element.setAttribute('role', 'group');
    this.element.addEventListener('keydown', (event) => this.#shortcut(event));
    this.texts.bind(() => this.#relabel());
  }

  #relabel() {
    const { title, names, functions, forms, ties, presets } = this.texts.table.gates;
    this.element.setAttribute('aria-label', title);
    this.gate.relabel(names.gate, functions);
    this.form.relabel(names.form, forms);
    this.tie.relabel(names.tie, ties);
    setText(this.presetsLabel, presets);
  }

  /**
   * @param {'gate' | 'form' | 'tie'} name
   * @param {string[]} values
   * @param {string[]} [rare]
   */
  #choice(name, values, rare) {
    return new Choice(name, values, (value) => this.act(() => this.set(name, value)), rare);
  }

  /**
   * The slider of a number in the panel's table.
   * @param {NumberField} name
   */
  slider(name) {
    const slider = new Slider({
      name,
      limits: this.fields.get(name)?.limits ?? [],
      value: () => this.gates.value(name),
      begin: () => this.begin(),
      change: (text) => {
        const problem = this.change(() => this.set(name, text));
        return problem ? problemText(this.texts, problem, (field) => this.label(field)) : '';
      },
    });
    this.texts.bind(() => {
      const { kit, gates } = this.texts.table;
      const symbol = gates.names[name];
      slider.relabel({ symbol, hint: gates.hints[name], box: fill(kit.box, { name: symbol }) });
    });
    return slider;
  }

  /** @param {string} name */
  has(name) {
    return this.fields.has(name);
  }

  /** @param {string} name */
  label(name) {
    /** @type {Record<string, string>} */
    const names = this.texts.table.gates.names;
    return names[name] ?? name;
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  set(name, text) {
    const problem = this.gates.set(name, text);
    this.stage.changed();
    return problem && plainProblem(problem);
  }

  /** @param {string} query */
  load(query) {
    this.begin();
    const problems = this.gates.load(query).map(plainProblem);
    this.stage.changed();
    return problems;
  }

  link() {
    return this.gates.link();
  }

  /** To be called before each change made in one go: what undo goes back to. A run that plays stops. */
  begin() {
    if (this.learning.player.playing) this.learning.player.pause();
    this.gates.mark();
  }

  /**
   * A change of the state: everything that shows it follows in the next frame.
   * @template T
   * @param {() => T} change
   * @returns {T}
   */
  change(change) {
    this.learning.halted = undefined;
    const result = change();
    this.changed();
    return result;
  }

  /**
   * A change made in one go.
   * @template T
   * @param {() => T} change
   * @returns {T}
   */
  act(change) {
    this.begin();
    return this.change(change);
  }

  changed() {
    if (this.gates.checkGoal()) this.reached();
    this.stage.changed();
  }

  repaint() {
    this.stage.repaint();
  }

  /** The question under way has been answered. */
  reached() {
    const goal = /** @type {import('./gates/goals.js').Goal} */ (this.gates.value('goal'));
    this.stage.voice.say(this.texts.table.gates.reached[goal]);
    this.stage.reached(goal);
    this.stage.changed();
  }

  /** @param {number} row */
  chooseRow(row) {
    if (row === this.gates.row) return;
    this.change(() => this.gates.set('row', rowName(row))?.free());
  }

  /** @param {() => boolean} turn */
  #turnBack(turn) {
    this.learning.player.pause();
    this.change(turn);
  }

  /** @param {KeyboardEvent} event */
  #shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return;
    // In a box being typed into, the browser's own undo is meant.
    if (event.composedPath()[0] instanceof HTMLInputElement && event.composedPath()[0].type === 'text') return;
    event.preventDefault();
    this.#turnBack(() => (event.shiftKey ? this.gates.redo() : this.gates.undo()));
  }

  recolor() {
    this.picture.plane.setColors(this.stage.colors());
  }

  /** @param {number} now */
  paint(now) {
    const { player } = this.learning;
    if (player.playing) {
      player.advance(now);
      this.stage.changed();
    }
    const { gates } = this;
    this.picture.refresh();
    for (const choice of /** @type {const} */ (['gate', 'form', 'tie'])) this[choice].refresh(gates.value(choice));
    setText(this.rule, `y = 1  ⇔  ${gates.rule}`);
    const threshold = gates.value('form') === 'threshold';
    this.sliders.theta.element.hidden = !threshold;
    this.sliders.b.element.hidden = threshold;
    for (const slider of Object.values(this.sliders)) slider.refresh();
    this.#refreshPresets();
    for (const part of [this.diagram, this.table, this.strip, this.learning, this.goals, this.functions]) part.refresh();
    this.takeaway.refresh(gates);
  }

  #refreshPresets() {
    const { preset } = this.texts.table.gates;
    let some = false;
    for (const { name, button } of this.presets) {
      const numbers = this.gates.presetText(name);
      button.hidden = numbers === undefined;
      some ||= numbers !== undefined;
      setText(button, `${preset[name]} (${numbers ?? ''})`);
    }
    this.presetRow.hidden = !some;
  }

  free() {
    this.learning.player.pause();
    this.picture.free();
    this.gates.free();
  }
}
