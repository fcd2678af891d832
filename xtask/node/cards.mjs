// The picture that a pasted link unfolds to: the figure's own, its title beside it, as a PNG, since those who unfold links draw no SVG.

import { Resvg, initWasm } from '@resvg/resvg-wasm';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What Open Graph's readers ask for, in pixels. */
export const WIDTH = 1200;
export const HEIGHT = 630;

const MARGIN = 40;
/** The width of the column with the title, and the size of its letters. */
const COLUMN = 480;
const TITLE = 56;
const NAME = 28;

const modules = join(import.meta.dirname, '../node_modules');
const font = join(modules, '@fontsource/gowun-dodum/files/gowun-dodum-');
await initWasm(readFile(join(modules, '@resvg/resvg-wasm/index_bg.wasm')));
const fontBuffers = await Promise.all(['latin', 'korean'].map(async (part) => new Uint8Array(await readFile(`${font}${part}-400-normal.woff2`))));

const escaped = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.codePointAt(0)};`);

/** About how wide a text is, in its letters' size: those of Korean are square. */
const widthOf = (text) => [...text].reduce((sum, letter) => sum + (letter > '\u1100' ? 0.95 : 0.58), 0);

/** A text in lines that fit the column. */
function linesOf(text) {
  const lines = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer) * TITLE <= COLUMN) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * The figure's picture, with words of a language where the file has their keys.
 * @param {string} svg
 * @param {Record<string, string>} words
 */
const inWords = (svg, words) =>
  svg
    .replace(/(<text[^>]*>\s*)([^<]*?)(\s*<\/text>)/g, (_, start, text, end) => `${start}${escaped(words[text] ?? text)}${end}`)
    // The font has no small figures.
    .replace(/[₀-₉]/g, (digit) => String.fromCodePoint(digit.codePointAt(0) - 0x2080 + 0x30))
    .replace(/ font-family="[^"]*"/g, '');

/**
 * @param {{ svg: string, words: Record<string, string>, title: string, name: string }} card `name`: the playground's
 * @returns {Uint8Array} the PNG
 */
export function card({ svg, words, title, name }) {
  const [, width, height, view] = /^<svg width="(\d+)" height="(\d+)" viewBox="([^"]*)"/.exec(svg) ?? [];
  if (!view) throw new Error('a picture tells its width, height and view first');
  const room = WIDTH - COLUMN - 3 * MARGIN;
  const scale = Math.min(room / width, (HEIGHT - 2 * MARGIN) / height);
  const [across, down] = [width * scale, height * scale];
  const figure = inWords(svg, words).replace(
    /^<svg [^>]*>/,
    `<svg x="${WIDTH - MARGIN - (room + across) / 2}" y="${(HEIGHT - down) / 2}" width="${across}" height="${down}" viewBox="${view}">`,
  );
  const lines = linesOf(title);
  const top = HEIGHT / 2 - ((lines.length - 1) * TITLE * 1.3) / 2 + TITLE * 0.35;
  const written = lines.map((line, at) => `<text x="${MARGIN + 24}" y="${top + at * TITLE * 1.3}" font-size="${TITLE}" fill="#15181d">${escaped(line)}</text>`);
  const document = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${WIDTH}" height="${HEIGHT}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/><rect width="24" height="${HEIGHT}" fill="#0072b2"/>
<text x="${MARGIN + 24}" y="${HEIGHT - MARGIN}" font-size="${NAME}" fill="#5b6570">${escaped(name)}</text>${written.join('')}${figure}</svg>`;
  const drawing = new Resvg(document, { font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Gowun Dodum' } });
  return drawing.render().asPng();
}
