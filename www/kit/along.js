// Taking a model along into real Keras and PyTorch, and bringing it back: code, notebooks, tables, and a file of everything.

import { h, setText } from './dom.js';
import { saveFile } from './share.js';
import { fill } from './texts.js';

/** @typedef {'keras' | 'pytorch'} Library */

/**
 * The engine's side of a panel whose code and tables can be taken along.
 * @typedef {object} Taken
 * @property {(library: string) => string} code
 * @property {(library: string, headings: string[]) => string} notebook
 * @property {number} codeEpochs
 * @property {() => string} csv
 * @property {() => string} historyCsv
 */

/**
 * @typedef {object} TakenPanel
 * @property {import('../panels/index.js').Stage} stage
 * @property {import('./texts.js').Texts} texts
 * @property {Taken} model
 * @property {{ title: string }} words
 * @property {<T>(change: () => T) => T} act
 */

/**
 * @typedef {object} AlongOptions
 * @property {() => void} [opened] what is to be done when a file has been taken
 * @property {() => string} [hint] what the code does where nothing is trained; there is no table then either
 * @property {() => string} [note] what else there is to know
 */

/** @typedef {(...buttons: HTMLElement[]) => { element: HTMLElement, label: HTMLElement }} Group buttons with a label before them */

/**
 * A button that looks like the others here.
 * @param {() => void} act
 */
const button = (act) => h('button', { type: 'button', className: 'quiet', onclick: act });

/**
 * Saves a file and says so.
 * @param {TakenPanel} panel
 * @param {string} file
 * @param {string} type
 * @param {string} content
 */
function save(panel, file, type, content) {
  saveFile(file, new Blob([content], { type }));
  panel.stage.voice.say(fill(panel.texts.table.exports.saved, { file }));
}

