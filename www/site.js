// Where the playground's own files are, wherever the page that uses them is. This module stands in www/, and so does the
// bundle that holds it in the finished site. A file that holds everything has another module in its place, made with it.

/** The folder that holds www/ and pkg/. */
const site = new URL('../', import.meta.url);

/** The page that a copied link opens. */
export const linkedPage = new URL('index.html', site).href;

/**
 * A file of the playground.
 * @param {string} path from the folder that holds www/ and pkg/
 * @returns {Promise<Response>}
 */
export const openFile = (path) => fetch(new URL(path, site));

/**
 * The address of the picture that stands in for a panel until it is there; empty when there is none.
 * @param {string} panel
 */
export const pictureOf = (panel) => new URL(`www/figures/${panel}.svg`, site).href;
