// What is kept of a figure between two visits, as one line: the questions answered, and the state as a link writes it.

/** The most characters that `cmi.suspend_data` holds: CMIString4096 of SCORM 1.2. Other systems hold more. */
const MOST = 4096;

/**
 * Writes the line. Where it would be too long, settings are left out, the longest first: what a learner has drawn, put in or
 * trained. The questions answered are never left out.
 * @param {{ done: string[], panel: string, query: string }} state
 */
export function pack({ done, panel, query }) {
  const head = `1|${done.join(' ')}|panel=${panel}`;
  const settings = query.split('&').filter((setting) => setting !== '');
  const write = () => [head, ...settings].join('&');
  while (write().length > MOST && settings.length > 0) {
    const longest = settings.reduce((one, other) => (other.length > one.length ? other : one));
    settings.splice(settings.indexOf(longest), 1);
  }
  // A link without a setting would leave the figure as it was set up.
  return settings.length === 0 ? `${head}&goal=none` : write();
}

/**
 * Reads the line; nothing where it is none of ours.
 * @param {string} text
 * @returns {{ done: string[], link: string } | undefined}
 */
export function unpack(text) {
  const [, done, link] = /^1\|([\w -]*)\|(panel=\w+&.+)$/.exec(text) ?? [];
  return done === undefined || link === undefined ? undefined : { done: done.split(' ').filter((name) => name !== ''), link };
}
