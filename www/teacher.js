// The teachers' page: a figure to set up, and what to take away of it. All that can be asked of a panel is read off the
// figure's own table.

import './embed.js';
import { h, setText } from './kit/dom.js';
import { copyText, saveFile } from './kit/share.js';
import { fill } from './kit/texts.js';
import { panels } from './panels/index.js';
import { openFile } from './site.js';
import { frame, elementMarkup, link, scriptAndElement, setUpFile } from './teacher/markup.js';
import { Reference } from './teacher/reference.js';
import en from './texts/teacher.en.js';
import ko from './texts/teacher.ko.js';

/** @typedef {NonNullable<import('./types/embed.js').PerceptronPlaygroundElement['table']>} Table */
/** @typedef {import('./texts/teacher.en.js').TeacherTexts} Words */

const root = document.documentElement;
const words = () => (root.lang === 'ko' ? ko : en);

class TeacherPage {
  /** The parts and settings ticked. */
  #hide = /** @type {Set<string>} */ (new Set());
  #lock = /** @type {Set<string>} */ (new Set());
  /** @type {(() => void)[]} */
  #bound = [];

  constructor() {
    this.figure = document.createElement('perceptron-playground');
    this.panel = this.#select(Object.keys(panels).map((name) => [name, name]), () => this.#open());
    this.lang = this.#select([['ko', '한국어'], ['en', 'English']], () => this.#write());
    this.goal = this.#select([], () => this.#begin());
    this.ask = h('p', { className: 'ask' });
    this.preview = h('input', { type: 'checkbox', checked: true, onchange: () => this.#show() });
    this.site = h('input', { type: 'url', value: new URL('./', location.href).href, oninput: () => this.#write() });
    this.parts = h('tbody');
    this.status = h('p', { role: 'status' });
    this.reference = new Reference();
    this.outputs = /** @type {const} */ (['link', 'frame', 'element']).map((name) => {
      const text = h('textarea', { readOnly: true, rows: 4, spellcheck: false, id: `out-${name}` });
      const label = h('label', { htmlFor: text.id });
      const copy = h('button', { type: 'button', id: `copy-${name}`, onclick: () => this.#copy(text) });
      this.#bind(() => {
        setText(label, words()[name]);
        setText(copy, words().copy);
        copy.setAttribute('aria-label', `${words().copy}: ${words()[name]}`);
      });
      return { name, text, element: h('div', { className: 'output' }, label, text, copy) };
    });
    const files = /** @type {const} */ (['scorm', 'file']).map((name) => {
      const button = h('button', { type: 'button', id: `save-${name}`, onclick: () => void this.#save(name) });
      this.#bind(() => setText(button, words()[name]));
      return button;
    });
    this.#place('#choose', this.#labelled('panel', this.panel));
    this.#place('#figure', this.#labelled('preview', this.preview), this.figure);
    this.#place('#parts', h('table', {}, h('thead', {}, this.#headings('part', 'hidden', 'locked')), this.parts));
    this.#place('#goal', this.#labelled('goal', this.goal), this.ask);
    this.#place('#take', this.#labelled('lang', this.lang), this.#labelled('site', this.site));
    this.#place('#take', ...this.outputs.map(({ element }) => element), h('div', { className: 'files' }, ...files), this.status);
    this.#place('#reference', this.reference.element);
    this.figure.addEventListener('ready', () => this.#ready());
    this.figure.addEventListener('change', () => this.#write());
    this.lang.value = root.lang;
    new MutationObserver(() => this.#relabel()).observe(root, { attributes: true, attributeFilter: ['lang'] });
    this.#open();
    this.#relabel();
  }

  /** @param {() => void} write */
  #bind(write) {
    this.#bound.push(write);
  }

  /**
   * @param {string[][]} options
   * @param {() => void} choose
   */
  #select(options, choose) {
    return h('select', { onchange: choose }, ...options.map(([value, text]) => h('option', { value }, text ?? '')));
  }

  /**
   * @param {'panel' | 'lang' | 'goal' | 'preview' | 'site'} key
   * @param {HTMLElement} control
   */
  #labelled(key, control) {
    control.id = key === 'goal' || key === 'panel' ? `${key}-choice` : key;
    const text = h('span');
    this.#bind(() => setText(text, words()[key]));
    return h('label', { className: 'control' }, text, control);
  }

  /** @param {('part' | 'hidden' | 'locked')[]} keys */
  #headings(...keys) {
    const cells = keys.map((key) => ({ key, cell: h('th', { scope: 'col' }) }));
    this.#bind(() => cells.forEach(({ key, cell }) => setText(cell, words()[key])));
    return h('tr', {}, ...cells.map(({ cell }) => cell));
  }

  /**
   * @param {string} css
   * @param {Node[]} content
   */
  #place(css, ...content) {
    document.querySelector(css)?.append(...content);
  }

  #open() {
    this.#hide.clear();
    this.#lock.clear();
    for (const name of ['hide', 'lock']) this.figure.removeAttribute(name);
    this.figure.setAttribute('panel', this.panel.value);
  }

  #ready() {
    this.#relabel();
    this.#show();
  }

  #relabel() {
    document.title = words().title;
    for (const write of this.#bound) write();
    setText(this.status, '');
    const { table } = this.figure;
    if (!table) return;
    const chosen = this.figure.state?.['goal'] ?? 'none';
    const options = table.goals.map(({ name, title }) => h('option', { value: name }, title));
    this.goal.replaceChildren(h('option', { value: 'none' }, words().none), ...options);
    this.goal.value = String(chosen);
    this.parts.replaceChildren(...this.#names(table).map(({ name, label }) => this.#row(name, label)));
    this.reference.show(table, words());
    this.#write();
  }

  /**
   * The parts, then the settings that have a control of their own.
   * @param {Table} table
   */
  #names({ places, fields }) {
    /** @type {Record<string, string>} */
    const known = words().placeWords;
    const hasControl = (/** @type {string} */ name) => this.figure.shadowRoot?.querySelector(`[data-field="${name}"]`);
    const settings = fields.filter(({ name }) => name !== 'goal' && !places.includes(name) && hasControl(name));
    return [...places.map((name) => ({ name, label: known[name] ?? name })), ...settings];
  }

  /**
   * @param {string} name
   * @param {string} label
   */
  #row(name, label) {
    const tick = (/** @type {Set<string>} */ set, /** @type {'hidden' | 'locked'} */ what) =>
      h('td', {}, h('label', {}, h('input', {
        type: 'checkbox',
        checked: set.has(name),
        'aria-label': `${label}: ${words()[what]}`,
        'data-name': `${what}-${name}`,
        onchange: () => {
          if (!set.delete(name)) set.add(name);
          this.#show();
        },
      })));
    const heading = h('th', { scope: 'row' }, label, label === name ? '' : ' ', label === name ? '' : h('code', {}, name));
    return h('tr', {}, heading, tick(this.#hide, 'hidden'), tick(this.#lock, 'locked'));
  }

  #begin() {
    this.figure.begin(this.goal.value);
    // A goal that counts is not put away.
    if (this.goal.value === 'none') this.#lock.delete('goal');
    else this.#lock.add('goal');
    this.#show();
  }

  #show() {
    for (const [name, set] of /** @type {const} */ ([['hide', this.#hide], ['lock', this.#lock]])) {
      if (this.preview.checked && set.size > 0) this.figure.setAttribute(name, [...set].join(' '));
      else this.figure.removeAttribute(name);
    }
    this.#write();
  }

  get #setup() {
    const { table, query } = this.figure;
    return { panel: table?.panel ?? 'gates', lang: this.lang.value, query, hide: [...this.#hide], lock: [...this.#lock] };
  }

  /** The folder of the playground, as the teacher wrote it; this site's where that is no address. */
  get #address() {
    const written = this.site.value.endsWith('/') ? this.site.value : `${this.site.value}/`;
    const isAddress = URL.canParse(written) && /^(https?|file):/.test(written);
    this.site.setAttribute('aria-invalid', String(!isAddress));
    return isAddress ? written : new URL('./', location.href).href;
  }

  #write() {
    const { table } = this.figure;
    if (!table) return;
    const setup = this.#setup;
    const site = this.#address;
    const title = this.#title(table);
    const made = { link: link(setup, site), frame: frame(setup, site, title), element: scriptAndElement(setup, site) };
    for (const { name, text } of this.outputs) if (text.value !== made[name]) text.value = made[name];
    const goal = this.figure.state?.['goal'];
    setText(this.ask, table.goals.find(({ name }) => name === goal)?.ask ?? '');
    if (goal !== undefined) this.goal.value = String(goal);
  }

  /** @param {Table} table */
  #title(table) {
    const goal = table.goals.find(({ name }) => name === this.figure.state?.['goal']);
    return goal ? `${table.title}: ${goal.title}` : table.title;
  }

  /** @param {HTMLTextAreaElement} text */
  async #copy(text) {
    if (await copyText(text.value)) {
      setText(this.status, words().copied);
      return;
    }
    text.select();
    setText(this.status, words().selected);
  }

  /** @param {'scorm' | 'file'} what */
  async #save(what) {
    const { table } = this.figure;
    if (!table) return;
    // While the site is worked on, what is put into the files has not been made.
    if (typeof FINISHED_SITE === 'undefined') {
      setText(this.status, words().unfinished);
      return;
    }
    const setup = this.#setup;
    const { panel, lang } = setup;
    const read = async (/** @type {string} */ path) => {
      const answer = await openFile(path);
      if (!answer.ok) throw new Error(`${path} (${answer.status})`);
      return new Uint8Array(await answer.arrayBuffer());
    };
    try {
      let file = `${panel}.html`;
      if (what === 'scorm') {
        file = `${panel}-scorm.zip`;
        const { scormPackage } = await import('./teacher/package.js');
        const goal = this.goal.value === 'none' ? '' : this.goal.value;
        const figure = elementMarkup(setup, { linked: '' });
        const zip = await scormPackage({ panel, lang, goal, figure, title: this.#title(table) }, read);
        saveFile(file, new Blob([zip], { type: 'application/zip' }));
      } else {
        const html = setUpFile(setup, new TextDecoder().decode(await read(`files/${panel}.html`)));
        saveFile(file, new Blob([html], { type: 'text/html' }));
      }
      setText(this.status, fill(words().saved, { file }));
    } catch (error) {
      setText(this.status, fill(words().failed, { why: error instanceof Error ? error.message : String(error) }));
    }
  }
}

new TeacherPage();
