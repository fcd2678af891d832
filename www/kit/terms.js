// The drawer with what the terms mean that this figure's own words use.

import { loadTerms } from '../panels/index.js';
import { h } from './dom.js';

/** @typedef {import('./texts.js').Language} Language */
/** @typedef {Awaited<ReturnType<typeof loadTerms>>} Table */

/** Whether a text has a term in it, from the beginning of a word: *epoch* is in *epochs*. The symbol behind a name is no part of it. */
function isUsed(/** @type {string} */ name, /** @type {string} */ text) {
  const [word = ''] = name.split(/,|\(| [a-zα-ω]$/u);
  return new RegExp(`(?<![a-z])${word}`, 'i').test(text);
}

export class Terms {
  /** @type {Partial<Record<Language, Table>>} */
  #tables = {};
  /** @type {Language | undefined} */
  #shown;

  /** @param {import('./plate.js').AnyPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.list = h('dl', { className: 'terms-list' });
    this.elements = [this.list];
  }

  /**
   * Loads the terms of another language, if they are in sight in this one.
   * @param {Language} language
   */
  async translate(language) {
    if (this.#shown) await this.#load(language);
  }

  /** @param {Language} language */
  async #load(language) {
    this.#tables[language] ??= await loadTerms(language);
  }

  refresh() {
    const { plate } = this;
    const { language } = plate.texts;
    if (this.#shown === language) return;
    const table = this.#tables[language];
    if (!table) {
      void this.#load(language).then(() => plate.isGone || plate.repaint());
      return;
    }
    this.#shown = language;
    const text = JSON.stringify(plate.words.own);
    const used = Object.values(table).flatMap((term) => (term && isUsed(term.name, text) ? [term] : []));
    this.list.replaceChildren(...used.map(({ name, text }) => h('div', {}, h('dt', {}, name), h('dd', {}, text))));
  }
}
