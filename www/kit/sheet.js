// The one style sheet that every figure's shadow root adopts.

/** @type {Promise<CSSStyleSheet> | undefined} */
let loading;

/** @returns {Promise<CSSStyleSheet>} */
export function loadSheet() {
  loading ??= fetch(new URL('../panel.css', import.meta.url))
    .then((response) => response.text())
    .then((text) => new CSSStyleSheet().replace(text));
  return loading;
}
