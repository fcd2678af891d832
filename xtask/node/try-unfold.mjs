// Tries what links unfold to as those do who are sent one: two libraries read the pages from a server, one the figures to put into a
// page (oEmbed), one the titles and pictures (Open Graph). `node try-unfold.mjs ROOT SITE COPY`: the site, and a folder for a copy
// that is told where it lies.

import { extract } from '@extractus/oembed-extractor';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import openGraph from 'open-graph-scraper';
import { panelsOf } from './files.mjs';

const [root, site, copy] = process.argv.slice(2);
const TYPES = { '.html': 'text/html; charset=utf-8', '.json': 'application/json', '.png': 'image/png' };

await rm(copy, { recursive: true, force: true });
await mkdir(copy, { recursive: true });
for (const part of ['index.html', 'embed.html', 'teacher.html', 'course', 'www/figures']) await cp(join(site, part), join(copy, part), { recursive: true });

const server = createServer(async ({ url }, answer) => {
  const { pathname } = new URL(url, 'http://site');
  const file = await readFile(join(copy, pathname.endsWith('/') ? `${pathname}index.html` : pathname)).catch(() => undefined);
  answer.writeHead(file ? 200 : 404, { 'content-type': TYPES[extname(pathname)] ?? TYPES['.html'] });
  answer.end(file);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const address = `http://127.0.0.1:${server.address().port}/`;

/** What a reader of Open Graph finds in a page, its picture looked at. */
async function graphOf(path) {
  const { error, result } = await openGraph({ url: address + path });
  assert.ok(!error, path);
  assert.equal(result.ogUrl, address + path);
  assert.ok(result.ogTitle && result.ogDescription && result.ogSiteName, path);
  assert.equal(result.twitterCard, 'summary_large_image');
  const [picture] = result.ogImage;
  const bytes = Buffer.from(await (await fetch(picture.url)).arrayBuffer());
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG', path);
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [Number(picture.width), Number(picture.height)], path);
  return result;
}

try {
  execFileSync(process.execPath, [join(import.meta.dirname, 'unfold.mjs'), root, copy, address], { stdio: 'inherit' });
  const titles = new Set();
  for (const panel of await panelsOf(root)) {
    for (const language of ['ko', 'en']) {
      const path = `figure/${panel}.${language}.html`;
      const graph = await graphOf(path);
      assert.equal(graph.ogLocale, { ko: 'ko_KR', en: 'en_US' }[language]);
      assert.equal(/[가-힣]/.test(graph.ogTitle + graph.ogDescription), language === 'ko', path);
      titles.add(graph.ogTitle);
      const figure = await extract(address + path);
      assert.deepEqual([figure.type, figure.version, figure.title, figure.thumbnail_url], ['rich', '1.0', graph.ogTitle, graph.ogImage[0].url]);
      assert.ok(figure.html.startsWith(`<iframe src="${address}embed.html?panel=${panel}&amp;lang=${language}" `), figure.html);
      assert.ok(figure.html.includes(`width="${figure.width}" height="${figure.height}"`), figure.html);
    }
  }
  assert.equal(titles.size, 2 * (await panelsOf(root)).length, 'each has a title of its own');
  const chapters = (await readdir(join(copy, 'course'))).map((file) => `course/${file}`);
  for (const path of ['', 'embed.html', 'teacher.html', ...chapters]) await graphOf(path);

  // Who does not say where the site will lie gets what can be said without: a picture beside the page.
  const silent = await readFile(join(site, 'figure/gates.ko.html'), 'utf8');
  assert.ok(silent.includes('property="og:image" content="gates.ko.png"') && !silent.includes('og:url') && !silent.includes('oembed'));
  assert.ok(existsSync(join(site, 'figure/gates.ko.png')) && !existsSync(join(site, 'figure/gates.ko.json')));
  console.log(`${titles.size} figures and ${chapters.length + 3} pages unfold as they should`);
} finally {
  server.close();
  server.closeAllConnections();
}
await rm(copy, { recursive: true });
