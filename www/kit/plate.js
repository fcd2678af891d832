// One figure: a plate of fixed size with places that never move. The panel's own file adds its pictures and its drawers;
// everything that a reader reads comes from the engine's view.

import { Coach } from './coach.js';
import { controlOf } from './controls.js';
import { h } from './dom.js';
import { Drawers } from './drawers.js';
import { Exports } from './exports.js';
import { FileInput } from './files.js';
import { setFormula, setSentence } from './formula.js';
import { Menu } from './menu.js';
import { problemText } from './notice.js';
import { Picture } from './picture.js';
import { Raster } from './raster.js';
import { pngSideBySide } from './side-by-side.js';
import { Numbers } from './tables.js';
import { Terms } from './terms.js';
import { Transport } from './transport.js';
import { Words } from './words.js';
import { loadWords } from '../panels/index.js';

/** @typedef {import('../../pkg/perceptron-playground.js').Panel} Panel */
/** @typedef {import('../../pkg/perceptron-playground.js').Schema} Schema */
/** @typedef {import('../../pkg/perceptron-playground.js').View} View */
/** @typedef {import('../../pkg/perceptron-playground.js').ProblemShown} Problem */
/** @typedef {import('./words.js').PanelTexts} PanelTexts */

/** How long an opening may compute before anything shows. */
const OPENING_BUDGET = 60;

/** What links of the first version called the regions that every figure has. */
const FORMER = { goals: 'coach', learning: 'transport', along: 'export', takeaway: 'menu' };

/**
 * What a figure needs of the element around it.
 * @typedef {object} Host
 * @property {import('./engine.js').Engine} engine
 * @property {import('./texts.js').Texts} texts
 * @property {import('./notice.js').Notice} notice
 * @property {import('./notice.js').Voice} voice
 * @property {() => Uint32Array} colors
 * @property {() => void} changed asks for a frame, after which links and listeners hear of the change
 * @property {() => void} repaint asks for a frame alone
 * @property {(reached: { goal: string, guess: string | null, right: string | null }) => void} reached a question has been answered
 * @property {() => string} address the link to this state
 * @property {() => void} switchLanguage
 * @property {(panel: string) => void} show another panel takes this one's place
 */

/**
 * What a panel's file says of its figure. `O` is what the engine shows of this panel alone.
 * @template O
 * @template {PanelTexts} T
 * @typedef {object} Definition
 * @property {(plate: Plate<O, T>) => Layout<O>} build
 * @property {Record<string, string>} [regions] names that links of the first version have for other regions, with the regions' own
 */

/**
 * @template O
 * @typedef {object} Layout
 * @property {Element[]} picture what stands in the picture's place
 * @property {import('./drawers.js').Drawer[]} [drawers] the panel's own drawers
 * @property {Element[]} [readout] what stands beside the sentence
 * @property {Element[]} [rail] what stands below the controls, where there is room
 * @property {() => string} [pictureToSave] the picture that is saved as SVG, where it is not always the first
 * @property {import('./controls.js').AnyControl[]} [controls] controls of settings that no control of the kit fits
 * @property {Record<string, Element | Element[]>} [parts] parts of the figure with names of their own, for `show`, `hide` and `lock`
 * @property {(view: View, own: O) => void} [paint]
 * @property {() => void} [recolor]
 * @property {() => void} [free]
 */

/** @typedef {Plate<any, any>} AnyPlate */

/**
 * @template O
 * @template {PanelTexts} T
 */
export class Plate {
  isGone = false;
  /** @type {Picture[]} */
  #pictures = [];
  /** Those of them that stand beside the figure's own, such as in a drawer: they are not saved with it. @type {Set<Picture>} */
  #asides = new Set();
  /** @type {Raster[]} */
  #rasters = [];
  #question = '';
  /** What was answered last, so that it is told once. */
  #reached = false;

