// What a teacher takes away: addresses and markup that open the figure as it stands.

/** @typedef {NonNullable<import('../types/embed.js').PerceptronPlaygroundElement['table']>} Table */

/**
 * A figure as it was set up.
 * @typedef {object} Setup
 * @property {string} panel
 * @property {string} lang
 * @property {string} query the state, as a link writes it
 * @property {string[]} questions those that show; all when it is empty
 * @property {string[]} hide
 * @property {string[]} lock
 */

// Elements made here belong to a document of their own: they are written down, and never run.
const paper = document.implementation.createHTMLDocument('');

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 */
function markup(tag, attributes) {
  const element = paper.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    // The policy of this page forbids the attribute, though nothing is shown here.
    if (name === 'style') element.style.cssText = value;
    else element.setAttribute(name, value);
  }
  return element.outerHTML;
}

/** @param {Setup} setup */
const visibilityOf = ({ questions, hide, lock }) => [
  ...(questions.length > 0 ? [/** @type {const} */ (['questions', questions])] : []),
  ...(hide.length > 0 ? [/** @type {const} */ (['hide', hide])] : []),
  ...(lock.length > 0 ? [/** @type {const} */ (['lock', lock])] : []),
];

/**
 * @param {Setup} setup
 * @param {Record<string, string>} more
 */
export function elementMarkup(setup, more = {}) {
  const pairs = setup.query === '' ? [] : setup.query.split('&').map((pair) => /** @type {[string, string]} */ (pair.split('=')));
  const asked = visibilityOf(setup).map(([name, names]) => /** @type {[string, string]} */ ([name, names.join(' ')]));
  return markup('perceptron-playground', { panel: setup.panel, ...Object.fromEntries([...pairs, ...asked]), lang: setup.lang, ...more });
}

/**
 * @param {Setup} setup
 * @param {string} site
 * @param {Record<string, string>} more
 */
export function scriptAndElement(setup, site, more = {}) {
  const script = markup('script', { type: 'module', src: new URL('www/embed.js', site).href });
  return `${script}\n${elementMarkup(setup, more)}`;
}

/**
 * The figure on a page of the site.
 * @param {Setup} setup
 * @param {string} site
 * @param {string} page
 */
function addressOn(setup, site, page) {
  const url = new URL(page, site);
  const asked = visibilityOf(setup).map(([name, names]) => `${name}=${names.join('.')}`);
  url.hash = [`panel=${setup.panel}`, setup.query, ...asked].filter((part) => part !== '').join('&');
  return url.href;
}

/** @param {Setup} setup */
const framePage = ({ lang }) => `embed.html?lang=${lang}`;

/**
 * @param {Setup} setup
 * @param {string} site
 */
export function link(setup, site) {
  // A page that says what it is shows its picture where the link is sent to. There is none while the site is worked on.
  return addressOn(setup, site, typeof FINISHED_SITE === 'undefined' ? framePage(setup) : `figure/${setup.panel}.${setup.lang}.html`);
}

/**
 * The figure alone, for what frames an address by itself.
 * @param {Setup} setup
 * @param {string} site
 */
export const address = (setup, site) => addressOn(setup, site, framePage(setup));

/**
 * @param {Setup} setup
 * @param {string} site
 * @param {string} title
 * @param {number} height
 * @param {Record<string, string>} more
 */
export function frame(setup, site, title, height, more = {}) {
  const attributes = {
    src: address(setup, site),
    title,
    // Scripts are all that a figure needs; the others let it save pictures and copy links.
    sandbox: 'allow-scripts allow-downloads',
    allow: 'clipboard-write',
    loading: 'lazy',
    width: '100%',
    height: String(height),
    ...more,
  };
  return markup('iframe', attributes);
}

/** A text as Python writes it. @param {string} text */
const quoted = (text) => `'${text.replace(/[\\']/g, '\\$&')}'`;

/**
 * A cell of a notebook that shows the figure by its Python package. Names have no hyphens there, and numbers are numbers.
 * @param {Setup} setup
 * @param {Table['fields']} fields
 */
export function python(setup, fields) {
  const isText = (/** @type {string} */ name) => ['choice', 'packed'].includes(fields.find((field) => field.name === name)?.kind ?? 'choice');
  const pairs = setup.query === '' ? [] : setup.query.split('&').map((pair) => /** @type {[string, string]} */ (pair.split('=')));
  const settings = pairs.map(([name, value]) => `${name.replaceAll('-', '_')}=${isText(name) ? quoted(value) : value}`);
  const asked = visibilityOf(setup).map(([name, names]) => `${name}=${quoted(names.join(' '))}`);
  return `from perceptron_playground import Playground\n\nPlayground(${[quoted(setup.panel), `lang=${quoted(setup.lang)}`, ...settings, ...asked].join(', ')})`;
}

/**
 * A cell of a notebook that shows the figure in a frame, without any package.
 * @param {Setup} setup
 * @param {string} site
 * @param {number} height
 */
export const cell = (setup, site, height) => `from IPython.display import IFrame\n\nIFrame(${quoted(address(setup, site))}, width='100%', height=${height})`;

/**
 * The line that makes every frame of a page as high as its figure.
 * @param {string} site
 */
export const hostScript = (site) => markup('script', { src: new URL('www/embed-host.js', site).href });

/**
 * The page of one file, with its figure set up.
 * @param {Setup} setup
 * @param {string} title
 * @param {string} html
 */
export function setUpFile(setup, title, html) {
  const opening = `<perceptron-playground panel="${setup.panel}" linked></perceptron-playground>`;
  if (!html.includes(opening)) throw new Error(setup.panel);
  const named = html.replace(/<title>[^<]*<\/title>/, () => document.implementation.createHTMLDocument(title).head.innerHTML);
  return named.replace(opening, () => elementMarkup(setup, { linked: '' }));
}
