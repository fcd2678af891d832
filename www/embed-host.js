// For a page that holds figures in iframes: each frame becomes as high as its figure, sends the figure's events, and is light
// or dark as the page is.
//
// A frame says hello, is welcomed, and from then on tells its height and its events. Heard are only frames of this page that
// show the embed.html beside this script, at its origin or, sandboxed, at none. A frame with the attribute `data-keep-height` keeps its
// own height, on a slide for one.

(() => {
  const SPACE = 'perceptron-playground';
  const EVENTS = new Set(['ready', 'change', 'goal-reached', 'error']);
  /** No figure is higher, in CSS pixels. */
  const HIGHEST = 20_000;
  /** Two colours, as browsers write them, that stand for the page's scheme. */
  const LIGHT = 'rgb(255, 255, 255)';
  const DARK = 'rgb(0, 0, 0)';

  if (!(document.currentScript instanceof HTMLScriptElement)) return;
  const page = new URL('../embed.html', document.currentScript.src);
  // It stands once a page, even if it was pasted with every frame.
  if (Reflect.has(window, Symbol.for(page.href))) return;
  Reflect.set(window, Symbol.for(page.href), true);

  /** @param {HTMLIFrameElement} frame */
  function showsFigure(frame) {
    if (!URL.canParse(frame.src, document.baseURI)) return false;
    const { origin, pathname } = new URL(frame.src, document.baseURI);
    return origin === page.origin && pathname === page.pathname;
  }

  /**
   * Whether a message from `frame` may come from `origin`.
   * @param {HTMLIFrameElement} frame
   * @param {string} origin
   */
  function fits(frame, origin) {
    const isApart = frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin');
    if (isApart || page.protocol === 'file:') return origin === 'null' || origin === 'file://';
    return origin === page.origin;
  }

  /**
   * Says something to a frame that has come from `origin`.
   * @param {HTMLIFrameElement} frame
   * @param {string} origin
   * @param {object} message
   */
  function say(frame, origin, message) {
    // An origin that is none can't be named; nothing is said that others might not hear.
    const to = origin === page.origin && origin.startsWith('http') ? origin : '*';
    frame.contentWindow?.postMessage({ space: SPACE, ...message }, to);
  }

  /**
   * Tells a frame whether the page is light or dark where the frame stands, now and whenever that changes. A frame can't see
   * it: what it is told by the browser is the system's preference.
   * @param {HTMLIFrameElement} frame
   * @param {string} origin
   */
  function tellTheme(frame, origin) {
    const tell = () => {
      const { color } = getComputedStyle(frame);
      const theme = color === LIGHT ? 'light' : color === DARK ? 'dark' : undefined;
      if (theme) say(frame, origin, { kind: 'theme', theme });
    };
    // Themes set a scheme of their own for frames, Docusaurus for one.
    frame.style.colorScheme = 'inherit';
    // A frame has no text of its own to colour. The end of a transition of next to no length tells of every change of the
    // scheme, whatever caused it.
    frame.style.color = `light-dark(${LIGHT}, ${DARK})`;
    // Themes that switch their colours at one blow forbid all transitions meanwhile, MkDocs Material for one.
    frame.style.setProperty('transition', 'color 1ms', 'important');
    frame.ontransitionend = tell;
    tell();
  }

  /**
   * What a frame's height counts beside its content's, in CSS pixels.
   * @param {HTMLIFrameElement} frame
   */
  function edges(frame) {
    const style = getComputedStyle(frame);
    if (style.boxSizing !== 'border-box') return 0;
    const { borderTopWidth, borderBottomWidth, paddingTop, paddingBottom } = style;
    return [borderTopWidth, borderBottomWidth, paddingTop, paddingBottom].reduce((sum, edge) => sum + parseFloat(edge), 0);
  }

  addEventListener('message', ({ source, origin, data }) => {
    if (data?.space !== SPACE) return;
    const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source);
    if (!frame || !showsFigure(frame) || !fits(frame, origin)) return;
    if (data.kind === 'hello') {
      say(frame, origin, { kind: 'welcome', fits: !('keepHeight' in frame.dataset) });
      tellTheme(frame, origin);
    } else if (data.kind === 'height' && !('keepHeight' in frame.dataset)) {
      const { height } = data;
      const isGood = Number.isFinite(height) && height > 0 && height <= HIGHEST;
      if (isGood) frame.style.height = `${Math.ceil(height + edges(frame))}px`;
    } else if (data.kind === 'event' && EVENTS.has(data.type)) {
      frame.dispatchEvent(new CustomEvent(data.type, { bubbles: true, composed: true, detail: data.detail }));
    }
  });
})();
