// The panel `layers`: tensors by rank, dense layers and their summary, a convolutional and a recurrent layer. Everything that
// is a number here comes from the engine.

import { Along } from '../kit/along.js';
import { h, setText } from '../kit/dom.js';
import { Goals } from '../kit/goals.js';
import { PanelBase } from '../kit/panel.js';
import { TakeawayBar } from '../kit/takeaway.js';
import en from '../texts/layers.en.js';
import ko from '../texts/layers.ko.js';
import { ConvolutionControls } from './layers/conv.js';
import { Controls } from './layers/controls.js';
import { Numbers } from './layers/numbers.js';
import { Figure } from './layers/picture.js';
import { RecurrentControls } from './layers/recurrent.js';
import { ReportTable } from './layers/report.js';

/** The size of a saved SVG, in CSS pixels. */
const SVG_SIZE = /** @type {const} */ ([720, 540]);

/** @extends {PanelBase<import('../../pkg/perceptron-playground.js').Layers, import('../texts/layers.en.js').LayersTexts>} */
export default class LayersPanel extends PanelBase {
  /** @param {import('./index.js').Stage} stage */
  constructor(stage) {
    super(stage, new stage.engine.Layers(), stage.engine.Layers.fields(), { en, ko });
    this.layers = this.model;

    this.part = this.choice('part');
    this.again = h('button', { type: 'button', className: 'quiet', onclick: () => this.act(() => this.model.restart()) });
    this.lead = h('p', { className: 'lead' });
    this.figure = new Figure(this);
    this.controls = new Controls(this);
    this.convolution = new ConvolutionControls(this);
    this.recurrent = new RecurrentControls(this);
    this.numbers = new Numbers(this);
    this.valuesTitle = h('summary');
    this.values = new ReportTable(this);
    this.scroll = h('div', { className: 'scroll', role: 'region', tabIndex: 0 }, this.values.element);
    this.fold = h('details', { className: 'fold', ontoggle: () => this.repaint() }, this.valuesTitle, this.scroll);
    this.goals = new Goals(this);
    this.along = new Along(this, 'layers', {
      hint: () => this.words.along[this.shown === 'conv' ? 'conv' : 'dense'],
      note: () => (this.shown === 'recurrent' ? this.words.along.recurrent : ''),
    });
    this.takeaway = new TakeawayBar({
      stage,
      fileName: 'layers',
      png: () => this.figure.png(),
      svg: () => this.toSVG(),
      undo: () => this.undo(),
      redo: () => this.redo(),
    });
    this.element = h(
      'div',
      { className: 'layers', role: 'group' },
      h('div', { className: 'top' }, this.part.element, this.again),
      this.lead,
      h(
        'div',
        { className: 'stage' },
        this.figure.element,
        h('div', { className: 'side' }, this.controls.element, this.convolution.element, this.recurrent.element),
      ),
      this.recurrent.learning,
      this.numbers.element,
      this.fold,
      this.goals.element,
      this.along.element,
      this.takeaway.element,
    );
    this.element.addEventListener('keydown', (event) => this.shortcut(event));
    this.texts.bind(() => {
      const { title, names, parts, values } = this.words;
      this.element.setAttribute('aria-label', title);
      this.part.relabel(names.part, parts);
      setText(this.again, this.texts.table.kit.reset);
      setText(this.valuesTitle, values.title);
      this.scroll.setAttribute('aria-label', values.title);
    });
  }

  /** The view. */
  get shown() {
    return /** @type {keyof import('../texts/layers.en.js').LayersTexts['parts']} */ (this.model.value('part'));
  }

  /** @override */
  get run() {
    return this.shown === 'recurrent' ? this.recurrent.player : undefined;
  }

  /** @override */
  get places() {
    return {
      picture: this.figure.element,
      controls: this.controls.element,
      learning: this.recurrent.learning,
      numbers: this.numbers.element,
      values: this.fold,
      goals: this.goals.element,
      along: this.along.element,
      takeaway: this.takeaway.element,
    };
  }

  /** @override */
  toSVG() {
    return this.model.svg(...SVG_SIZE);
  }

  /** @override */
  changed() {
    if (this.model.checkGoal()) {
      const goal = /** @type {keyof import('../texts/layers.en.js').LayersTexts['reached']} */ (this.model.value('goal'));
      this.stage.voice.say(this.words.reached[goal]);
      this.stage.reached(goal);
    }
    super.changed();
  }

  recolor() {
    this.figure.recolor();
    this.numbers.recolor();
  }

  /** @param {number} now */
  paint(now) {
    const { player } = this.recurrent;
    if (this.shown !== 'recurrent') player.pause();
    if (player.playing) {
      player.advance(now);
      this.changed();
    }
    const { shown } = this;
    this.element.dataset['part'] = shown;
    this.part.refresh(shown);
    setText(this.lead, this.words.leads[shown]);
    this.figure.refresh();
    this.controls.refresh();
    this.convolution.refresh();
    this.recurrent.refresh();
    this.numbers.refresh();
    this.fold.hidden = shown === 'dense';
    if (this.fold.open && !this.fold.hidden) this.values.show(this.model.values);
    this.goals.refresh();
    // A tensor alone is no model.
    this.along.element.hidden = shown === 'tensor';
    this.along.refresh();
    this.takeaway.refresh(this.model);
  }

  /** @override */
  free() {
    this.figure.free();
    this.numbers.free();
    super.free();
  }
}
