// The panel `classes`: three sigmoids beside one softmax, numbers beside one-hot, what a model says to what it has never
// seen, two classes as one, and a decision at a threshold. Everything that is a number here comes from the engine.

import { Along } from '../kit/along.js';
import { h, setText } from '../kit/dom.js';
import { Goals } from '../kit/goals.js';
import { PanelBase } from '../kit/panel.js';
import { TakeawayBar } from '../kit/takeaway.js';
import { fill } from '../kit/texts.js';
import en from '../texts/classes.en.js';
import ko from '../texts/classes.ko.js';
import { Data } from './classes/data.js';
import { Learning } from './classes/learning.js';
import { Pictures } from './classes/pictures.js';
import { Probe } from './classes/probe.js';
import { Readouts } from './classes/readouts.js';

/** The side of each picture in a saved SVG, in CSS pixels. */
const SVG_SIDE = 480;

/** @typedef {import('../texts/classes.en.js').ClassesTexts} ClassesTexts */

/** @extends {PanelBase<import('../../pkg/perceptron-playground.js').Classes, ClassesTexts>} */
export default class ClassesPanel extends PanelBase {
  /** The state that all shows; none when it has to be written anew whatever it is. */
  #shown = '';

  /** @param {import('./index.js').Stage} stage */
  constructor(stage) {
    super(stage, new stage.engine.Classes(), stage.engine.Classes.fields(), { en, ko });
    this.part = this.choice('part');
    this.lead = h('p', { className: 'lead' });
    this.pictures = new Pictures(this);
    this.probe = new Probe(this);
    this.readouts = new Readouts(this);
    this.learning = new Learning(this);
    this.data = new Data(this);
    this.goals = new Goals(this);
    this.along = new Along(this, 'classes');
    this.takeaway = new TakeawayBar({
      stage,
      fileName: 'classes',
      png: () => this.pictures.png(),
      svg: () => this.toSVG(),
      undo: () => this.undo(),
      redo: () => this.redo(),
    });
    this.parts = [this.pictures, this.probe, this.readouts, this.data, this.along];
    this.element = h(
      'div',
      { className: 'classes', role: 'group' },
      this.part.element,
      this.lead,
      this.pictures.element,
      this.probe.element,
      this.readouts.element,
      this.learning.element,
      this.data.element,
      this.readouts.things,
      this.goals.element,
      this.along.element,
      this.takeaway.element,
    );
    this.element.addEventListener('keydown', (event) => this.shortcut(event));
    this.texts.bind(() => {
      const { title, names, parts } = this.words;
      this.element.setAttribute('aria-label', title);
      this.part.relabel(names.part, parts);
      this.#shown = '';
    });
  }

  /** What is looked at. */
  get shown() {
    return /** @type {keyof ClassesTexts['parts']} */ (this.model.value('part'));
  }

  /**
   * The page's word for a key of the engine, or the text itself where it is none.
   * @param {string} text
   */
  word(text) {
    const cells = /** @type {Record<string, string>} */ (this.words.cells);
    return (Object.hasOwn(cells, text) && cells[text]) || text;
  }

  /**
   * A sentence of the engine in the reader's language.
   * @param {import('../../pkg/perceptron-playground.js').TextLine | undefined} line freed here
   */
  sentenceOf(line) {
    if (!line) return '';
    const { key, names, values } = line;
    line.free();
    const lines = /** @type {Record<string, string>} */ (this.words.lines);
    return fill(lines[key] ?? key, Object.fromEntries(names.map((name, at) => [name, this.word(values[at] ?? '')])));
  }

  /** What the whole shows. */
  sentence() {
    return this.sentenceOf(this.model.sentence);
  }

  /** @override */
  get run() {
    return this.learning.player;
  }

  /** @override */
  get places() {
    return {
      picture: this.pictures.element,
      probe: this.probe.element,
      readouts: this.readouts.element,
      things: this.readouts.things,
      learning: this.learning.element,
      samples: this.data.element,
      goals: this.goals.element,
      along: this.along.element,
      takeaway: this.takeaway.element,
    };
  }

  /** @override */
  toSVG() {
    return this.model.svg(SVG_SIDE);
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
    if (this.model.checkGoal()) {
      const goal = /** @type {keyof ClassesTexts['reached']} */ (this.model.value('goal'));
      this.stage.voice.say(this.words.reached[goal]);
      this.stage.reached(goal);
    }
    super.changed();
  }

  recolor() {
    this.pictures.recolor();
    this.#shown = '';
  }

  /** Has everything drawn and written anew in the next frame. */
  renew() {
    this.#shown = '';
    this.repaint();
  }

  /** @param {number} now */
  paint(now) {
    if (this.run.playing) {
      this.run.advance(now);
      this.changed();
    }
    const { shown } = this;
    const state = `?${this.model.link()}`;
    if (state !== this.#shown) {
      this.#shown = state;
      this.part.refresh(shown);
      this.element.dataset['part'] = shown;
      setText(this.lead, this.words.leads[shown]);
      for (const part of this.parts) part.refresh();
      // Without data there is no model.
      this.along.element.hidden = this.model.codeEpochs === 0;
    }
    this.learning.refresh();
    this.goals.refresh();
    this.takeaway.refresh(this.model);
  }

  /** @override */
  free() {
    this.pictures.free();
    super.free();
  }
}