export class Along {
  /**
   * @param {TakenPanel} panel
   * @param {string} name what its files are called, without their endings
   * @param {AlongOptions} [options]
   */
  constructor(panel, name, { opened = () => {}, hint, note = () => '' } = {}) {
    this.panel = panel;
    this.ownHint = hint;
    this.note = note;
    const { model, texts } = panel;
    this.title = h('h2');
    this.hint = h('p', { className: 'hint' });
    this.remark = h('p', { className: 'hint' });
    /** @type {HTMLElement[]} */
    const groups = [];
    /** @type {Group} */
    const group = (...buttons) => {
      const label = h('span', { className: 'label' });
      const element = h('div', { className: 'buttons', role: 'group' }, label, ...buttons);
      groups.push(element);
      return { element, label };
    };
    const codes = (/** @type {Library} */ library) => ({
      notebook: button(() => save(panel, `${name}_${library}.ipynb`, 'application/x-ipynb+json', model.notebook(library, this.#headings()))),
      code: button(() => save(panel, `${name}_${library}.py`, 'text/x-python', model.code(library))),
    });
    this.libraries = [codes('keras'), codes('pytorch')];
    this.data = button(() => save(panel, `${name}_data.csv`, 'text/csv', model.csv()));
    this.history = button(() => save(panel, `${name}_history.csv`, 'text/csv', model.historyCsv()));
    const libraryLabels = this.libraries.map(({ notebook, code }) => group(notebook, code).label);
    const tables = group(this.data, this.history);
    this.tables = tables.element;
    const fold = hasFile(model) ? [new FileBox(panel, model, `${name}.json`, opened, group).fold] : [];
    this.element = h('section', { className: 'along' }, this.title, this.hint, this.remark, ...groups, ...fold);
    texts.bind(() => {
      const { exports, drawers } = texts.table;
      setText(this.title, drawers.export);
      setText(tables.label, exports.groups.tables);
      ['Keras', 'PyTorch'].forEach((library, i) => setText(/** @type {HTMLElement} */ (libraryLabels[i]), library));
      for (const { notebook, code } of this.libraries) {
        setText(notebook, exports.files.notebook);
        setText(code, exports.files.code);
      }
      setText(this.data, exports.files.data);
      setText(this.history, exports.files.history);
      for (const element of groups) element.setAttribute('aria-label', element.firstElementChild?.textContent ?? '');
    });
  }

  /** A notebook's headings. */
  #headings() {
    const { headings } = this.panel.texts.table.exports;
    return [this.panel.words.title, headings.data, headings.model, headings.fit, headings.results];
  }

  refresh() {
    const { say } = this.panel.texts.table;
    const { codeEpochs } = this.panel.model;
    setText(this.hint, codeEpochs > 0 ? fill(say['export-trains'], { epochs: codeEpochs }) : this.ownHint?.() ?? say['export-looks']);
    setText(this.remark, this.note());
    this.remark.hidden = this.remark.textContent === '';
    this.tables.hidden = codeEpochs === 0 && this.ownHint !== undefined;
  }
}

/**
 * The engine's side of a panel of which all can be saved as a file and opened again.
 * @typedef {object} Filed
 * @property {() => string} modelFile
 * @property {(file: Uint8Array) => import('../../pkg/perceptron-playground.js').ModelProblem | undefined} readModel
 */

/**
 * @param {Taken | Filed} model
 * @returns {model is Filed}
 */
const hasFile = (model) => 'modelFile' in model;

/** Saving a model as a file, and opening one from a file or from its text. */
class FileBox {
  /**
   * @param {TakenPanel} panel
   * @param {Filed} model
   * @param {string} name the file's
   * @param {() => void} opened what is to be done when a file has been taken
   * @param {Group} group
   */
  constructor(panel, model, name, opened, group) {
    this.panel = panel;
    this.model = model;
    this.opened = opened;
    this.save = button(() => save(panel, name, 'application/json', model.modelFile()));
    this.file = h('input', { type: 'file', accept: '.json,application/json', hidden: true, onchange: () => void this.#load() });
    this.open = button(() => this.file.click());
    this.label = group(this.save, this.open, this.file).label;
    this.pasted = h('textarea', { rows: 4, spellcheck: false });
    this.pasteLabel = h('span');
    this.take = button(() => this.#take(new TextEncoder().encode(this.pasted.value)));
    this.paste = h('summary');
    this.fold = h('details', { className: 'fold' }, this.paste, h('label', { className: 'paste' }, this.pasteLabel, this.pasted), h('div', { className: 'buttons' }, this.take));
    panel.texts.bind(() => {
      const { exports, files } = panel.texts.table;
      setText(this.label, exports.groups.model);
      const { open, paste, pasteLabel } = files.kinds.model;
      const labels = { save: exports.files.save, open, paste, pasteLabel, take: files.take };
      for (const [key, text] of Object.entries(labels)) setText(this[/** @type {'save'} */ (key)], text);
    });
  }

  async #load() {
    const file = this.file.files?.[0];
    this.file.value = '';
    if (file) this.#take(new Uint8Array(await file.arrayBuffer()));
  }

  /** @param {Uint8Array} bytes */
  #take(bytes) {
    const { panel } = this;
    const { notice, voice } = panel.stage;
    const problem = panel.act(() => this.model.readModel(bytes));
    if (problem) {
      notice.show(modelProblem(panel.texts, problem));
      return;
    }
    notice.show(() => []);
    this.opened();
    voice.say(panel.texts.table.say['model-opened']);
  }
}

/**
 * What is wrong with a model's file, in the reader's words.
 * @param {import('./texts.js').Texts} texts
 * @param {import('../../pkg/perceptron-playground.js').ModelProblem} problem freed here
 * @returns {() => string[]} lines for a notice, made anew when the language changes
 */
function modelProblem(texts, problem) {
  const { key, line, column, path, given, wanted } = problem;
  problem.free();
  return () => {
    /** @type {Record<string, string>} */
    const sentences = texts.table.say;
    const sentence = key === 'too-long' ? sentences['file-too-large'] : sentences[`model-${key}`];
    return [fill(sentence ?? key, { line, column, path, given, wanted, allowed: wanted, most: wanted, limit: '16 MB' }), texts.table.files.kept];
  };
}
