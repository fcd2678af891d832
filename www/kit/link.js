// The page's address as a figure's state: `#panel=gates&gate=xor`.

/** The least time, in milliseconds, between two writings: browsers refuse more than a few a second. */
const PAUSE = 300;

/** @typedef {{ panel: string | undefined, query: string }} LinkState */

/**
 * Takes apart what stands behind the `#`. Nothing is decoded here: the engine does that, and says what is wrong.
 * @param {string} hash
 * @returns {LinkState}
 */
export function readLink(hash) {
  // WordPress ends the address of a frame that oEmbed gave it with a secret of its own, `#?secret=…`.
  const pairs = hash.replace(/^#(\?secret=.*)?/, '').split('&');
  const panel = pairs.find((pair) => pair.startsWith('panel='))?.slice('panel='.length);
  // A `#` that names a place in the page is not for the figure.
  const query = pairs.filter((pair) => !pair.startsWith('panel=')).join('&');
  return { panel, query: panel === undefined && !query.includes('=') ? '' : query };
}

export class Link {
  #written = '';
  /** @type {() => string} */
  #pending = () => '';
  #timer = 0;
  #listening = new AbortController();

  /** @param {(link: LinkState) => void} follow called when the reader follows or types another link */
  constructor(follow) {
    const { signal } = this.#listening;
    addEventListener(
      'hashchange',
      () => {
        const link = readLink(location.hash);
        if (location.hash === `#${this.#written}` || (link.panel === undefined && link.query === '')) return;
        clearTimeout(this.#timer);
        this.#timer = 0;
        // The reader may go back before the followed state is written.
        this.#written = location.hash.slice(1);
        follow(link);
      },
      { signal },
    );
  }

  /** @param {() => string} query asked when it is written */
  write(query) {
    this.#pending = query;
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.#written = this.#pending();
      try {
        history.replaceState(history.state, '', `#${this.#written}`);
      } catch {
        // A document without an address of its own, such as srcdoc, can't show the state there. Copying the link works.
      }
    }, PAUSE);
  }

  /** Stops listening. */
  free() {
    this.#listening.abort();
    clearTimeout(this.#timer);
  }
}
