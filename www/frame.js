// The page in an iframe, embed.html: one figure, its height and its events told to the page around it.
//
// A plain script and no module: a frame that is sandboxed with `allow-scripts` alone has an origin of its own, from which
// modules and fetched files are another site's, while plain scripts load from anywhere. So the figure comes as one script
// that holds all it needs.

(() => {
  const SPACE = 'perceptron-playground';
  /** Parameters of this page; all others are the figure's state. */
  const OWN = new Set(['panel', 'lang', 'theme']);
  const EVENTS = ['ready', 'change', 'goal-reached', 'error'];
  /** How often, and after how many milliseconds, an answer is asked for again. */
  const TRIES = 20;
  const WAIT = 500;

  const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;

  // From here on all comes from the site that this script came from. The site is named, because a sandboxed frame is of an origin
  // of its own, for which WebKit's 'self' is nobody. Files on a disk are of no site.
  const site = new URL(here).origin;
  if (site !== 'null') {
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = `default-src 'none'; script-src ${site} 'wasm-unsafe-eval'; style-src ${site}; connect-src ${site}; img-src ${site} data: blob:`;
    document.head.append(policy);
  }

  const query = new URLSearchParams(location.search);
  const main = document.querySelector('main') ?? document.body;

  const language = query.get('lang') ?? navigator.language;
  document.documentElement.lang = language.toLowerCase().startsWith('ko') ? 'ko' : 'en';
  const theme = query.get('theme');
  const isTheme = (/** @type {unknown} */ name) => name === 'light' || name === 'dark';
  if (isTheme(theme)) document.documentElement.dataset['theme'] = String(theme);

  const pairs = location.search.slice(1).split('&');
  const state = pairs.filter((pair) => pair !== '' && !OWN.has(pair.split('=')[0] ?? '')).join('&');
  // WordPress puts a secret of its own behind the `#` of a frame that oEmbed gave it.
  if (state !== '' && /^#?($|\?secret=)/.test(location.hash)) location.replace(`#${state}`);

  const panelIn = (/** @type {string} */ hash) => /(?:^#|&)panel=([^&]*)/.exec(hash)?.[1];
  const panel = panelIn(location.hash) ?? query.get('panel') ?? 'gates';
  /** Whether the script that has come has every panel. */
  let hasAll = false;
  const figure = document.createElement('perceptron-playground');
  figure.setAttribute('panel', panel);
  figure.setAttribute('linked', '');
  if (theme !== null) figure.setAttribute('theme', theme);

  /**
   * @param {string} name
   * @param {() => void} otherwise
   */
  function load(name, otherwise) {
    const script = document.createElement('script');
    script.src = new URL(`alone/${name}.js`, here).href;
    script.addEventListener('error', otherwise);
    document.head.append(script);
  }
  // The script of all panels says of a wrong name what the right ones are. While the page is worked on there is neither.
  const all = () => load('all', () => void import(new URL('embed.js', here).href));
  const hasOwnScript = /^[a-z]{1,24}$/.test(panel);
  if (hasOwnScript) load(panel, () => ((hasAll = true), all()));
  else all();

  // A link to another panel needs another script, and a script once run stays: the page is loaded anew.
  addEventListener('hashchange', (event) => {
    const next = panelIn(location.hash);
    if (!hasOwnScript || hasAll || next === undefined || next === panel) return;
    event.stopImmediatePropagation();
    location.reload();
  });

  // The page around: it is told nothing until it has answered, and only at the origin that answered.
  const host = parent === window ? undefined : parent;
  if (!host) document.documentElement.dataset['alone'] = '';
  /** @type {string | undefined} */
  let origin;
  /** @type {object[]} */
  let waiting = [];
  let height = 0;

  /** @param {object} message */
  function send(message) {
    if (!host) return;
    if (origin === undefined) waiting.push(message);
    else host.postMessage({ space: SPACE, ...message }, origin === 'null' || origin === 'file://' ? '*' : origin);
  }

  function tellHeight() {
    const now = Math.ceil(main.getBoundingClientRect().height);
    // Height 0 means that the figure is not shown, for example in a section that is folded up.
    if (now === 0 || now === height) return;
    height = now;
    send({ kind: 'height', height });
  }

  for (const type of EVENTS) {
    figure.addEventListener(type, (event) => {
      if (!(event instanceof CustomEvent)) return;
      // Before, the figure only keeps about the room that it will take.
      if (type === 'ready' || type === 'error') new ResizeObserver(tellHeight).observe(main);
      send({ kind: 'event', type, detail: event.detail });
    });
  }

  addEventListener('message', ({ source, origin: from, data }) => {
    if (source !== host || data?.space !== SPACE) return;
    // What stands in the address goes first.
    if (data.kind === 'theme' && isTheme(data.theme) && !isTheme(theme)) document.documentElement.dataset['theme'] = data.theme;
    if (data.kind !== 'welcome' || origin !== undefined) return;
    origin = from;
    // The frame becomes as high as the figure is, so that the figure need not fit the frame.
    if (data.fits) document.documentElement.dataset['fitted'] = '';
    const told = waiting;
    waiting = [];
    for (const message of told) send(message);
  });

  /** @param {number} left */
  function greet(left) {
    if (!host || origin !== undefined || left === 0) return;
    // Any origin may hear this: it only says that a figure is here.
    host.postMessage({ space: SPACE, kind: 'hello' }, '*');
    setTimeout(() => greet(left - 1), WAIT);
  }
  greet(TRIES);

  main.append(figure);
})();
