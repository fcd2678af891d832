// The panel `digits`: handwritten digits, from a pad to a network that reads them. Everything that is a number here comes
// from the engine.

import { Along } from '../kit/along.js';
import { h, setText } from '../kit/dom.js';
import { Goals } from '../kit/goals.js';
import { problemText } from '../kit/notice.js';
import { PanelBase } from '../kit/panel.js';
import { Pick } from '../kit/pick.js';
import { Stepper } from '../kit/stepper.js';
import { TakeawayBar } from '../kit/takeaway.js';
import en from '../texts/digits.en.js';
import ko from '../texts/digits.ko.js';
import { AnswerView } from './digits/answer.js';
import { CellsView } from './digits/cells.js';
import { PadView } from './digits/pad.js';
import { Results } from './digits/results.js';
import { digitsFile, forgetFile } from './digits/source.js';
import { Training } from './digits/training.js';
import { WeightsView } from './digits/weights.js';

/** The size of a saved SVG picture in CSS pixels. */
const SVG_SIZE = /** @type {const} */ ([664, 320]);
/** Texts and charts follow every so many frames while the run plays. */
const TEXT_FRAMES = 4;

/** @extends {PanelBase<import('../../pkg/perceptron-playground.js').Digits, import('../texts/digits.en.js').DigitsTexts>} */
export default class DigitsPanel extends PanelBase {
  #frame = 0;
  #isGone = false;
  /** Why the data set is not there: still on its way, or one of the words for what went wrong. @type {'loading' | 'missing' | 'damaged' | ''} */
  #missing = 'loading';

  /** @param {import('./index.js').Stage} stage */
  constructor(stage) {
    super(stage, new stage.engine.Digits(), stage.engine.Digits.fields(), { en, ko });
    this.pad = new PadView(this);
    this.cells = new CellsView(this);
    this.answer = new AnswerView(this);
    this.training = new Training(this);
    this.results = new Results(this);
    this.weights = new WeightsView(this);
    this.goals = new Goals(this);
    this.dataText = h('p');
    this.retry = h('button', { type: 'button', onclick: () => void this.#fetch() });
    this.data = h('div', { className: 'digits-data' }, this.dataText, this.retry);
    this.credit = h('p', { className: 'hint credit' });
    this.along = new Along(this, 'digits', { note: () => this.words.data.taken });
    this.takeaway = new TakeawayBar({
      stage,
      fileName: 'digits',
      png: () => this.pad.png(),
      svg: () => this.toSVG(),
      undo: () => this.undo(),
      redo: () => this.redo(),
    });
    this.element = h(
      'div',
      { className: 'digits', role: 'group' },
      h('div', { className: 'digits-stage' }, this.pad.element, this.pad.more, this.cells.element, this.answer.element),
      this.data,
      this.training.element,
      this.goals.element,
      this.results.element,
      this.weights.element,
      this.along.element,
      this.credit,
      this.takeaway.element,
    );
    this.element.addEventListener('keydown', (event) => this.shortcut(event));
    this.texts.bind(() => this.#relabel());
    void this.#fetch();
  }

  #relabel() {
    this.element.setAttribute('aria-label', this.words.title);
    setText(this.retry, this.words.data.retry);
    setText(this.credit, this.words.data.credit);
  }

  async #fetch() {
    this.#missing = 'loading';
    this.repaint();
    /** @type {'missing' | 'damaged' | ''} */
    let missing = '';
    try {
      const file = await digitsFile();
      if (this.#isGone) return;
      if (this.model.give(file) !== undefined) {
        forgetFile();
        missing = 'damaged';
      }
    } catch {
      missing = 'missing';
    }
    if (this.#isGone) return;
    this.#missing = missing;
    if (missing) this.stage.voice.say(this.words.data[missing]);
    this.changed();
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
      value: () => this.model.value(name),
      change: (text) => {
        const problem = this.act(() => this.set(name, text));
        return problem ? problemText(this.texts, problem, (field) => this.label(field)) : '';
      },
    });
    this.texts.bind(() => stepper.relabel(this.label(name)));
    return stepper;
  }

  /** Whether the question is "is it a 5?". */
  get isFive() {
    return this.model.value('task') === 'five';
  }

  /** How many different answers there are. */
  get classes() {
    return this.isFive ? 2 : 10;
  }

  /** Whether there is a hidden layer. */
  get hasHidden() {
    return this.model.sizes.length > 2;
  }

  get isPlaying() {
    return this.training.player.playing;
  }

  /** Says what the network makes of the pad. */
  say() {
    this.stage.voice.say(this.answer.sentence);
  }

  /** @override */
  get places() {
    return {
      pad: [this.pad.element, this.pad.more],
      cells: this.cells.element,
      answer: this.answer.element,
      learning: this.training.element,
      goals: this.goals.element,
      results: this.results.element,
      weights: this.weights.element,
      along: this.along.element,
      takeaway: this.takeaway.element,
    };
  }

  /** @override */
  toSVG() {
    return this.model.svg(...SVG_SIZE);
  }

  /** @override */
  get run() {
    return this.training.player;
  }

  /** @override */
  changed() {
    this.answers();
    super.changed();
  }

  /** Whether the question under way has just been answered, which is then told. */
  answers() {
    if (!this.model.checkGoal()) return false;
    const goal = /** @type {'ninety-seven' | 'find-fives' | 'sure-of-little'} */ (this.model.value('goal'));
    this.stage.voice.say(this.words.reached[goal]);
    this.stage.reached(goal);
    return true;
  }

  recolor() {
    const colors = this.stage.colors();
    this.pad.canvas.surface.setColors(colors);
    this.results.canvas.surface.setColors(colors);
    this.results.recolor();
  }

  /** @param {number} now */
  paint(now) {
    const { player } = this.training;
    const wasBehind = this.training.catchUp();
    if (wasBehind) {
      if (!this.model.isBehind) this.changed();
      this.stage.repaint();
    }
    if (player.playing) {
      player.advance(now);
      if (player.playing) {
        this.changed();
        if (++this.#frame % TEXT_FRAMES !== 0) return;
      }
    }
    this.#refresh();
  }

  #refresh() {
    const { data } = this.words;
    this.data.hidden = this.#missing === '';
    setText(this.dataText, this.#missing && data[this.#missing]);
    this.retry.hidden = this.#missing === 'loading';
    const { sentence } = this.answer;
    this.training.refresh();
    this.pad.refresh(sentence);
    this.cells.refresh();
    this.answer.refresh();
    this.results.refresh(sentence);
    this.weights.refresh(this.results.canvas);
    this.goals.refresh();
    this.along.element.hidden = !this.model.hasData;
    this.along.refresh();
    this.takeaway.refresh(this.model);
  }

  /** @override */
  free() {
    this.#isGone = true;
    this.pad.free();
    this.results.free();
    super.free();
  }
}
