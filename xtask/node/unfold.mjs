// What a pasted link unfolds to. `node unfold.mjs ROOT SITE [ADDRESS]`; in the folder SITE:
//
//   figure/<panel>.<language>.html   a page with that figure alone, whose head says what it is
//   figure/<panel>.<language>.png    its picture
//   figure/<panel>.<language>.json   what oEmbed's consumers put into their own page
//   all other pages                  get tags of their own
//
// ADDRESS is where the site will lie. Without it no page can say its own address, and oEmbed, which needs whole ones, is left out.

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HEIGHT, WIDTH, card } from './cards.mjs';
import { panelsOf, withSitePolicy } from './files.mjs';

const [root, site, address] = process.argv.slice(2);
const NAMES = { ko: '퍼셉트론 놀이터', en: 'Perceptron Playground' };
const LOCALES = { ko: 'ko_KR', en: 'en_US' };
const LANGUAGES = Object.keys(NAMES);
/** The picture of pages that are about no panel. */
const COVER = 'playground.ko';
const FIRST = 'gates';
/** What a figure takes in a page; docs/embedding.md says the same. */
const FRAME = { width: 900, height: 680 };

const read = (path) => readFile(join(site, path), 'utf8');
const write = (path, content) => writeFile(join(site, path), content);
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const otherThan = (language) => LANGUAGES.find((one) => one !== language);

/** How a page at `from` names a file of the site: in full where it is known where the site lies. */
const addressOf = (file, from) => (address === undefined ? posix.relative(posix.dirname(from), file) : new URL(file, address).href);

/**
 * The lines of a head: Open Graph, whose title, text and picture X takes too.
 * @param {{ path: string, title: string, description: string, language: string, picture: string }} page
 */
function tagsOf({ path, title, description, language, picture }) {
  const said = {
    'og:type': 'website',
    'og:site_name': NAMES[language],
    'og:title': title,
    'og:description': description,
    ...(address === undefined ? {} : { 'og:url': addressOf(path === 'index.html' ? '' : path, path) }),
    'og:image': addressOf(`figure/${picture}.png`, path),
    'og:image:type': 'image/png',
    'og:image:width': String(WIDTH),
    'og:image:height': String(HEIGHT),
    'og:image:alt': title,
    'og:locale': LOCALES[language],
    'og:locale:alternate': LOCALES[otherThan(language)],
  };
  return [
    ...Object.entries(said).map(([property, content]) => `<meta property="${property}" content="${escaped(content)}" />`),
    '<meta name="twitter:card" content="summary_large_image" />',
  ];
}

/** A page with such lines in its head, in the place of those that it may have. */
const withLines = (html, lines) => html.replace(/ *<meta (property="og:|name="twitter:)[^>]*>\n/g, '').replace('</head>', () => `  ${lines.join('\n    ')}\n  </head>`);

/** A page of the site that is there, with tags after its own title and description. */
async function tag(path, picture) {
  const html = await read(path);
  const [, title] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
  const [, description] = /<meta name="description" content="([^"]*)"/.exec(html) ?? [];
  if (title === undefined || description === undefined) throw new Error(`${path} has no title or no description`);
  const [, language = 'ko'] = /<html lang="(\w+)"/.exec(html) ?? [];
  await write(path, withLines(html, tagsOf({ path, title, description, language, picture })));
}

/** What a panel is about, in a language. */
async function aboutOf(panel, language) {
  const { default: words } = await import(pathToFileURL(join(root, `www/texts/${panel}.${language}.js`)).href);
  // The first question is what the figure opens with.
  const [{ title, ask, task }] = Object.values(words.questions);
  return { title: words.title, description: `${title} ${ask ?? task}`, words: words.picture };
}

const frameOf = (panel, language, title) => {
  const src = escaped(new URL(`embed.html?panel=${panel}&lang=${language}`, address).href);
  return `<iframe src="${src}" title="${escaped(title)}" sandbox="allow-scripts allow-downloads" allow="clipboard-write" loading="lazy" width="${FRAME.width}" height="${FRAME.height}" style="max-width: 100%; border: 0"></iframe>`;
};

/** What oEmbed's consumers are told, after its specification 1.0. */
const oEmbedOf = (panel, language, title) => ({
  type: 'rich',
  version: '1.0',
  title,
  provider_name: NAMES[language],
  provider_url: address,
  thumbnail_url: addressOf(`figure/${panel}.${language}.png`, ''),
  thumbnail_width: WIDTH,
  thumbnail_height: HEIGHT,
  html: frameOf(panel, language, title),
  ...FRAME,
});

/** A page that shows a figure and says what it is. */
function figurePage(panel, language, { title, description }) {
  const name = `${panel}.${language}`;
  const path = `figure/${name}.html`;
  const other = otherThan(language);
  const lines = [
    ...tagsOf({ path, title, description, language, picture: name }),
    `<link rel="alternate" hreflang="${other}" href="${addressOf(`figure/${panel}.${other}.html`, path)}" />`,
    ...(address === undefined ? [] : [`<link rel="alternate" type="application/json+oembed" href="${addressOf(`figure/${name}.json`, path)}" title="${escaped(title)}" />`]),
  ];
  const html = `<!doctype html>
<html lang="${language}" data-alone>
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="description" content="${escaped(description)}" />
    <meta name="color-scheme" content="light dark" />
    <title>${escaped(title)} · ${NAMES[language]}</title>
    <link rel="icon" href="../www/figures/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="../www/frame.css" />
    <script type="module" src="../www/embed.js"></script>
  </head>
  <body>
    <main>
      <perceptron-playground panel="${panel}" linked><img src="./${name}.png" width="${WIDTH / 2}" height="${HEIGHT / 2}" alt="${escaped(title)}" /></perceptron-playground>
    </main>
  </body>
</html>
`;
  return withSitePolicy(withLines(html, lines));
}

await mkdir(join(site, 'figure'), { recursive: true });
const svgOf = (panel) => read(`www/figures/${panel}.svg`);
for (const panel of await panelsOf(root)) {
  for (const language of LANGUAGES) {
    const about = await aboutOf(panel, language);
    const name = `figure/${panel}.${language}`;
    await write(`${name}.png`, card({ svg: await svgOf(panel), words: about.words, title: about.title, name: NAMES[language] }));
    await write(`${name}.html`, figurePage(panel, language, about));
    if (address !== undefined) await write(`${name}.json`, `${JSON.stringify(oEmbedOf(panel, language, about.title), undefined, 2)}\n`);
  }
}
const { words } = await aboutOf(FIRST, 'ko');
await write(`figure/${COVER}.png`, card({ svg: await svgOf(FIRST), words, title: NAMES.ko, name: NAMES.en }));
for (const path of ['index.html', 'embed.html', 'teacher.html']) await tag(path, COVER);
for (const file of await readdir(join(site, 'course'))) {
  const panel = /<perceptron-playground panel="(\w+)"/.exec(await read(`course/${file}`))?.[1];
  await tag(`course/${file}`, panel ? `${panel}.ko` : COVER);
}
