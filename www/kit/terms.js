// What the terms mean that a figure's own words use: in a drawer, and beside the word where a sentence uses one first.

import { loadTerms } from '../panels/index.js';
import { h } from './dom.js';
import { showMeaning } from './meaning.js';

/** @typedef {import('./texts.js').Language} Language */
/** @typedef {Awaited<ReturnType<typeof loadTerms>>} Table */
/** @typedef {keyof import('../texts/terms.en.js').Terms} Name */

/** What finds a term in a text where its name does not. @type {Record<Language, Partial<Record<Name, string>>>} */
const FOUND_BY = {
  ko: { gradient: '(?<!직선의 |tanh의 )기울기|그래디언트', loss: '손실', mlp: '다층 퍼셉트론|단층 퍼셉트론', slope: '(?:그린 |실제 |함수의 |tanh의 )?기울기', oneHot: '원-핫', dummy: '더미 클래스|네 번째 클래스', convolution: '합성곱', dimension: '차원|랭크' },
  en: { convergence: 'converged?|convergence', dense: 'dense|fully connected', dimension: 'dimension|rank', dummy: 'dummy class|fourth class', convolution: 'convolution(?:al layer)?', cutoff: '(?:decision )?threshold', identity: 'identity(?: function)?', loss: 'loss', oneHot: 'one-hot', recurrent: 'recurrent(?: layer)?', slope: 'slope' },
};
/** The figures that mean one thing by a word by which the others mean another. @type {Partial<Record<Name, string[]>>} */
const ONLY_IN = { temperature: ['sequences'], threshold: ['gates', 'xor', 'activations'], slope: ['activations', 'xor'] };

/** What a term is called, without the symbol behind its name: *bias b (offset)* is *bias* or *offset*. */
function namesOf(/** @type {string} */ name) {
  return name
    .replaceAll(')', '')
    .split(/[,(]/)
    .map((part) => part.trim().replace(/ [a-zα-ω]$/iu, ''))
    .join('|');
}

/** All that text is in some words. @param {unknown} words @returns {string[]} */
function textsIn(words) {
  return typeof words === 'string' ? [words] : Object.values(words ?? {}).flatMap(textsIn);
}

/** Finds the terms of one language in the texts of one figure. */
class Finder {
  /**
   * @param {Table} table
   * @param {Language} language
   * @param {string} panel
   */
  constructor(table, language, panel) {
    const meant = Object.entries(table).filter(([key]) => ONLY_IN[/** @type {Name} */ (key)]?.includes(panel) ?? true);
    const pairs = meant.flatMap(([key, term]) => (term ? [{ key, pattern: FOUND_BY[language][/** @type {Name} */ (key)] ?? namesOf(term.name) }] : []));
    // Of two that begin alike, such as *step* and *step function*, the longer one is meant.
    pairs.sort((a, b) => b.pattern.length - a.pattern.length);
    this.keys = pairs.map(({ key }) => key);
    this.pattern = new RegExp(`(?<!\\p{L})(?:${pairs.map(({ pattern }) => `(${pattern})`).join('|')})(?:e?s)?(?![a-z])`, 'giu');
  }

  /** @param {string} text */
  *in(text) {
    for (const match of text.matchAll(this.pattern)) yield { key: this.keys[match.slice(1).findIndex((part) => part !== undefined)] ?? '', word: match[0], at: match.index };
  }
}

export class Terms {
  /** @type {Partial<Record<Language, { table: Table, finder: Finder }>>} */
  #loaded = {};
  /** The language that was asked for last. @type {Language | undefined} */
  #asked;
  /** The language that the list is in. @type {Language | undefined} */
  #listed;
  /** The sentences whose terms have been marked. */
  #marked = '';

  /** @param {import('./plate.js').AnyPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.list = h('dl', { className: 'terms-list' });
    this.elements = [this.list];
    this.meaning = h('div', { className: 'meaning', popover: 'auto' });
  }

  /** The terms in the language in force; nothing until they are there, which the figure does not wait for. */
  get #here() {
    const { plate } = this;
    const { language } = plate.texts;
    if (!this.#loaded[language] && this.#asked !== language) {
      this.#asked = language;
      // What terms mean can be had without: a figure whose file is lost has its words unmarked.
      this.#load(language).then(() => plate.isGone || plate.repaint(), () => {});
    }
    return this.#loaded[language];
  }

  /**
   * Loads the terms of another language, if they are in sight in this one.
   * @param {Language} language
   */
  async translate(language) {
    if (this.#asked === undefined) return;
    this.#asked = language;
    await this.#load(language).catch(() => {});
  }

  /** @param {Language} language */
  async #load(language) {
    const table = await loadTerms(language);
    this.#loaded[language] = { table, finder: new Finder(table, language, this.plate.schema.name) };
  }

  /** Shows the list. */
  refresh() {
    const { plate } = this;
    const { language } = plate.texts;
    const here = this.#here;
    if (this.#listed === language || !here) return;
    this.#listed = language;
    const used = new Set(textsIn(plate.words.own).flatMap((text) => [...here.finder.in(text)].map(({ key }) => key)));
    const terms = Object.entries(here.table).flatMap(([key, term]) => (term && used.has(key) ? [term] : []));
    this.list.replaceChildren(...terms.map(({ name, text }) => h('div', {}, h('dt', {}, name), h('dd', {}, text))));
  }

  /**
   * Makes the first use of each term in some sentences a button that opens what it means.
   * @param {Element[]} sentences in the order in which they are read
   */
  mark(sentences) {
    const here = this.#here;
    const state = JSON.stringify([this.plate.texts.language, here !== undefined, ...sentences.map((sentence) => sentence.getAttribute('data-text'))]);
    if (state === this.#marked || !here) return;
    this.#marked = state;
    const focused = sentences.map((sentence) => sentence.querySelector('.term:focus')).find((term) => term !== null)?.getAttribute('data-term');
    const seen = new Set();
    for (const sentence of sentences) {
      for (const term of sentence.querySelectorAll('.term')) term.replaceWith(...term.childNodes);
      sentence.normalize();
      for (const node of [...sentence.childNodes]) if (node instanceof Text) this.#markIn(node, here, seen);
    }
    const again = sentences.map((sentence) => sentence.querySelector(`.term[data-term="${focused}"]`)).find((term) => term !== null);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  /**
   * @param {Text} node
   * @param {{ table: Table, finder: Finder }} here
   * @param {Set<string>} seen the terms that have been used before
   */
  #markIn(node, { table, finder }, seen) {
    const text = node.data;
    /** @type {(Node | string)[]} */
    const parts = [];
    let done = 0;
    for (const { key, word, at } of finder.in(text)) {
      const term = table[key];
      if (!term || seen.has(key)) continue;
      seen.add(key);
      parts.push(text.slice(done, at), this.#button(key, term, word));
      done = at + word.length;
    }
    if (parts.length > 0) node.replaceWith(...parts, text.slice(done));
  }
  /**
   * A word that is pressed like a button. It is none by its element: a button's text can't be parted at the end of a line.
   * @param {string} key
   * @param {{ name: string, text: string }} term
   * @param {string} word
   */
  #button(key, term, word) {
    const button = h('span', { className: 'term', role: 'button', tabIndex: 0, 'data-term': key, onclick: () => this.#explain(term, button) }, word);
    button.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      this.#explain(term, button);
    });
    return button;
  }

  /**
   * @param {{ name: string, text: string }} term
   * @param {HTMLElement} word
   */
  #explain(term, word) {
    showMeaning(this.meaning, term, word);
    this.plate.voice.say(`${term.name}: ${term.text}`);
  }
}
