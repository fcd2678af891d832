// What all panels do alike: settings from controls, attributes and links, undo, and the way from a change to the next frame.

import { Choice } from './choice.js';
import { isWhole, plainFields, stateOf } from './fields.js';
import { plainProblem, problemText } from './notice.js';
import { Slider } from './slider.js';
import { fill } from './texts.js';

/** @typedef {import('../../pkg/perceptron-playground.js').Problem} Problem */

/**
 * The engine's side of a panel.
 * @typedef {object} Model
 * @property {(name: string, text: string) => Problem | undefined} set
 * @property {(name: string) => string} value
 * @property {(query: string) => Problem[]} load
 * @property {() => string} link
 * @property {() => void} mark
 * @property {() => boolean} undo
 * @property {() => boolean} redo
 * @property {boolean} canUndo
 * @property {boolean} canRedo
 * @property {() => void} free
 */

/**
 * The words that every panel has.
 * @typedef {object} Words
 * @property {string} title
 * @property {Record<string, string>} names the settings, short
 * @property {Record<string, string>} hints what a number is, beside its symbol
 * @property {Record<string, string>} goals what the questions are called
 * @property {Record<string, string>} ask the questions
 */

/**
 * @template {Model} M
 * @template {Words} W
 */
export class PanelBase {
  /** The fields that readers may not change, with the values they keep. @type {Map<string, string>} */
  #locked = new Map();

  /**
   * @param {import('../panels/index.js').Stage} stage
   * @param {M} model
   * @param {import('../../pkg/perceptron-playground.js').Field[]} fields the panel's table, freed here
   * @param {Record<import('./texts.js').Language, W>} words
   */
  constructor(stage, model, fields, words) {
    this.stage = stage;
    this.engine = stage.engine;
    this.texts = stage.texts;
    this.model = model;
    this.fields = plainFields(fields);
    this.allWords = words;
  }

  /** The panel's sentences in the language in force. */
  get words() {
    return this.allWords[this.texts.language];
  }

  /**
   * The values that the panel's table allows for a choice.
   * @param {string} name
   */
  choices(name) {
    return this.fields.get(name)?.choices ?? [];
  }

  /**
   * The limits that the panel's table sets to a number.
   * @param {string} name
   */
  limits(name) {
    return this.fields.get(name)?.limits ?? { min: 0, max: 0, low: 0, high: 0 };
  }

  /**
   * A choice of the panel's table as a row of tabs.
   * @param {string} name
   * @param {string[]} [values]
   * @param {string[]} [rare]
   */
  choice(name, values = this.choices(name), rare = []) {
    return new Choice(name, values, (value) => this.act(() => this.set(name, value)), rare);
  }

  /**
   * The slider of a number in the panel's table.
   * @param {string} name
   * @param {number} [step]
   */
  slider(name, step) {
    const slider = new Slider({
      name,
      limits: this.limits(name),
      step,
      value: () => this.model.value(name),
      begin: () => this.begin(),
      change: (text) => {
        const problem = this.change(() => this.set(name, text));
        const said = problem ? problemText(this.texts, problem, (field) => this.label(field)) : '';
        if (said) this.stage.voice.say(said);
        return said;
      },
    });
    this.texts.bind(() => {
      const symbol = this.label(name);
      const box = fill(this.texts.table.kit.box, { name: symbol });
      slider.relabel({ symbol, hint: this.words.hints[name] ?? '', box });
    });
    return slider;
  }

  /** @param {string} name */
  has(name) {
    return this.fields.has(name);
  }

  get title() {
    return this.words.title;
  }

  get fieldNames() {
    return [...this.fields.keys()];
  }

  /**
   * The parts of the figure that a teacher can hide or lock, by their names.
   * @returns {Record<string, Element | Element[]>}
   */
  get places() {
    return {};
  }

  /** The panel's questions in the reader's words. */
  get questions() {
    const { goals, ask } = this.words;
    return this.choices('goal')
      .filter((name) => name !== 'none')
      .map((name) => ({ name, title: goals[name] ?? name, ask: ask[name] ?? '' }));
  }

  /**
   * Lets fields keep the values that they have now, whatever the reader does; all others are free.
   * @param {string[]} names
   */
  lock(names) {
    this.#locked = new Map(names.map((name) => [name, this.model.value(name)]));
  }

  /** @param {string} name */
  label(name) {
    // A link may hold any name, such as those that every object has.
    return (Object.hasOwn(this.words.names, name) && this.words.names[name]) || name;
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  set(name, text) {
    const problem = this.model.set(name, text);
    this.stage.changed();
    return problem && plainProblem(problem);
  }

  /** @param {string} query */
  load(query) {
    this.begin();
    const problems = this.model.load(query).map(plainProblem);
    this.stage.changed();
    return problems;
  }

  link() {
    return this.model.link();
  }

  /** The public state, whole: every field that a link carries. */
  get state() {
    return stateOf(this.fields, this.link());
  }

  /**
   * Takes a state from a script of the page, as one change. A whole one is opened as a link is; some fields alone are set
   * one after another.
   * @param {Record<string, unknown>} state
   */
  takeState(state) {
    const pairs = Object.entries(state).map(([name, value]) => /** @type {const} */ ([name, String(value)]));
    if (isWhole(this.fields, state)) {
      const isOther = (/** @type {readonly [string, string]} */ [name, text]) => this.fields.get(name)?.default !== text;
      return this.load(pairs.filter(isOther).map((pair) => pair.map(encodeURIComponent).join('=')).join('&'));
    }
    return this.act(() => pairs.flatMap(([name, text]) => this.set(name, text) ?? []));
  }

  /**
   * The training that is played, stepped and reset, where the panel has one.
   * @returns {import('./player.js').Player | undefined}
   */
  get run() {
    return undefined;
  }

  /**
   * The picture as an SVG document.
   * @returns {string}
   */
  toSVG() {
    throw new Error('this panel draws no picture');
  }

  /** Ends what goes on by itself, such as playing. */
  hold() {
    this.run?.pause();
  }

  /** To be called before each change made in one go: what undo goes back to. A run that plays stops. */
  begin() {
    this.hold();
    this.model.mark();
  }

  /**
   * A change of the state: everything that shows it follows in the next frame.
   * @template T
   * @param {() => T} change
   * @returns {T}
   */
  change(change) {
    const result = change();
    for (const [name, value] of this.#locked) {
      if (this.model.value(name) !== value) this.model.set(name, value)?.free();
    }
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
    this.stage.changed();
  }

  repaint() {
    this.stage.repaint();
  }

  undo() {
    this.hold();
    this.change(() => this.model.undo());
  }

  redo() {
    this.hold();
    this.change(() => this.model.redo());
  }

  /**
   * Ctrl-Z and its kin, for a listener on the panel's element.
   * @param {KeyboardEvent} event
   */
  shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return;
    // In a box being typed into, the browser's own undo is meant.
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement && target.type === 'text') return;
    event.preventDefault();
    if (event.shiftKey) this.redo();
    else this.undo();
  }

  free() {
    this.hold();
    this.model.free();
  }
}
