// A package of one figure for a learning management system: a zip of a page, the panel's script, and what reports to the system.

import { strToU8, zipSync } from 'fflate';
import { cmi5Structure, scormManifest } from './manifests.js';

/** @typedef {import('./manifests.js').Content} Content */

/** What a package's page may do: run its own scripts, and reach nobody. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'";

/**
 * The standards: what reports, what tells the system of the package, and what the page may do. With cmi5 the store is known at the
 * launch alone; cmi5.js shuts out all others.
 */
const STANDARDS = {
  scorm: { adapter: 'scorm.js', about: 'imsmanifest.xml', write: scormManifest, policy: POLICY },
  cmi5: { adapter: 'cmi5.js', about: 'cmi5.xml', write: cmi5Structure, policy: `${POLICY}; connect-src http: https:` },
};

/**
 * @param {Content} content
 * @param {{ adapter: string, policy: string }} standard
 */
function page({ title, lang, figure }, { adapter, policy }) {
  const paper = document.implementation.createHTMLDocument(title);
  const head = paper.head.innerHTML;
  const heading = paper.createElement('h1');
  heading.textContent = title;
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    ${head}
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="frame.css">
    <script src="${adapter}" defer></script>
    <script src="figure.js" defer></script>
  </head>
  <body>
    <main>${heading.outerHTML}${figure}</main>
  </body>
</html>
`;
}

/**
 * @param {keyof typeof STANDARDS} name
 * @param {Content} content
 * @param {(path: string) => Promise<Uint8Array>} read a file of the finished site
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the zip
 */
export async function coursePackage(name, content, read) {
  const standard = STANDARDS[name];
  const [figure, adapter, style] = await Promise.all([`www/alone/${content.panel}.js`, `www/lms/${standard.adapter}`, 'www/frame.css'].map(read));
  if (!figure || !adapter || !style) throw new Error(content.panel);
  const files = { 'index.html': strToU8(page(content, standard)), 'figure.js': figure, [standard.adapter]: adapter, 'frame.css': style };
  return zipSync({ [standard.about]: strToU8(standard.write(content, Object.keys(files))), ...files });
}
