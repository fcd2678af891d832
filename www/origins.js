// The bar below every course page: where this came from, a year at a time.

import { h } from './kit/dom.js';
import en from './texts/origins.en.js';
import ko from './texts/origins.ko.js';

/** @typedef {import('./kit/texts.js').Language} Language */
/** @typedef {import('./texts/origins.en.js').Origins} Origins */

/** The years, each with the chapter that it belongs to. */
const YEARS = /** @type {const} */ ([
  ['y1943', 'neuron'],
  ['y1958', 'learning'],
  ['y1969', 'xor'],
  ['y1986', 'xor'],
  ['y2012', 'digits'],
]);
const LANGUAGES = /** @type {const} */ (['ko', 'en']);
const TITLE = { ko: '어디서 왔을까요?', en: 'Where this came from' };

/**
 * The bar.
 * @param {string | undefined} chapter the chapter whose page this is
 * @param {(chapter: string) => Node} linkTo a link to a chapter
 * @param {Node} aside what stands beside its heading
 */
export function originsBar(chapter, linkTo, aside) {
  const texts = { ko, en };
  const both = (/** @type {(language: Language) => string} */ text) => LANGUAGES.map((language) => h('span', { lang: language }, text(language)));
  const story = h('div', { className: 'story', id: 'story', hidden: true });
  const years = YEARS.map(([key, of]) => {
    const year = key.slice(1);
    const button = h('button', { type: 'button', id: `year-${year}`, 'aria-expanded': 'false', 'aria-controls': story.id, onclick: () => turn(key, button.getAttribute('aria-expanded') !== 'true') }, h('strong', {}, year), h('span', { className: 'what' }, ...both((language) => texts[language][key].name)));
    if (of === chapter) button.dataset['here'] = '';
    return { key, of, button };
  });

  /**
   * Opens or closes a year's story.
   * @param {keyof Origins} key
   * @param {boolean} isOpen
   */
  function turn(key, isOpen) {
    for (const { key: other, button } of years) button.setAttribute('aria-expanded', String(isOpen && other === key));
    story.hidden = !isOpen;
    const of = years.find((year) => year.key === key)?.of ?? '';
    const sentences = LANGUAGES.map((language) => {
      const { name, first, second, third } = texts[language][key];
      return h('p', { lang: language }, h('strong', {}, `${key.slice(1)} · ${name}`), h('br'), [first, second, third].join(' '));
    });
    story.replaceChildren(...sentences, h('p', { className: 'source' }, texts.en[key].source), ...(of === chapter ? [] : [h('p', {}, linkTo(of))]));
  }

  /** Opens the story that the address names. */
  function open() {
    const year = years.find(({ button }) => location.hash === `#${button.id}`);
    if (!year) return;
    turn(year.key, true);
    bar.scrollIntoView();
  }

  addEventListener('hashchange', open);
  const bar = h('section', { className: 'origins' }, h('div', { className: 'heading' }, h('h2', {}, ...both((language) => TITLE[language])), aside), h('ol', { className: 'years' }, ...years.map(({ button }) => h('li', {}, button))), story);
  return { bar, open };
}