  /**
   * @param {Host} host
   * @param {string} name the panel's
   * @param {Definition<O, T>} definition
   * @param {Partial<Record<import('./texts.js').Language, T>>} tables its words, in the language in force at least
   */
  constructor(host, name, definition, tables) {
    this.host = host;
    this.engine = host.engine;
    this.texts = host.texts;
    this.voice = host.voice;
    const panel = host.engine.Panel.open(name);
    if (!panel) throw new Error(`the engine has no panel ${name}`);
    this.panel = panel;
    this.definition = definition;
    /** @type {Schema} */
    this.schema = JSON.parse(panel.schema());
    this.words = new Words(this.texts, tables);
    /** What the engine shows, and what it shows of this panel alone. */
    this.view = /** @type {View} */ ({});
    this.own = /** @type {O} */ ({});
    this.#read(false);
    this.coach = new Coach(this);
    this.transport = new Transport(this);
    this.numbers = new Numbers(this);
    this.exports = this.schema.exports ? new Exports(this) : undefined;
    this.terms = new Terms(this);
    this.sentence = h('p', { className: 'sentence', id: 'sentence' });
    this.sum = h('p', { className: 'sum formula' });
    this.notes = h('p', { className: 'notes' });
    const settings = this.schema.settings.filter(({ name, kind }) => name !== 'goal' && kind !== 'packed');
    /** @type {Map<string, import('./controls.js').AnyControl>} */
    this.controls = new Map(settings.map((setting) => [setting.name, controlOf(this, setting)]));
    this.layout = definition.build(this);
    for (const control of this.layout.controls ?? []) this.controls.set(control.name, control);
    this.rail = h('div', { className: 'rail-controls' });
    this.settings = h('div', { className: 'settings' });
    /** Where the controls are that the rail does not have: in the drawer that names them, or in that of all settings. */
    this.homes = (this.layout.drawers ?? []).flatMap(({ settings }) => (settings ? [{ names: settings, element: h('div', { className: 'settings' }) }] : []));
    const inHomes = this.homes.flatMap(({ names }) => names);
    this.homes.push({ names: [...this.controls.keys()].filter((name) => !inHomes.includes(name)), element: this.settings });
    const own = (this.layout.drawers ?? []).map((drawer) => this.#withSettings(drawer));
    const contentOf = (/** @type {string} */ drawer) => own.find(({ name }) => name === drawer)?.content ?? [];
    this.drawers = new Drawers(this, [
      { name: 'numbers', content: [...contentOf('numbers'), ...this.numbers.elements] },
      ...own.filter(({ name }) => name !== 'numbers' && name !== 'settings'),
      { name: 'settings', content: [...contentOf('settings'), this.settings] },
      ...(this.exports ? [{ name: 'export', content: this.exports.elements, isIdle: () => this.view.idle.includes('export') }] : []),
      { name: 'terms', content: this.terms.elements },
    ]);
    this.menu = new Menu(this);
    this.parts = {
      head: h('header', { className: 'head' }, this.coach.head, this.menu.element),
      coach: this.coach.element,
      picture: h('div', { className: 'picture-place' }, ...this.layout.picture),
      readout: h('div', { className: 'readout' }, h('div', { className: 'said' }, this.sentence, this.notes), this.sum, ...(this.layout.readout ?? [])),
      rail: h('div', { className: 'rail' }, this.rail, h('div', { className: 'rail-more' }, ...(this.layout.rail ?? [])), this.drawers.buttons),
      transport: h('div', { className: 'foot' }, this.transport.element, this.drawers.more),
    };
    this.element = h('div', { className: `room plate ${this.schema.name}`, role: 'group' }, ...Object.values(this.parts), this.drawers.element, this.terms.meaning);
    this.element.addEventListener('keydown', (event) => this.#shortcut(event));
    this.texts.bind(() => this.#relabel());
  }

  /**
   * Loads the panel's words in a language.
   * @param {import('./texts.js').Language} language
   */
  async loadWords(language) {
    this.words.tables[language] ??= await loadWords(this.schema.name, language);
  }

  #relabel() {
    this.element.setAttribute('aria-label', this.words.own.title);
    this.panel.takeWords(this.texts.language, this.words.pictureLines);
    this.repaint();
  }

  /** @param {boolean} wantsNumbers whether a drawer is open that shows them */
  #read(wantsNumbers) {
    const { view, own } = JSON.parse(this.panel.view(wantsNumbers));
    this.view = view;
    this.own = own;
  }

  /**
   * A picture of the panel, for its layout.
   * @param {string} name
   */
  picture(name) {
    const picture = new Picture(this, name);
    this.#pictures.push(picture);
    return picture;
  }

  /**
   * A picture that stands beside the figure's own, such as in a drawer.
   * @param {string} name
   */
  aside(name) {
    const picture = this.picture(name);
    this.#asides.add(picture);
    return picture;
  }

  /**
   * Pixels of the panel that stand alone, for its layout.
   * @param {string} name
   */
  raster(name) {
    const raster = new Raster(this, name);
    this.#rasters.push(raster);
    return raster;
  }

  // What a learner does.

  /**
   * A change made in one go: what undo takes back.
   * @template R
   * @param {() => R} change
   * @returns {R}
   */
  act(change) {
    this.mark();
    return this.change(change);
  }

  /**
   * @template R
   * @param {() => R} change
   * @returns {R}
   */
  change(change) {
    const result = change();
    this.host.changed();
    return result;
  }

  mark() {
    if (!this.isGone) this.panel.mark();
  }

  /**
   * Sets a value; gives back what is wrong with the text.
   * @param {string} name
   * @param {string} text
   * @returns {Problem | undefined}
   */
  set(name, text) {
    if (this.isGone) return undefined;
    const problem = this.change(() => this.panel.set(name, text));
    return problem === undefined ? undefined : JSON.parse(problem);
  }

  /**
   * @param {string} name
   * @param {number} steps
   */
  stepSetting(name, steps) {
    this.change(() => this.panel.stepSetting(name, steps));
  }

  /**
   * Does what a learner asks for; what can't be done is told.
   * @param {[string, ...(string | number)[]]} command
   */
  command([name, ...values]) {
    const refusal = this.change(() => this.panel.command(name, values));
    if (refusal !== undefined) this.host.notice.show(() => [this.words.sentence(JSON.parse(refusal))]);
    return refusal === undefined;
  }

  /**
   * Takes a file's bytes; gives back what has become of it, and nothing when the figure is gone.
   * @param {string} kind
   * @param {Uint8Array} bytes
   * @returns {import('../../pkg/perceptron-playground.js').Answer | undefined}
   */
  take(kind, bytes) {
    return this.isGone ? undefined : JSON.parse(this.change(() => this.panel.take(kind, bytes)));
  }

  /**
   * A control for a kind of file that the panel takes, for its layout.
   * @param {string} kind
   */
  fileInput(kind) {
    return new FileInput(this, kind);
  }

  /** @param {string} question */
  begin(question) {
    this.change(() => this.panel.begin(question));
  }

  /** @param {string} guess */
  guess(guess) {
    this.change(() => this.panel.guess(guess));
  }

  /**
   * @param {string} picture
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   * @param {boolean} isTouch
   */
  press(picture, x, y, reach, isTouch) {
    return this.change(() => this.panel.press(picture, x, y, reach, isTouch));
  }

  /**
   * @param {string} name
   * @param {number} x
   * @param {number} y
   */
  drag(name, x, y) {
    if (!this.isGone) this.change(() => this.panel.drag(name, x, y));
  }

  endDrag() {
    if (!this.isGone) this.change(() => this.panel.endDrag());
  }

  /**
   * @param {string} name
   * @param {number} right
   * @param {number} up
   */
  nudge(name, right, up) {
    this.change(() => this.panel.nudge(name, right, up));
  }

  undo() {
    this.change(() => this.panel.undo());
  }

  redo() {
    this.change(() => this.panel.redo());
  }

  /**
   * Ctrl-Z and its kin.
   * @param {KeyboardEvent} event
   */
  #shortcut(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return;
    // In a box being typed into, the browser's own undo is meant.
    const [target] = event.composedPath();
    if (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')) return;
    event.preventDefault();
    if (event.shiftKey) this.redo();
    else this.undo();
  }

  /**
   * Something that the player does.
   * @param {(panel: Panel) => void} act
   */
  playing(act) {
    this.change(() => act(this.panel));
  }

  // What shows.

  repaint() {
    this.host.repaint();
  }

  /** A canvas has been emptied. No change of theme is heard of while the figure is hidden. */
  redraw() {
    this.recolor();
    this.repaint();
  }

  recolor() {
    const colors = this.host.colors();
    for (const { canvas } of this.#pictures) canvas.surface.setColors(colors);
    for (const { surface } of this.#rasters) surface.setColors(colors);
    this.layout.recolor?.();
  }

  /**
   * @param {string} name
   * @param {import('../../pkg/perceptron-playground.js').PictureCanvas} surface
   */
  draw(name, surface) {
    this.panel.draw(name, surface);
  }

  /** Does what has been put off, as far as an opening may wait for it. */
  settle() {
    this.panel.advance(performance.now(), OPENING_BUDGET);
  }

  /**
   * @param {number} now
   * @param {number} budget how long, in milliseconds, this figure may compute
   */
  paint(now, budget) {
    const isBusy = this.panel.advance(now, budget);
    this.#read(this.drawers.open !== undefined);
    const { view, own } = this;
    const sentence = this.words.sentences(view.sentence);
    // Before any text changes: choosing a font on a canvas makes the browser work out the styles of what has changed.
    for (const picture of this.#pictures) picture.paint(view.handles, sentence);
    for (const raster of this.#rasters) raster.paint();
    setSentence(this.sentence, sentence);
    setSentence(this.notes, this.words.sentences(view.notes));
    setFormula(this.sum, view.sum);
    this.element.classList.toggle('busy', view.progress !== null);
    if (view.progress !== null) this.element.style.setProperty('--worked', String(view.progress));
    this.#refreshControls();
    const isToldAnew = this.coach.refresh(view.coach);
    this.transport.refresh(view.player);
    this.menu.refresh(view);
    if (this.drawers.open === 'numbers') this.numbers.refresh(view);
    if (this.drawers.open === 'export') this.exports?.refresh();
    if (this.drawers.open === 'terms') this.terms.refresh();
    this.layout.paint?.(view, own);
    this.drawers.refresh();
    this.terms.mark(this.#sentences);
    if (isToldAnew) this.coach.fit();
    this.#tell();
    if (isBusy) this.host.changed();
  }

  /**
   * What is read, in its order, but for the heading, over which the steps have their room on a phone. While a run plays, only what
   * keeps still: a word that changes can't be pressed.
   */
  get #sentences() {
    const { line } = this.coach;
    if (this.view.player?.playing) return [line];
    return [line, this.sentence, this.notes, ...(this.drawers.open === 'numbers' ? this.numbers.lines.children : [])];
  }

  #refreshControls() {
    const { coach, values, idle } = this.view;
    const rail = this.schema.questions.find(({ name }) => name === coach.question)?.rail ?? [];
    if (this.#question !== coach.question || this.rail.childElementCount === 0) {
      this.#question = coach.question;
      const elements = (/** @type {string[]} */ names) => names.flatMap((name) => this.controls.get(name)?.element ?? []);
      this.rail.replaceChildren(...elements(rail));
      for (const { names, element } of this.homes) element.replaceChildren(...elements(names.filter((name) => !rail.includes(name))));
    }
    const isOpen = this.drawers.open !== undefined;
    for (const [name, control] of this.controls) {
      control.element.hidden = idle.includes(name);
      const value = values[name];
      if (value && (isOpen || rail.includes(name))) control.refresh(value);
    }
  }

  /**
   * A drawer with the controls that it names.
   * @param {import('./drawers.js').Drawer} drawer
   */
  #withSettings(drawer) {
    const home = this.homes.find(({ names }) => names === drawer.settings);
    return home ? { ...drawer, content: [home.element, ...drawer.content] } : drawer;
  }

  /** Tells of a question that has just been answered. */
  #tell() {
    const { question: goal, why, guess, right } = this.view.coach;
    const isReached = why !== null;
    if (isReached && !this.#reached) {
      this.voice.say(this.coach.line.textContent ?? '');
      this.host.reached({ goal, guess, right });
    }
    this.#reached = isReached;
  }

  /** @param {Problem} problem */
  problemText(problem) {
    return problemText(this.texts, problem, (name) => this.words.label(name));
  }

  // What the element asks of a figure.

  /** The settings, as scripts of the page know them. */
  get fields() {
    return this.schema.settings.map(({ limits, travel, linked, ...setting }) => {
      const [min = 0, max = 0] = limits;
      const [low = min, high = max] = travel;
      const hint = this.words.own.hints[setting.name] ?? '';
      return { ...setting, label: this.words.label(setting.name), hint, inLink: linked, limits: { min, max, low, high } };
    });
  }

  get settingNames() {
    return this.schema.settings.map(({ name }) => name);
  }

  /** Whether there is something that runs. */
  get hasRun() {
    return this.view.player !== null;
  }

  get title() {
    return this.words.own.title;
  }

  get questions() {
    return this.schema.questions
      .filter(({ name }) => name !== 'none')
      .map(({ name, rail, guesses, plays, further }) => ({ name, rail, guesses, plays, further, title: this.words.own.questions[name]?.title ?? name, ask: this.words.own.questions[name]?.task ?? '' }));
  }

  /** The regions without the names that links of the first version have for them; drawers with the reader's word. */
  get regionList() {
    const of = (/** @type {string} */ kind) => (/** @type {string} */ name) => ({ name, kind, label: '' });
    const drawers = this.drawers.drawers.map(({ name, button }) => ({ name, kind: 'drawer', label: button.textContent ?? name }));
    return [...Object.keys(this.parts).map(of('place')), of('place')('menu'), ...drawers, ...Object.keys(this.layout.parts ?? {}).map(of('part'))];
  }

  /**
   * The parts of the figure that a teacher can hide or lock, by their names.
   * @returns {Record<string, Element | Element[]>}
   */
  get regions() {
    const itemsOf = (/** @type {string} */ drawer) => this.menu.items.filter(({ name }) => name === drawer).map((item) => item.button);
    const drawers = Object.fromEntries(this.drawers.drawers.map(({ name, button, tab, box }) => [name, [button, tab, box, ...itemsOf(name)]]));
    /** @type {Record<string, Element | Element[]>} */
    const regions = { ...this.parts, menu: this.menu.element, ...drawers, ...this.layout.parts };
    for (const [name, region] of Object.entries({ ...FORMER, ...this.definition.regions })) {
      const element = regions[region];
      if (element) regions[name] = element;
    }
    return regions;
  }

  /** @param {string[]} names */
  lock(names) {
    this.panel.lock(names);
  }

  /** @param {string} query */
  load(query) {
    // Where nothing else is said, the first of the questions that show is opened.
    const asked = query === '' && this.coach.first !== undefined ? `goal=${this.coach.first}` : query;
    const problems = this.change(() => this.panel.openLink(asked)).map((problem) => /** @type {Problem} */ (JSON.parse(problem)));
    this.settle();
    return problems;
  }

  link() {
    return this.panel.link();
  }

  /** The public state, whole: every setting that a link carries, numbers as numbers. */
  get state() {
    const linked = this.schema.settings.filter(({ linked }) => linked);
    const value = (/** @type {string} */ name, /** @type {string} */ kind) => {
      const text = this.panel.value(name) ?? '';
      return kind === 'choice' || kind === 'packed' ? text : Number(text);
    };
    return Object.fromEntries(linked.map(({ name, kind }) => [name, value(name, kind)]));
  }

  /**
   * Takes a state from a script of the page, as one change. A whole one is opened as a link is; some settings alone are set one
   * after another.
   * @param {Record<string, unknown>} state
   * @param {boolean} [isGround] whether it belongs to the opening, which undo does not take back
   * @returns {Problem[]}
   */
  takeState(state, isGround = false) {
    const order = this.schema.settings.map(({ name }) => name);
    // In the order of the table: what there is to learn from comes before how, and how before how far.
    const placeOf = (/** @type {string} */ name) => order.indexOf(name) + 1 || order.length + 1;
    const entries = Object.entries(state).sort(([a], [b]) => placeOf(a) - placeOf(b));
    const pairs = entries.map(([name, value]) => /** @type {const} */ ([name, String(value)]));
    const isWhole = this.schema.settings.every(({ name, linked }) => !linked || Object.hasOwn(state, name));
    if (isWhole) return this.load(pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'));
    const set = () => pairs.flatMap(([name, text]) => this.set(name, text) ?? []);
    return isGround ? this.change(set) : this.act(set);
  }

  /**
   * Shows some of the questions alone, by number or name; all when none is named.
   * @param {string[]} given
   * @returns {Problem[]} the names that are none here; they are left out
   */
  chooseQuestions(given) {
    const known = this.schema.questions.map(({ name }) => name);
    const names = given.map((name) => known[Number(name) - 1] ?? name);
    this.coach.choose(names.filter((name) => known.includes(name)));
    const unknown = names.filter((name) => !known.includes(name));
    return unknown.map((name) => ({ key: 'not-a-choice', name: 'questions', given: name.slice(0, 40), allowed: known.join(', ') }));
  }

  /**
   * Shows a moment of a model that is trained elsewhere; gives back why it can't be shown.
   * @param {import('../types/embed.js').PlaygroundMoment} moment
   */
  follow({ weights, epoch, loss, valLoss, accuracy, valAccuracy, isStart = false }) {
    if (!this.schema.exports) return this.words.sentence({ key: 'follow-none', values: {} });
    const measures = Float64Array.from([loss, valLoss, accuracy, valAccuracy], (measure) => measure ?? NaN);
    const refusal = this.change(() => this.panel.follow(Float32Array.from(weights), epoch, measures, isStart));
    return refusal === undefined ? undefined : this.words.sentence(JSON.parse(refusal));
  }

  /** The model as its file holds it; `null` where there is none. */
  get model() {
    const file = this.schema.exports ? this.panel.model() : undefined;
    return file === undefined ? null : JSON.parse(file);
  }

  /**
   * Opens a model's file; gives back why it can't be opened.
   * @param {string} file
   */
  openModel(file) {
    const answer = this.take('model', new TextEncoder().encode(file));
    return answer?.taken === false ? this.words.sentence(answer.message) : undefined;
  }

  toSVG() {
    return this.panel.svg(this.layout.pictureToSave?.()) ?? '';
  }

  /** The pictures side by side, as a PNG; nothing where none of them is seen. */
  png() {
    const canvases = this.#pictures.filter((picture) => !this.#asides.has(picture)).map(({ canvas }) => canvas.element).filter(({ clientWidth, clientHeight }) => clientWidth > 0 && clientHeight > 0);
    return canvases.length === 0 ? Promise.resolve(null) : pngSideBySide(canvases);
  }

  /** Ends what goes on by itself. */
  hold() {
    this.panel.pause();
  }

  free() {
    this.isGone = true;
    this.layout.free?.();
    for (const picture of [...this.#pictures, ...this.#rasters]) picture.free();
    this.element.remove();
    this.panel.free();
  }
}
