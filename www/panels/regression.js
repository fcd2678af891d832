// The panel `regression`: the course's Keras lab. Everything that is a number here comes from the engine.

import { Along } from '../kit/along.js';
import { h } from '../kit/dom.js';
import { Goals } from '../kit/goals.js';
import { problemText } from '../kit/notice.js';
import { PanelBase } from '../kit/panel.js';
import { Pick } from '../kit/pick.js';
import { Stepper } from '../kit/stepper.js';
import { TakeawayBar } from '../kit/takeaway.js';
import en from '../texts/regression.en.js';
import ko from '../texts/regression.ko.js';
import { Bowl } from './regression/bowl.js';
import { RowsPanel } from './regression/data.js';
import { Fitted } from './regression/fitted.js';
import { LossChart } from './regression/losses.js';
import { Results } from './regression/results.js';
import { ScatterPicture } from './regression/scatter.js';
import { Training } from './regression/training.js';

/** The size of a saved SVG picture in CSS pixels. */
const SVG_SIZE = /** @type {const} */ ([640, 480]);

/** @extends {PanelBase<import('../../pkg/perceptron-playground.js').Regression, import('../texts/regression.en.js').RegressionTexts>} */
export default class RegressionPanel extends PanelBase {
  /** Whether anything has changed since the last painting: between two steps of a run that plays nothing has. */
  #stale = true;
  /** Which picture is saved. @type {'scatter' | 'chart' | 'bowl' | 'agreement'} */
  #picture = 'scatter';
  /** Whether the pictures' words are those for labels. */
  #namedFor = false;

