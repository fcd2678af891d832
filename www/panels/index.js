// The panels, in the order of the lesson. Each is loaded when the first figure asks for it; a test holds the list against the
// engine's registry.

export const PANELS = ['gates', 'activations', 'xor', 'network', 'classes', 'digits', 'layers', 'sequences', 'regression', 'generate'];

/** @typedef {import('../kit/texts.js').Language} Language */

/**
 * A panel's definition, its words in one language and, in the finished site, its style.
 * @param {string} name
 * @param {Language} language
 */
export async function loadPanel(name, language) {
  const [module, words] = await Promise.all([import(`./${name}.js`), loadWords(name, language)]);
  return { definition: /** @type {import('../kit/plate.js').Definition<any, any>} */ (module.default), words, sheet: module.sheet };
}

/**
 * The words of a panel, or of the kit, in one language.
 * @param {string} name
 * @param {Language} language
 */
export async function loadWords(name, language) {
  const { default: words } = await import(`../texts/${name}.${language}.js`);
  return words;
}
