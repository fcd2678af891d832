// The drawer in which a model goes out to real Keras and PyTorch, and comes back: notebooks, code, tables, a file of everything.

import { h, setText } from './dom.js';
import { FileInput } from './files.js';
import { setSentence } from './formula.js';
import { saveFile } from './share.js';
import { fill } from './texts.js';

/** @typedef {import('../../pkg/perceptron-playground.js').ExportShown} ExportShown */

/** The kinds of files by the ends of their names. @type {Record<string, string>} */
const TYPES = { ipynb: 'application/x-ipynb+json', py: 'text/x-python', csv: 'text/csv', json: 'application/json' };

export class Exports {
  #shown = '';

  /** @param {import('./plate.js').AnyPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.about = h('p', { className: 'hint' });
    this.groups = h('div', { className: 'exports' });
    this.input = plate.schema.files.some(({ name }) => name === 'model') ? new FileInput(plate, 'model') : undefined;
    this.colab = h('p', { className: 'hint' });
    this.elements = [this.about, this.groups, this.colab, ...(this.input ? [this.input.element] : [])];
    plate.texts.bind(() => (this.#shown = ''));
  }

  refresh() {
    const { plate } = this;
    const offer = plate.panel.exportOffer() ?? '{"about":[],"files":[]}';
    if (offer === this.#shown) return;
    this.#shown = offer;
    const { about, files } = /** @type {ExportShown} */ (JSON.parse(offer));
    const { exports } = plate.texts.table;
    setSentence(this.about, plate.words.sentences(about));
    this.colab.hidden = !files.some(({ file }) => file.endsWith('.ipynb'));
    setText(this.colab, exports.colab);
    const groups = [...new Set(files.map(({ group }) => group))];
    this.groups.replaceChildren(
      ...groups.map((group) => {
        const label = h('span', { className: 'caption', id: `export-${group}` });
        setText(label, /** @type {Record<string, string>} */ (exports.groups)[group] ?? group);
        const buttons = files.filter((file) => file.group === group).map(({ label: name, file }) => this.#button(name, file));
        return h('div', { className: 'group', role: 'group', 'aria-labelledby': label.id }, label, h('div', { className: 'buttons' }, ...buttons));
      }),
    );
  }

  /**
   * @param {string} label
   * @param {string} file
   */
  #button(label, file) {
    const text = /** @type {Record<string, string>} */ (this.plate.texts.table.exports.files)[label] ?? label;
    return h('button', { type: 'button', className: 'quiet', 'data-save': file, onclick: () => this.#save(file) }, text);
  }

  /** @param {string} file */
  #save(file) {
    const { plate } = this;
    const { exports } = plate.texts.table;
    const { data, model, fit, results } = exports.headings;
    const content = plate.panel.exportFile(file, [plate.words.own.title, data, model, fit, results]);
    if (content === undefined) return;
    saveFile(file, new Blob([content], { type: TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain' }));
    plate.voice.say(fill(exports.saved, { file }));
  }
}
