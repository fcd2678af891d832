// What the terms mean that a figure's own words use: in a drawer, and beside the word where a sentence uses one first.

import { h } from './dom.js';
import { showMeaning } from './meaning.js';

/** @typedef {import('./texts.js').Language} Language */
/** @typedef {import('../texts/terms.en.js').Terms} Table */
/** @typedef {keyof Table} Name */

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
    const meant = /** @type {Name[]} */ (Object.keys(table)).filter((key) => ONLY_IN[key]?.includes(panel) ?? true);
    const pairs = meant.map((key) => ({ key, pattern: FOUND_BY[language][key] ?? namesOf(table[key].name) }));
    // Of two that begin alike, such as *step* and *step function*, the longer one is meant.
    pairs.sort((a, b) => b.pattern.length - a.pattern.length);
    this.keys = pairs.map(({ key }) => key);
    this.pattern = new RegExp(`(?<!\\p{L})(?:${pairs.map(({ pattern }) => `(${pattern})`).join('|')})(?:e?s)?(?![a-z])`, 'giu');
  }

  /** @param {string} text */
  *in(text) {
    for (const match of text.matchAll(this.pattern)) {
      const key = this.keys[match.slice(1).findIndex((part) => part !== undefined)];
      if (key) yield { key, word: match[0], at: match.index };
    }
  }
}

export class Terms {
  /** What finds the terms of each language that has been in force. @type {Partial<Record<Language, Finder>>} */
  #finders = {};
  /** The language that the list is in. @type {Language | undefined} */
  #listed;
  /** The sentences whose terms have been marked. */
  #marked = '';
  /**
   * Whether the figure has been seen, which comes first: to look for terms takes longer than to write all its sentences. Undefined
   * until it is painted.
   * @type {boolean | undefined}
   */
  #wasSeen;

  /** @param {import('./plate.js').AnyPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.list = h('dl', { className: 'terms-list' });
    this.elements = [this.list];
    this.meaning = h('div', { className: 'meaning', popover: 'auto' });
  }

  /** What finds the terms of the language in force. */
  get #finder() {
    const { texts, schema } = this.plate;
    return (this.#finders[texts.language] ??= new Finder(texts.table.terms, texts.language, schema.name));
  }

  /** Shows the list. */
  refresh() {
    const { texts, words } = this.plate;
    if (this.#listed === texts.language) return;
    this.#listed = texts.language;
    const used = new Set(textsIn(words.own).flatMap((text) => [...this.#finder.in(text)].map(({ key }) => key)));
    const terms = Object.entries(texts.table.terms).flatMap(([key, term]) => (used.has(/** @type {Name} */ (key)) ? [term] : []));
    this.list.replaceChildren(...terms.map(({ name, text }) => h('div', {}, h('dt', {}, name), h('dd', {}, text))));
  }

  #waitToBeSeen() {
    if (this.#wasSeen === false) return;
    this.#wasSeen = false;
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#wasSeen = true;
        if (!this.plate.isGone) this.plate.repaint();
      }),
    );
  }

  /**
   * Makes the first use of each term in some sentences a button that opens what it means.
   * @param {Element[]} sentences in the order in which they are read
   */
  mark(sentences) {
    const state = JSON.stringify([this.plate.texts.language, ...sentences.map((sentence) => sentence.getAttribute('data-text'))]);
    if (state === this.#marked) return;
    if (!this.#wasSeen) return this.#waitToBeSeen();
    this.#marked = state;
    const focused = sentences.map((sentence) => sentence.querySelector('.term:focus')).find((term) => term !== null)?.getAttribute('data-term');
    const seen = new Set();
    for (const sentence of sentences) {
      for (const term of sentence.querySelectorAll('.term')) term.replaceWith(...term.childNodes);
      sentence.normalize();
      for (const node of [...sentence.childNodes]) if (node instanceof Text) this.#markIn(node, seen);
    }
    const again = sentences.map((sentence) => sentence.querySelector(`.term[data-term="${focused}"]`)).find((term) => term !== null);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  /**
   * @param {Text} node
   * @param {Set<Name>} seen the terms that have been used before
   */
  #markIn(node, seen) {
    const text = node.data;
    /** @type {(Node | string)[]} */
    const parts = [];
    let done = 0;
    for (const { key, word, at } of this.#finder.in(text)) {
      if (seen.has(key)) continue;
      seen.add(key);
      parts.push(text.slice(done, at), this.#button(key, this.plate.texts.table.terms[key], word));
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
