// The panel `gates`: one perceptron and the logic gates. Everything that is a number here comes from the engine.

import { h, setText } from '../kit/dom.js';
import { PanelBase } from '../kit/panel.js';
import { TakeawayBar } from '../kit/takeaway.js';
import en from '../texts/gates.en.js';
import ko from '../texts/gates.ko.js';
import { Diagram } from './gates/diagram.js';
import { Functions } from './gates/functions.js';
import { Goals } from './gates/goals.js';
import { Learning } from './gates/learning.js';
import { GatesPicture } from './gates/picture.js';
import { rowName } from '../kit/rows.js';
import { ThresholdStrip } from './gates/strip.js';
import { TruthTable } from './gates/table.js';

/** The gates with a tab of their own; the others are among the sixteen. */
const TABS = ['and', 'or', 'nand', 'xor', 'nor', 'xnor'];
/** The side of a saved SVG picture in CSS pixels. */
const SVG_SIDE = 480;

/** @extends {PanelBase<import('../../pkg/perceptron-playground.js').Gates, import('../texts/gates.en.js').GatesTexts>} */
export default class GatesPanel extends PanelBase {
  /** @param {import('./index.js').Stage} stage */
  constructor(stage) {
    super(stage, new stage.engine.Gates(), stage.engine.Gates.fields(), { en, ko });
    this.gates = this.model;

    const others = this.choices('gate').filter((gate) => !TABS.includes(gate));
    this.gate = this.choice('gate', TABS, others);
    this.form = this.choice('form');
    this.tie = this.choice('tie');
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
      png: () => this.picture.canvas.png(),
      svg: () => this.toSVG(),
      undo: () => this.undo(),
      redo: () => this.redo(),
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
    this.element.addEventListener('keydown', (event) => this.shortcut(event));
    this.texts.bind(() => this.#relabel());
  }

  #relabel() {
    const { title, names, forms, ties, presets } = this.words;
    this.element.setAttribute('aria-label', title);
    this.gate.relabel(names.gate, this.texts.table.functions);
    this.form.relabel(names.form, forms);
    this.tie.relabel(names.tie, ties);
    setText(this.presetsLabel, presets);
  }

  /** @override */
  get run() {
    return this.learning.player;
  }

  /** @override */
  get places() {
    return {
      picture: this.picture.element,
      diagram: this.diagram.element,
      presets: this.presetRow,
      table: this.table.element,
      goals: this.goals.element,
      learning: this.learning.element,
      strip: this.strip.element,
      functions: this.functions.element,
      takeaway: this.takeaway.element,
    };
  }

  /** @override */
  toSVG() {
    return this.gates.svg(SVG_SIDE);
  }

  /**
   * @template T
   * @param {() => T} change
   * @returns {T}
   * @override
   */
  change(change) {
    this.learning.halted = undefined;
    return super.change(change);
  }

  /** @override */
  changed() {
    if (this.gates.checkGoal()) this.reached();
    super.changed();
  }

  /** The question under way has been answered. */
  reached() {
    const goal = /** @type {import('./gates/goals.js').Goal} */ (this.gates.value('goal'));
    this.stage.voice.say(this.words.reached[goal]);
    this.stage.reached(goal);
    this.stage.changed();
  }

  /** @param {number} row */
  chooseRow(row) {
    if (row === this.gates.row) return;
    this.change(() => this.gates.set('row', rowName(row))?.free());
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
    const { preset } = this.words;
    let some = false;
    for (const { name, button } of this.presets) {
      const numbers = this.gates.presetText(name);
      button.hidden = numbers === undefined;
      some ||= numbers !== undefined;
      setText(button, `${preset[name]} (${numbers ?? ''})`);
    }
    this.presetRow.hidden = !some;
  }

  /** @override */
  free() {
    this.picture.free();
    super.free();
  }
}
