// The texts in the reader's language, switched in place: each piece of the page that shows a text is bound to it, and all are
// written anew when the language changes. Only the languages that are read are loaded.

import { loadWords } from '../panels/index.js';

/** @typedef {'ko' | 'en'} Language */
/** @typedef {import('../texts/kit.en.js').KitTexts} Table */

/** @type {Partial<Record<Language, Table>>} */
const tables = {};

/** The words that all panels use, loaded once a language. @param {Language} language */
export async function loadKitWords(language) {
  tables[language] ??= await loadWords('kit', language);
}

/** Marks that turn the direction of the text around them (Unicode's UAX #9, 2.1 to 2.6): they come from outside, in links and files. */
const TURNS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Puts values into a text's {gaps}. A value that only says what it is more or less than, `> 0.999`, takes the place of a `=` before it.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap).replace(TURNS, ' ')).replace(/= (?=[<>] )/g, '');
}

/**
 * The language in force at an element: the nearest `lang` around it, through shadow roots, else the browser's.
 * @param {Element} element
 * @returns {Language}
 */
export function languageAt(element) {
  /** @type {Element | null} */
  let at = element;
  while (at) {
    const lang = at.closest('[lang]')?.getAttribute('lang');
    if (lang) return lang.toLowerCase().startsWith('ko') ? 'ko' : 'en';
    const root = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

export class Texts {
  /** @type {(() => void)[]} */
  #bound = [];

  /** @param {Language} language whose words are loaded */
  constructor(language) {
    this.language = language;
  }

  /** The words that all panels use, in the language in force. */
  get table() {
    return /** @type {Table} */ (tables[this.language]);
  }

  /**
   * Runs `write` now and whenever the language changes.
   * @param {() => void} write
   */
  bind(write) {
    this.#bound.push(write);
    write();
  }

  /** @param {Language} language whose words are loaded */
  switchTo(language) {
    if (language === this.language) return;
    this.language = language;
    for (const write of this.#bound) write();
  }
}
