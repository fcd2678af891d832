// The style sheets that figures' shadow roots adopt: the plate's, and one for each panel.

import { openFile } from '../site.js';

/**
 * The room of a plate, which a figure keeps from its first moment: what stands below must not move when it opens. Sizes follow
 * the reader's own font size.
 */
const ROOM = `
:host {
  display: block;
  box-sizing: border-box;
  /* Said, for in a grid or a flexible box margins of auto would leave it no width at all. */
  width: 100%;
  max-width: 70em;
  margin-inline: auto;
  /* A page's own rules for all its elements reach the host, unless what is said here is important. */
  font-size: var(--pp-font-size, medium) !important;
}
.figure { container-type: inline-size; }
.room { display: block; height: max(37.5em, min(var(--height, 42.5em), var(--pp-height, 100svh))); }
@container (max-width: 56em) { .room { --height: 48.75em; } }
`;
/** @type {CSSStyleSheet | undefined} */
let room;

/** The sheet of that room. Made when it is asked for, because the module is also read where there is no document. */
export function roomSheet() {
  if (room) return room;
  room = new CSSStyleSheet();
  room.replaceSync(ROOM);
  return room;
}

/** @type {Record<string, Promise<CSSStyleSheet> | undefined>} */
const loading = {};

/** @param {string} path */
async function read(path) {
  const response = await openFile(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

/**
 * A sheet, made once: of a text or, where there is none, of a file. What failed is tried again.
 * @param {string} path
 * @param {string | undefined} text
 */
function sheetOf(path, text) {
  const sheet = (loading[path] ??= Promise.resolve(text ?? read(path)).then((text) => new CSSStyleSheet().replace(text)));
  sheet.catch(() => (loading[path] = undefined));
  return sheet;
}

/**
 * The sheets of a panel, the plate's before its own.
 * @param {string} panel
 * @param {string | undefined} own the panel's own, where it is at hand
 */
export const sheetsOf = (panel, own) =>
  Promise.all([roomSheet(), sheetOf('www/plate.css', typeof PLATE_SHEET === 'undefined' ? undefined : PLATE_SHEET), sheetOf(`www/panels/${panel}.css`, own)]);
