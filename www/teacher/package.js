// A SCORM 1.2 package of one figure. Elements and attributes of the manifest after "SCORM Version 1.2, The SCORM Content
// Aggregation Model" (ADL, 2001), section 2.3.

import { strToU8, zipSync } from 'fflate';

const CP = 'http://www.imsproject.org/xsd/imscp_rootv1p1p2';
const ADL = 'http://www.adlnet.org/xsd/adlcp_rootv1p2';
/** What a package's page may do: run its own scripts, and reach nobody. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'";

/**
 * A short name for a text, the same for the same text: its FNV-1a hash (Fowler, Noll, Vo).
 * @param {string} text
 */
function hashOf(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/**
 * The manifest. It is built as a document, so that whatever stands in a title is well-formed. It asks for no mastery score: the
 * package itself says when it is passed, and a system that compared scores would call a visit without one failed.
 * @param {{ panel: string, title: string, figure: string, files: string[] }} content
 */
function manifest({ panel, title, figure, files }) {
  const xml = document.implementation.createDocument(CP, 'manifest');
  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   */
  const node = (name, attributes = {}, ...children) => {
    const element = xml.createElementNS(name.startsWith('adlcp:') ? ADL : CP, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const root = xml.documentElement;
  root.setAttributeNS('http://www.w3.org/2000/xmlns/', 'xmlns:adlcp', ADL);
  root.setAttribute('identifier', `perceptron-playground-${panel}-${hashOf(title + figure)}`);
  root.setAttribute('version', '1.0');
  const resource = node('resource', { identifier: 'figure', type: 'webcontent', href: 'index.html' }, ...files.map((href) => node('file', { href })));
  resource.setAttributeNS(ADL, 'adlcp:scormtype', 'sco');
  const item = node('item', { identifier: 'item', identifierref: 'figure' }, node('title', {}, title));
  root.append(
    node('metadata', {}, node('schema', {}, 'ADL SCORM'), node('schemaversion', {}, '1.2')),
    node('organizations', { default: 'course' }, node('organization', { identifier: 'course' }, node('title', {}, title), item)),
    node('resources', {}, resource),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(xml)}\n`;
}

/**
 * @param {{ title: string, lang: string, figure: string }} content `figure`: the element's markup
 */
function page({ title, lang, figure }) {
  const head = document.implementation.createHTMLDocument(title).head.innerHTML;
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${POLICY}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    ${head}
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="frame.css">
    <script src="scorm.js" defer></script>
    <script src="figure.js" defer></script>
  </head>
  <body>
    <main>${figure}</main>
  </body>
</html>
`;
}

/**
 * @param {{ panel: string, title: string, lang: string, figure: string }} content
 * @param {(path: string) => Promise<Uint8Array>} read a file of the finished site
 * @returns {Promise<Uint8Array<ArrayBuffer>>} the zip
 */
export async function scormPackage(content, read) {
  const [figure, adapter, style] = await Promise.all([`www/alone/${content.panel}.js`, 'www/scorm.js', 'www/frame.css'].map(read));
  if (!figure || !adapter || !style) throw new Error(content.panel);
  const files = { 'index.html': strToU8(page(content)), 'figure.js': figure, 'scorm.js': adapter, 'frame.css': style };
  const text = manifest({ ...content, files: Object.keys(files) });
  return zipSync({ 'imsmanifest.xml': strToU8(text), ...files });
}
