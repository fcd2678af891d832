// A learning record store, as one visit has it: requests with its token, and statements in their order. After "Experience API" 1.0.3,
// part three: communication.

/** The version that every request names (3.3). */
const VERSION = '1.0.3';
/** How long an answer is waited for, in milliseconds. */
const PATIENCE = 20_000;

/** @typedef {{ id: string, timestamp: string, [part: string]: unknown }} Statement */

/** What went wrong with a request: no answer, or one that says no. */
export class Trouble extends Error {
  /**
   * @param {boolean} isAnswer whether there was an answer
   * @param {string} message
   */
  constructor(isAnswer, message) {
    super(message);
    this.isAnswer = isAnswer;
  }
}

/**
 * @param {string | URL} address
 * @param {RequestInit} options
 */
export async function ask(address, options) {
  try {
    // What is under way when the page is left goes out all the same.
    return await fetch(address, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE), ...options });
  } catch (error) {
    throw new Trouble(false, error instanceof Error ? error.message : String(error));
  }
}

/** Whether to ask again may help. @param {number} status */
const isPassing = (status) => status === 429 || status >= 500;

export class Lrs {
  /** What has not been taken yet. @type {Statement[]} */
  #waiting = [];
  #isSending = false;

  /**
   * @param {string} endpoint
   * @param {string} token
   * @param {(trouble: Trouble | undefined) => void} told what became of the last statement
   */
  constructor(endpoint, token, told) {
    this.endpoint = endpoint.endsWith('/') ? endpoint : `${endpoint}/`;
    this.headers = { Authorization: `Basic ${token}`, 'X-Experience-API-Version': VERSION };
    this.told = told;
    addEventListener('online', () => void this.#send());
  }

  /**
   * A document of the store; nothing where there is none.
   * @param {string} resource such as `activities/state`
   * @param {{ [name: string]: string }} named
   * @returns {Promise<unknown>}
   */
  async read(resource, named) {
    const answer = await ask(this.#address(resource, named), { headers: this.headers });
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new Trouble(true, `${resource}, ${answer.status}`);
    return answer.json();
  }

  /**
   * @param {string} resource
   * @param {{ [name: string]: string }} named
   * @param {unknown} content
   */
  async write(resource, named, content) {
    const answer = await ask(this.#address(resource, named), { ...this.#with(content), method: 'PUT' });
    if (!answer.ok) throw new Trouble(true, `${resource}, ${answer.status}`);
  }

  /**
   * Sends a statement after those that are still on their way.
   * @param {Statement} statement
   */
  send(statement) {
    this.#waiting.push(statement);
    return this.#send();
  }

  async #send() {
    if (this.#isSending) return;
    this.#isSending = true;
    while (this.#waiting[0]) {
      const trouble = await this.#post(this.#waiting[0]);
      this.told(trouble);
      // What has found nobody is tried again with the next one.
      if (trouble && !trouble.isAnswer) break;
      this.#waiting.shift();
    }
    this.#isSending = false;
  }

  /**
   * The last statement, with what still waits. There is no time to wait for an answer.
   * @param {Statement} statement
   */
  async sendLast(statement) {
    const all = [...this.#waiting.splice(0).slice(this.#isSending ? 1 : 0), statement];
    const trouble = await this.#post(all.length === 1 ? statement : all);
    if (trouble) this.told(trouble);
  }

  /**
   * @param {Statement | Statement[]} content
   * @returns {Promise<Trouble | undefined>}
   */
  async #post(content) {
    try {
      const { ok, status } = await ask(this.#address('statements', {}), { ...this.#with(content), method: 'POST' });
      // One that is there already was taken, and only its answer was lost.
      return ok || status === 409 ? undefined : new Trouble(!isPassing(status), `statements, ${status}`);
    } catch (error) {
      return error instanceof Trouble ? error : new Trouble(false, String(error));
    }
  }

  /**
   * @param {string} resource
   * @param {{ [name: string]: string }} named
   */
  #address(resource, named) {
    const address = new URL(resource, this.endpoint);
    for (const [name, value] of Object.entries(named)) address.searchParams.set(name, value);
    return address;
  }

  /** @param {unknown} content @returns {RequestInit} */
  #with(content) {
    return { headers: { ...this.headers, 'Content-Type': 'application/json' }, body: JSON.stringify(content), keepalive: true };
  }
}
