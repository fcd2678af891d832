// The panel `activations`: activation functions, their slopes, and what they are good for. Everything that is a number here
// comes from the engine.

import { h, setText } from '../kit/dom.js';
import { Goals } from '../kit/goals.js';
import { PanelBase } from '../kit/panel.js';
import { TakeawayBar } from '../kit/takeaway.js';
import en from '../texts/activations.en.js';
import ko from '../texts/activations.ko.js';
import { Controls } from './activations/controls.js';
import { Numbers } from './activations/numbers.js';
import { Pictures } from './activations/pictures.js';
import { ValueTable } from './activations/values.js';

/** The size of each picture in a saved SVG, in CSS pixels. */
const SVG_SIZE = /** @type {const} */ ([576, 432]);

/** @extends {PanelBase<import('../../pkg/perceptron-playground.js').Activations, import('../texts/activations.en.js').ActivationsTexts>} */
export default class ActivationsPanel extends PanelBase {
  /** @param {import('./index.js').Stage} stage */
  constructor(stage) {
    super(stage, new stage.engine.Activations(), stage.engine.Activations.fields(), { en, ko });
    this.activations = this.model;

    this.part = this.choice('part');
    this.again = h('button', { type: 'button', className: 'quiet', onclick: () => this.act(() => this.model.reset()) });
    this.lead = h('p', { className: 'lead' });
    this.function = this.choice('function');
    this.pictures = new Pictures(this);
    this.controls = new Controls(this);
    this.numbers = new Numbers(this);
    this.values = new ValueTable(this);
    this.goals = new Goals(this);
    this.takeaway = new TakeawayBar({
      stage,
      fileName: 'activations',
      png: () => this.pictures.png(),
      svg: () => this.toSVG(),
      undo: () => this.undo(),
      redo: () => this.redo(),
    });
    this.element = h(
      'div',
      { className: 'activations', role: 'group' },
      h('div', { className: 'top' }, this.part.element, this.again),
      this.lead,
      this.function.element,
      h(
        'div',
        { className: 'stage' },
        this.pictures.element,
        h('div', { className: 'side' }, this.controls.element, this.numbers.element),
      ),
      this.values.element,
      this.goals.element,
      this.takeaway.element,
    );
    this.element.addEventListener('keydown', (event) => this.shortcut(event));
    this.texts.bind(() => {
      const { title, names, parts, functions } = this.words;
      this.element.setAttribute('aria-label', title);
      this.part.relabel(names.part, parts);
      this.function.relabel(names.function, functions);
      setText(this.again, this.texts.table.kit.reset);
    });
  }

  /** What is looked at. */
  get shown() {
    return /** @type {keyof import('../texts/activations.en.js').ActivationsTexts['parts']} */ (this.model.value('part'));
  }

  /** @override */
  changed() {
    if (this.model.checkGoal()) {
      const goal = /** @type {keyof import('../texts/activations.en.js').ActivationsTexts['reached']} */ (this.model.value('goal'));
      this.stage.voice.say(this.words.reached[goal]);
      this.stage.reached(goal);
    }
    super.changed();
  }

  /** @override */
  get places() {
    return {
      picture: this.pictures.element,
      controls: this.controls.element,
      numbers: this.numbers.element,
      values: this.values.element,
      goals: this.goals.element,
      takeaway: this.takeaway.element,
    };
  }

  /** @override */
  toSVG() {
    return this.model.svg(...SVG_SIZE);
  }

  recolor() {
    this.pictures.recolor();
  }

  paint() {
    const { shown } = this;
    this.element.dataset['part'] = shown;
    this.part.refresh(shown);
    setText(this.lead, this.words.leads[shown]);
    this.function.element.hidden = shown === 'steep' || shown === 'depth';
    this.function.refresh(this.model.value('function'));
    this.pictures.refresh();
    this.controls.refresh();
    this.numbers.refresh();
    this.values.refresh();
    this.goals.refresh();
    this.takeaway.refresh(this.model);
  }

  /** @override */
  free() {
    this.pictures.free();
    super.free();
  }
}
