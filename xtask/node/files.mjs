// HTML files that hold everything: they open by a double click, from disk, without a network.

import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const hashOf = (algorithm, text) => `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`;

/** What `integrity` must say of a file. */
export const integrityOf = (content) => hashOf('sha384', content);

/** What a page under these rules may do: run its own scripts, each known by its hash, and reach nobody. */
function policy(scripts, styles) {
  const hashes = (texts) => texts.map((text) => `'${hashOf('sha256', text)}'`).join(' ');
  return [
    `default-src 'none'`,
    `script-src ${hashes(scripts)} 'wasm-unsafe-eval'`,
    `style-src ${hashes(styles)}`,
    `img-src data: blob:`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

const meta = (content) => `<meta http-equiv="Content-Security-Policy" content="${content}" />`;
const CHARSET = '<meta charset="utf-8" />';

/** The rules for the site's own page, whose files stand beside it. */
export const withSitePolicy = (html) =>
  html.replace(
    CHARSET,
    `${CHARSET}\n    ${meta("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'")}`,
  );

/** The panels' pictures, as addresses that hold them. */
export async function picturesOf(dist) {
  const files = (await readdir(join(dist, 'www/figures'))).filter((file) => file.endsWith('.svg'));
  const read = async (file) => [file.replace('.svg', ''), `data:image/svg+xml;base64,${(await readFile(join(dist, 'www/figures', file))).toString('base64')}`];
  return Object.fromEntries(await Promise.all(files.map(read)));
}

/** The names in the list of panels. */
export async function panelsOf(root) {
  const list = /PANELS = \[([^\]]*)\]/.exec(await readFile(join(root, 'www/panels/index.js'), 'utf8'))?.[1] ?? '';
  return [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name);
}

/** The chapters of the course in their order. */
async function chaptersIn(root) {
  const list = await readFile(join(root, 'www/page.js'), 'utf8');
  return [...list.matchAll(/slug: '(\w+)'/g)].map(([, slug]) => slug);
}

/** The chapters of the course and the glossary, as sections of one page. */
async function chaptersOf(root, dist) {
  const slugs = await chaptersIn(root);
  const section = async (slug) => {
    const html = await readFile(join(dist, `course/${slug}.html`), 'utf8');
    const main = /<main>([\s\S]*)<\/main>/.exec(html)?.[1];
    if (main === undefined) throw new Error(`course/${slug}.html has no <main>`);
    return `<section id="chapter-${slug}">${main.replace(/<(\/?)h2\b/g, '<$1h3').replace(/<(\/?)h1\b/g, '<$1h2')}</section>`;
  };
  return (await Promise.all([...slugs, 'glossary'].map(section))).join('\n').replace(/href="(?:\.\/)?(\w+)\.html"/g, 'href="#chapter-$1"');
}

/**
 * The cover and all chapters in one page, with its styles, scripts and pictures inside.
 * @param {string} root
 * @param {string} dist
 * @param {string} script all that the page runs
 */
export async function wholePage(root, dist, script) {
  const html = await readFile(join(dist, 'index.html'), 'utf8');
  const style = await readFile(join(dist, 'www/page.css'), 'utf8');
  const chapters = await chaptersOf(root, dist);
  let page = html
    .replace(/\s*<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    // One file has no pages beside it.
    .replace(/<a href="\.\/teacher\.html">[^<]*<\/a>/g, '')
    .replace(/\s*<script[^>]* src="[^"]*"><\/script>/g, '')
    .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`)
    .replace(CHARSET, () => `${CHARSET}${meta(policy([script], [style]))}`)
    .replace('<section class="teachers">', (section) => `${chapters}${section}`)
    .replace('</body>', () => `<script>${script}</script></body>`);
  for (const [name, data] of Object.entries(await picturesOf(dist))) page = page.replaceAll(new RegExp(`"\\.{1,2}/www/figures/${name}\\.svg"`, 'g'), () => `"${data}"`);
  return page;
}

/**
 * A page that shows one panel and nothing else.
 * @param {string} panel
 * @param {string} script
 * @param {string} style
 */
export function figurePage(panel, script, style) {
  return `<!doctype html>
<html lang="en" data-alone>
  <head>
    ${CHARSET}
    ${meta(policy([script], [style]))}
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Perceptron Playground · 퍼셉트론 놀이터</title>
    <link rel="icon" href="data:," />
    <style>${style}</style>
  </head>
  <body>
    <main><perceptron-playground panel="${panel}" linked></perceptron-playground></main>
    <script>${script}</script>
  </body>
</html>
`;
}
