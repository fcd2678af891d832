// The style sheets that figures' shadow roots adopt: the plate's, and one for each panel.

import { openFile } from '../site.js';

/** @type {Record<string, Promise<CSSStyleSheet> | undefined>} */
const loading = {};

/**
 * @param {string} path
 * @returns {Promise<CSSStyleSheet>}
 */
function load(path) {
  return (loading[path] ??= openFile(path)
    .then((response) => response.text())
    .then((text) => new CSSStyleSheet().replace(text)));
}

/**
 * The sheets of a panel, the plate's first.
 * @param {string} panel
 */
export const sheetsOf = (panel) => Promise.all([load('www/plate.css'), load(`www/panels/${panel}.css`)]);
