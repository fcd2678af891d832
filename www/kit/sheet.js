// The style sheets that figures' shadow roots adopt: one that all share, and one for each panel.

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

/** What every figure needs, and all that is needed before a panel is there. */
export const sharedSheet = () => load('www/panel.css');

/**
 * The sheets of a panel, the shared one first.
 * @param {string} panel
 */
export const sheetsOf = (panel) => Promise.all([PLATES.has(panel) ? load('www/plate.css') : sharedSheet(), load(`www/panels/${panel}.css`)]);

/** The panels that are plates. */
const PLATES = new Set(['gates']);
