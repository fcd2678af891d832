// The last step of `cargo xtask dist`: what is made out of the site for those who can't or won't use it as it is.
// `node dist.mjs ROOT SITE VERSION`; in the folder SITE:
//
//   index.html, course/    get their Content-Security-Policy
//   www/alone/<panel>.js   the element with one panel and all it needs in one plain script; all.js has all panels
//   files/<panel>.html     a page of one file with that panel; playground.html is the whole site in one
//   npm/                   the npm package
//   embedding.md           docs/embedding.md with the integrity hashes of these files; recipes.md beside it; both in Korean, too

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { figurePage, integrityOf, panelsOf, picturesOf, wholePage, withSitePolicy } from './files.mjs';
import { writePackage } from './npm.mjs';
import { bundle } from './whole.mjs';

const [root, dist, version] = process.argv.slice(2);
const write = async (path, content) => {
  await mkdir(join(dist, path, '..'), { recursive: true });
  await writeFile(join(dist, path), content);
};
const read = (path) => readFile(join(dist, path), 'utf8');

const ELEMENT = `import './embed.js';`;
/** Of a script on a host: the site it came from. Of one that stands in the page itself: that page. */
const BESIDE = `document.currentScript?.src ? new URL('../../index.html', document.currentScript.src).href : location.href`;
/** A page without a server around it can't ask the address for its language. One that was set up has it on its figure. */
const LANGUAGE = `
  const setUp = document.querySelector('perceptron-playground')?.getAttribute('lang');
  const asked = new URLSearchParams(location.search).get('lang') ?? setUp ?? navigator.language;
  document.documentElement.lang = asked.toLowerCase().startsWith('ko') ? 'ko' : 'en';`;

const chapters = (await readdir(join(dist, 'course'))).map((file) => `course/${file}`);
for (const page of ['index.html', ...chapters]) await write(page, withSitePolicy(await read(page)));
const panels = await panelsOf(root);
const style = await read('www/frame.css');
const scripts = await Promise.all(
  [...panels, undefined].map(async (panel) => {
    const common = { root, dist, panel, linkedPage: BESIDE, format: 'iife' };
    return [panel ?? 'all', await bundle({ ...common, entry: ELEMENT })];
  }),
);
for (const [name, script] of scripts) {
  await write(`www/alone/${name}.js`, script);
  if (name === 'all') {
    const define = { PICTURES: JSON.stringify(await picturesOf(dist)) };
    const page = await bundle({ root, dist, entry: `import './page.js'; ${ELEMENT}`, format: 'iife', linkedPage: BESIDE, define });
    await write('files/playground.html', await wholePage(root, dist, page));
  } else {
    await write(`files/${name}.html`, figurePage(name, `${LANGUAGE}${script}`, style));
  }
}
await write('www/embed.d.ts', await readFile(join(root, 'www/types/embed.d.ts')));
await writePackage({ root, dist, version, panels, bundle });

for (const guide of ['embedding.md', 'embedding.ko.md', 'recipes.md', 'recipes.ko.md']) {
  let text = await readFile(join(root, 'docs', guide), 'utf8');
  for (const [asked, path] of [...text.matchAll(/\{integrity of ([\w./-]+)\}/g)]) {
    text = text.replaceAll(asked, integrityOf(await readFile(join(dist, path))));
  }
  await write(guide, text);
}
