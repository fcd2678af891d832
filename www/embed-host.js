// For a page that holds figures in iframes: each frame becomes as high as its figure, and sends the figure's events.
//
// A frame says hello, is welcomed, and from then on tells its height and its events. Heard are only frames of this page that
// show the embed.html beside this script, at its origin or, sandboxed, at none.

(() => {
  const SPACE = 'perceptron-playground';
  const EVENTS = new Set(['ready', 'change', 'goal-reached', 'error']);
  /** No figure is higher, in CSS pixels. */
  const HIGHEST = 20_000;

  if (!(document.currentScript instanceof HTMLScriptElement)) return;
  const page = new URL('../embed.html', document.currentScript.src);

  /** @param {HTMLIFrameElement} frame */
  function showsFigure(frame) {
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

  addEventListener('message', ({ source, origin, data }) => {
    if (data?.space !== SPACE) return;
    const frame = [...document.querySelectorAll('iframe')].find(({ contentWindow }) => contentWindow === source);
    if (!frame || !showsFigure(frame) || !fits(frame, origin)) return;
    if (data.kind === 'hello') {
      // An origin that is none can't be named; the welcome holds nothing that others might not hear.
      const to = origin === page.origin && origin.startsWith('http') ? origin : '*';
      frame.contentWindow?.postMessage({ space: SPACE, kind: 'welcome' }, to);
    } else if (data.kind === 'height') {
      if (data.height > 0 && data.height <= HIGHEST) frame.style.height = `${Math.ceil(data.height)}px`;
    } else if (data.kind === 'event' && EVENTS.has(data.type)) {
      frame.dispatchEvent(new CustomEvent(data.type, { bubbles: true, composed: true, detail: data.detail }));
    }
  });
})();
