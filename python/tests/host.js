// A page that shows widgets by the anywidget specification and no more: a model has get, set, save_changes, on, off and send. What
// a kernel would be told stands in `outbox`.

globalThis.outbox = [];
globalThis.models = {};
globalThis.counts = { defined: 0, compiled: 0 };

const isSame = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

class Model {
  #state;
  #changed = {};
  listeners = [];

  constructor(id, state) {
    this.id = id;
    this.#state = state;
  }

  get(name) {
    return this.#state[name];
  }

  set(name, value) {
    if (isSame(this.#state[name], value)) return;
    this.#changed[name] = value;
    this.receive({ [name]: value });
  }

  save_changes() {
    if (Object.keys(this.#changed).length > 0) outbox.push({ id: this.id, method: 'update', state: this.#changed });
    this.#changed = {};
  }

  send(content) {
    outbox.push({ id: this.id, method: 'custom', content });
  }

  on(event, listener) {
    this.listeners.push({ event, listener });
  }

  off(event, listener) {
    this.listeners = this.listeners.filter((one) => one.event !== event || one.listener !== listener);
  }

  fire(event, ...details) {
    for (const one of [...this.listeners]) if (one.event === event) one.listener(...details);
  }

  receive(state) {
    Object.assign(this.#state, state);
    for (const name of Object.keys(state)) this.fire(`change:${name}`);
  }
}

const define = customElements.define.bind(customElements);
customElements.define = (...words) => {
  counts.defined += 1;
  define(...words);
};
for (const name of ['instantiate', 'instantiateStreaming', 'compile', 'compileStreaming']) {
  const compile = WebAssembly[name].bind(WebAssembly);
  WebAssembly[name] = (...words) => {
    counts.compiled += 1;
    return compile(...words);
  };
}

/** Bytes travel as texts between this page and the test. */
const withBytes = (value) => {
  if (Array.isArray(value)) return value.map(withBytes);
  if (value === null || typeof value !== 'object') return value;
  if ('base64' in value) return new DataView(Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0)).buffer);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withBytes(one)]));
};

globalThis.openModel = (id, state) => {
  models[id] = { model: new Model(id, withBytes(state)), views: [] };
};

globalThis.showModel = async (id) => {
  const entry = models[id];
  if (!entry.widget) {
    const url = URL.createObjectURL(new Blob([entry.model.get('_esm')], { type: 'text/javascript' }));
    const { default: widget } = await import(url);
    entry.widget = typeof widget === 'function' ? await widget() : widget;
    entry.end = await entry.widget.initialize?.({ model: entry.model });
  }
  const el = document.body.appendChild(document.createElement('div'));
  const view = { el, end: await entry.widget.render({ model: entry.model, el }) };
  entry.views.push(view);
  // A figure opens when it is seen.
  el.scrollIntoView();
  return { type: typeof view.end };
};

globalThis.receive = (id, message) => {
  const { model } = models[id];
  if (message.method === 'update') model.receive(withBytes(message.state));
  else model.fire('msg:custom', message.content, []);
};

globalThis.figureOf = (id, view = 0) => models[id].views[view].el.firstElementChild;
