// The one style sheet that every figure's shadow root adopts.

import { site } from '../site.js';

/** @type {Promise<CSSStyleSheet> | undefined} */
let loading;

/** @returns {Promise<CSSStyleSheet>} */
export function loadSheet() {
  loading ??= fetch(new URL('www/panel.css', site))
    .then((response) => response.text())
    .then((text) => new CSSStyleSheet().replace(text));
  return loading;
}