  /** @param {import('./index.js').Stage} stage */
  constructor(stage) {
    super(stage, new stage.engine.Regression(), stage.engine.Regression.fields(), { en, ko });
    this.lab = this.model;
    this.pictureNames = this.#pictureNames();

    this.scatter = new ScatterPicture(this);
    this.training = new Training(this);
    this.fitted = new Fitted(this);
    this.chart = new LossChart(this);
    this.bowl = new Bowl(this);
    this.goals = new Goals(this);
    this.results = new Results(this);
    this.rows = new RowsPanel(this);
    this.along = new Along(this, 'regression', {
      opened: () => {
        this.scatter.placing = false;
      },
    });
    this.saved = new Pick('picture', Object.keys(this.#pictures()), (name) => this.#choosePicture(name));
    const fileName = () => (this.#picture === 'scatter' ? 'regression' : `regression-${this.#picture}`);
    this.takeaway = new TakeawayBar({
      stage,
      get fileName() {
        return fileName();
      },
      png: () => this.#pictures()[this.#picture].canvas.png(),
      svg: () => this.lab.svg(this.#picture, this.pictureNames, ...SVG_SIZE),
      undo: () => this.undo(),
      redo: () => this.redo(),
    });
    this.element = h(
      'div',
      { className: 'regression', role: 'group' },
      this.fitted.task.element,
      h(
        'div',
        { className: 'stage' },
        this.scatter.element,
        h('div', { className: 'neuron' }, ...this.fitted.elements, this.training.settings),
      ),
      this.training.element,
      h('div', { className: 'pair' }, this.chart.element, this.bowl.element),
      this.goals.element,
      this.results.element,
      this.rows.element,
      this.results.model,
      this.along.element,
      this.saved.element,
      this.takeaway.element,
    );
    this.element.addEventListener('keydown', (event) => this.shortcut(event));
    this.texts.bind(() => this.#relabel());
  }

  #relabel() {
    this.#stale = true;
    this.element.setAttribute('aria-label', this.words.title);
    this.saved.relabel(this.words.picture.label, this.words.picture);
    this.#namePictures();
  }

  #namePictures() {
    this.pictureNames.free();
    this.pictureNames = this.#pictureNames();
    this.#namedFor = this.isLogistic;
  }

  /** Whether labels are fitted, by a probability. */
  get isLogistic() {
    return this.lab.value('task') === 'logistic';
  }

  /** Whether a line is fitted, and not a curve of higher powers. */
  get isStraight() {
    return this.isLogistic || this.lab.value('degree') === '1';
  }

  #pictures() {
    return { scatter: this.scatter, chart: this.chart, bowl: this.bowl, agreement: this.results };
  }

  /** @param {string} name */
  #choosePicture(name) {
    if (Object.hasOwn(this.#pictures(), name)) this.#picture = /** @type {'scatter'} */ (name);
  }

  /** Offers the pictures that there are. */
  #refreshSaved() {
    const { isLogistic, isStraight } = this;
    for (const option of this.saved.options) {
      option.hidden = option.disabled = (option.value === 'bowl' && !isStraight) || (option.value === 'agreement' && isLogistic);
      if (option.hidden && option.value === this.#picture) this.#picture = 'scatter';
    }
    this.saved.refresh(this.#picture);
  }

  #pictureNames() {
    const { chart, legend, results, bowl } = this.words;
    return new this.engine.PictureNames([
      chart.epoch,
      chart.loss,
      legend.training,
      legend.validation,
      chart.floor,
      this.isLogistic ? chart.leastEntropy : chart.least,
      chart.start,
      chart.expected,
      results.truth,
      results.prediction,
      bowl.run,
      bowl.full,
      bowl.momentum,
    ]);
  }

  /**
   * A choice of the panel's table as a list.
   * @param {string} name
   */
  pick(name) {
    return new Pick(name, this.choices(name), (value) => this.act(() => this.set(name, value)));
  }

  /**
   * A number of the panel's table with usual values to step through.
   * @param {string} name
   * @param {string[]} values
   */
  stepper(name, values) {
    const stepper = new Stepper({
      name,
      values,
      value: () => this.lab.value(name),
      change: (text) => {
        const problem = this.act(() => this.set(name, text));
        return problem ? problemText(this.texts, problem, (field) => this.label(field)) : '';
      },
    });
    this.texts.bind(() => stepper.relabel(this.label(name)));
    return stepper;
  }

  /** @override */
  get run() {
    return this.training.player;
  }

  /** @override */
  get places() {
    return {
      picture: this.scatter.element,
      model: this.fitted.elements,
      learning: [this.training.settings, this.training.element],
      losses: this.chart.element,
      bowl: this.bowl.element,
      goals: this.goals.element,
      results: [this.results.element, this.results.model],
      samples: this.rows.element,
      along: this.along.element,
      takeaway: [this.saved.element, this.takeaway.element],
    };
  }

  /** @override */
  toSVG() {
    return this.lab.svg('scatter', this.pictureNames, ...SVG_SIZE);
  }

  /** @override */
  hold() {
    this.training.hold();
  }

  /**
   * @template T
   * @param {() => T} change
   * @returns {T}
   * @override
   */
  change(change) {
    this.training.halted = undefined;
    return super.change(change);
  }

  /** @override */
  changed() {
    this.#stale = true;
    if (this.lab.checkGoal()) this.#reached();
    super.changed();
  }

  #reached() {
    const goal = /** @type {keyof typeof this.words.reached} */ (this.lab.value('goal'));
    this.stage.voice.say(this.words.reached[goal]);
    this.stage.reached(goal);
  }

  /** @override */
  repaint() {
    this.#stale = true;
    super.repaint();
  }

  recolor() {
    this.#stale = true;
    const colors = this.stage.colors();
    for (const picture of [this.scatter, this.chart, this.bowl, this.results]) picture.canvas.surface.setColors(colors);
  }

  /**
   * Whether a picture is to be drawn: out of sight it can wait for the end of a run that plays.
   * @param {import('../kit/canvas.js').PictureCanvas} canvas
   */
  shows(canvas) {
    return canvas.isInSight || !this.training.player.playing;
  }

  /** @param {number} now */
  paint(now) {
    const { lab } = this;
    const before = lab.position;
    const goesOn = this.training.advance(now);
    if (goesOn && lab.position !== before) this.changed();
    if (goesOn) this.stage.repaint();
    if (goesOn && !this.#stale) return;
    this.#stale = false;
    if (this.#namedFor !== this.isLogistic) this.#namePictures();
    // Before any text changes: choosing a font on a canvas makes the browser work out the styles of what has changed.
    for (const picture of [this.scatter, this.chart, this.bowl, this.results]) picture.draw();
    this.#refreshSaved();
    for (const part of [this.fitted, this.scatter, this.training, this.chart, this.bowl, this.goals, this.results, this.rows, this.along]) part.refresh();
    this.takeaway.refresh(lab);
  }

  /** @override */
  free() {
    for (const picture of [this.scatter, this.chart, this.bowl, this.results]) picture.canvas.free();
    this.pictureNames.free();
    super.free();
  }
}
