// Where the playground's files are, wherever the page that uses them is. This module stands in www/, and so does the bundle
// that holds it in the finished site.

/** The folder that holds www/ and pkg/. */
export const site = new URL('../', import.meta.url);
