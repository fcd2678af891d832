// Taking a model along into real Keras and PyTorch, and bringing it back: code, notebooks, tables, and a file of everything.

import { h, setText } from './dom.js';
import { saveFile } from './share.js';
import { fill } from './texts.js';

/** @typedef {'keras' | 'pytorch'} Library */

/**
 * The engine's side of a panel whose model can be taken along.
 * @typedef {object} Taken
 * @property {(library: string) => string} code
 * @property {(library: string, headings: string[]) => string} notebook
 * @property {number} codeEpochs
 * @property {() => string} csv
 * @property {() => string} historyCsv
 * @property {() => string} modelFile
 * @property {(file: Uint8Array) => import('../../pkg/perceptron-playground.js').ModelProblem | undefined} readModel
 */

/**
 * @typedef {object} TakenPanel
 * @property {import('../panels/index.js').Stage} stage
 * @property {import('./texts.js').Texts} texts
 * @property {Taken} model
 * @property {{ title: string }} words
 * @property {<T>(change: () => T) => T} act
 */

export class Along {
  /**
   * @param {TakenPanel} panel
   * @param {string} name what its files are called, without their endings
   * @param {() => void} [opened] what is to be done when a file has been taken
   */
  constructor(panel, name, opened = () => {}) {
    this.panel = panel;
    this.name = name;
    this.opened = opened;
    const { model, texts } = panel;
    this.title = h('h2');
    this.hint = h('p', { className: 'hint' });
    /** @type {HTMLElement[]} */
    const groups = [];
    const group = (/** @type {(HTMLElement | HTMLButtonElement)[]} */ ...buttons) => {
      const label = h('span', { className: 'label' });
      groups.push(h('div', { className: 'buttons', role: 'group' }, label, ...buttons));
      return label;
    };
    const button = (/** @type {() => void} */ act) => h('button', { type: 'button', className: 'quiet', onclick: act });
    const codes = (/** @type {Library} */ library) => ({
      notebook: button(() => this.#save(`${name}_${library}.ipynb`, 'application/x-ipynb+json', model.notebook(library, this.#headings()))),
      code: button(() => this.#save(`${name}_${library}.py`, 'text/x-python', model.code(library))),
    });
    this.libraries = [codes('keras'), codes('pytorch')];
    this.data = button(() => this.#save(`${name}_data.csv`, 'text/csv', model.csv()));
    this.history = button(() => this.#save(`${name}_history.csv`, 'text/csv', model.historyCsv()));
    this.save = button(() => this.#save(`${name}.json`, 'application/json', model.modelFile()));
    this.file = h('input', { type: 'file', accept: '.json,application/json', hidden: true, onchange: () => void this.#load() });
    this.open = button(() => this.file.click());
    this.pasted = h('textarea', { rows: 4, spellcheck: false });
    this.pasteLabel = h('span');
    this.take = button(() => this.#take(new TextEncoder().encode(this.pasted.value)));
    this.paste = h('summary');
    this.libraryLabels = this.libraries.map(({ notebook, code }) => group(notebook, code));
    this.tables = group(this.data, this.history);
    this.model = group(this.save, this.open, this.file);
    this.element = h(
      'section',
      { className: 'along' },
      this.title,
      this.hint,
      ...groups,
      h('details', { className: 'fold' }, this.paste, h('label', { className: 'paste' }, this.pasteLabel, this.pasted), h('div', { className: 'buttons' }, this.take)),
    );
    texts.bind(() => {
      const { along } = texts.table;
      setText(this.title, along.title);
      setText(this.tables, along.tables);
      setText(this.model, along.model);
      ['Keras', 'PyTorch'].forEach((library, i) => setText(/** @type {HTMLElement} */ (this.libraryLabels[i]), library));
      for (const { notebook, code } of this.libraries) {
        setText(notebook, along.notebook);
        setText(code, along.code);
      }
      const labels = { data: along.data, history: along.history, save: along.save, open: along.open, paste: along.paste, pasteLabel: along.pasteLabel, take: along.take };
      for (const [key, text] of Object.entries(labels)) setText(this[/** @type {'data'} */ (key)], text);
      for (const element of groups) element.setAttribute('aria-label', element.firstElementChild?.textContent ?? '');
    });
  }

  /** A notebook's headings. */
  #headings() {
    const { along } = this.panel.texts.table;
    return [this.panel.words.title, along.headings.data, along.headings.model, along.headings.fit, along.headings.results];
  }

  /**
   * @param {string} file
   * @param {string} type
   * @param {string} content
   */
  #save(file, type, content) {
    saveFile(file, new Blob([content], { type }));
    this.panel.stage.voice.say(fill(this.panel.texts.table.along.saved, { file }));
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
    const problem = panel.act(() => panel.model.readModel(bytes));
    if (problem) {
      notice.show(modelProblem(panel.texts, problem));
      return;
    }
    notice.show(() => []);
    this.opened();
    voice.say(panel.texts.table.along.opened);
  }

  refresh() {
    const { along } = this.panel.texts.table;
    const { codeEpochs } = this.panel.model;
    setText(this.hint, codeEpochs > 0 ? fill(along.hint, { epochs: codeEpochs }) : along.untrained);
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
    const sentences = texts.table.modelFile;
    return [fill(sentences[key] ?? key, { line, column, path, given, wanted }), texts.table.modelFile.kept];
  };
}
