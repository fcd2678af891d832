// What tells a learning management system of a package, one document a standard. They are built as documents, so that whatever
// stands in a title is well-formed.

/**
 * @typedef {object} Content
 * @property {string} panel
 * @property {string} title
 * @property {string} about one sentence
 * @property {string} lang
 * @property {string} figure the element's markup
 * @property {string} counts what counts: a question, `all`, or nothing
 */

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * @param {string} namespace
 * @param {string} root
 */
function documentOf(namespace, root) {
  const xml = document.implementation.createDocument(namespace, root);
  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   */
  const node = (name, attributes = {}, ...children) => {
    const element = xml.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const write = () => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(xml)}\n`;
  return { root: xml.documentElement, node, write };
}

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
 * The manifest of SCORM 1.2. Elements and attributes after "SCORM Version 1.2, The SCORM Content Aggregation Model" (ADL, 2001),
 * section 2.3. It asks for no mastery score: the package itself says when it is passed, and a system that compared scores would
 * call a visit without one failed.
 * @param {Content} content
 * @param {string[]} files
 */
export function scormManifest({ panel, title, figure }, files) {
  const ADL = 'http://www.adlnet.org/xsd/adlcp_rootv1p2';
  const { root, node, write } = documentOf('http://www.imsproject.org/xsd/imscp_rootv1p1p2', 'manifest');
  root.setAttributeNS(XMLNS, 'xmlns:adlcp', ADL);
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
  return write();
}

/**
 * A UUID for a text, the same for the same text: version 8 of RFC 9562, four hashes long.
 * @param {string} text
 */
function uuidOf(text) {
  const hex = [1, 2, 3, 4].map((salt) => hashOf(`${salt} ${text}`)).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

/**
 * The course structure of cmi5, a course of one unit: "cmi5 Specification Profile for xAPI" (Quartz, 1st edition), section 13. Where
 * all questions count, a mastery score lets the course ask for fewer.
 * @param {Content} content
 */
export function cmi5Structure({ title, about, lang, figure, counts }) {
  const { root, node, write } = documentOf('https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd', 'courseStructure');
  const text = (/** @type {string} */ name, /** @type {string} */ words) => node(name, {}, node('langstring', { lang }, words));
  const texts = () => [text('title', title), text('description', about)];
  const id = (/** @type {string} */ part) => `urn:uuid:${uuidOf(`${part} ${title} ${figure}`)}`;
  const moveOn = counts === '' ? 'Completed' : 'Passed';
  root.append(
    node('course', { id: id('course') }, ...texts()),
    node('au', { id: id('au'), moveOn, ...(counts === 'all' ? { masteryScore: '1' } : {}) }, ...texts(), node('url', {}, 'index.html')),
  );
  return write();
}
