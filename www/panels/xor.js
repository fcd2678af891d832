// The panel `xor`: XOR by hand, learned, tried with one line, and with nothing between the layers. Everything that is a
// number here comes from the engine.

import { Along } from '../kit/along.js';
import { h, setText } from '../kit/dom.js';
import { Goals } from '../kit/goals.js';
import { PanelBase } from '../kit/panel.js';
import { rowName } from '../kit/rows.js';
import { TakeawayBar } from '../kit/takeaway.js';
import en from '../texts/xor.en.js';
import ko from '../texts/xor.ko.js';
import { Collapse } from './xor/collapse.js';
import { Diagram } from './xor/diagram.js';
import { Learning } from './xor/learning.js';
import { Limit } from './xor/limit.js';
import { Losses } from './xor/losses.js';
import { Planes } from './xor/planes.js';
import { Seeds } from './xor/seeds.js';
import { Slope } from './xor/slope.js';
import { TruthTable } from './xor/table.js';
import { Units } from './xor/units.js';
import { Weights } from './xor/weights.js';

/** The side of each plane in a saved SVG picture, in CSS pixels. */
const SVG_SIDE = 480;

/** @extends {PanelBase<import('../../pkg/perceptron-playground.js').Xor, import('../texts/xor.en.js').XorTexts>} */
export default class XorPanel extends PanelBase {
  /** @param {import('./index.js').Stage} stage */
  constructor(stage) {
    super(stage, new stage.engine.Xor(), stage.engine.Xor.fields(), { en, ko });
    this.xor = this.model;

    this.part = this.choice('part');
    this.lead = h('p', { className: 'lead' });
    this.planes = new Planes(this);
    this.units = new Units(this);
    this.learning = new Learning(this);
    this.losses = new Losses(this);
    this.weights = new Weights(this);
    this.limit = new Limit(this);
    this.collapse = new Collapse(this);
    this.diagram = new Diagram(this);
    this.table = new TruthTable(this);
    this.seeds = new Seeds(this);
    this.slope = new Slope(this);
    this.goals = new Goals(this);
    this.tie = this.choice('tie');
    this.along = new Along(this, 'xor');
    this.takeaway = new TakeawayBar({
      stage,
      fileName: 'xor',
      png: () => this.planes.png(),
      svg: () => this.toSVG(),
      undo: () => this.undo(),
      redo: () => this.redo(),
    });
    this.parts = [
      this.planes,
      this.learning,
      this.losses,
      this.weights,
      this.limit,
      this.units,
      this.collapse,
      this.diagram,
      this.table,
      this.seeds,
      this.slope,
      this.goals,
      this.along,
      this.takeaway,
    ];
    this.element = h(
      'div',
      { className: 'xor', role: 'group' },
      this.part.element,
      this.lead,
      this.units.presets,
      this.planes.element,
      this.learning.element,
      this.losses.element,
      this.weights.element,
      this.units.element,
      this.limit.element,
      this.collapse.element,
      this.diagram.element,
      this.table.element,
      this.tie.element,
      this.seeds.element,
      this.slope.element,
      this.goals.element,
      this.along.element,
      this.takeaway.element,
    );
    this.element.addEventListener('keydown', (event) => this.shortcut(event));
    this.texts.bind(() => {
      const { title, names, parts, ties } = this.words;
      this.element.setAttribute('aria-label', title);
      this.part.relabel(names.part, parts);
      this.tie.relabel(names.tie, ties);
    });
  }

  /** What is taken apart at the moment. */
  get shown() {
    return /** @type {keyof import('../texts/xor.en.js').XorTexts['parts']} */ (this.xor.value('part'));
  }

  /**
   * The function that a unit computes by hand, in the letters of its own inputs.
   * @param {number} unit
   */
  functionName(unit) {
    const { functions } = this.texts.table;
    const text = functions[/** @type {keyof typeof functions} */ (this.xor.gates[unit])];
    return unit === 2 ? text.replaceAll('x1', 'h1').replaceAll('x2', 'h2') : text;
  }

  /** @override */
  get run() {
    return this.learning.player;
  }

  /** @override */
  get places() {
    return {
      presets: this.units.presets,
      picture: this.planes.element,
      learning: this.learning.element,
      losses: this.losses.element,
      weights: this.weights.element,
      units: this.units.element,
      limit: this.limit.element,
      collapse: this.collapse.element,
      diagram: this.diagram.element,
      table: this.table.element,
      seeds: this.seeds.element,
      slope: this.slope.element,
      goals: this.goals.element,
      along: this.along.element,
      takeaway: this.takeaway.element,
    };
  }

  /** @override */
  toSVG() {
    return this.xor.svg(SVG_SIDE);
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
    if (this.xor.checkGoal()) {
      const goal = /** @type {keyof import('../texts/xor.en.js').XorTexts['reached']} */ (this.xor.value('goal'));
      this.stage.voice.say(this.words.reached[goal]);
      this.stage.reached(goal);
    }
    super.changed();
  }

  /** @param {number} row */
  chooseRow(row) {
    if (row === this.xor.row) return;
    this.change(() => this.xor.set('row', rowName(row))?.free());
  }

  recolor() {
    this.planes.recolor();
    this.losses.recolor();
    this.slope.recolor();
    this.seeds.recolor();
  }

  /** @param {number} now */
  paint(now) {
    const { player } = this.learning;
    if (player.playing) {
      player.advance(now);
      this.stage.changed();
    }
    this.seeds.advance();
    this.limit.advance();
    const { shown } = this;
    this.part.refresh(shown);
    this.element.dataset['part'] = shown;
    setText(this.lead, this.words.leads[shown]);
    this.tie.element.hidden = shown === 'learn';
    this.along.element.hidden = shown !== 'learn';
    this.tie.refresh(this.xor.value('tie'));
    for (const part of this.parts) part.refresh(this.xor);
  }

  /** @override */
  free() {
    this.planes.free();
    this.losses.free();
    this.slope.free();
    super.free();
  }
}
