// Whether the page's own Content-Security-Policy keeps something from being loaded: then it is not the connection.

/** How long, in milliseconds, the browser's report of what it has blocked may come after the failure itself. */
const LATE = 100;

/** Watches until `end` is called. */
export function watchPolicy() {
  /** @type {string | undefined} */
  let rule;
  const listen = (/** @type {SecurityPolicyViolationEvent} */ { effectiveDirective, disposition }) => {
    if (disposition === 'enforce') rule ??= effectiveDirective;
  };
  document.addEventListener('securitypolicyviolation', listen);
  return {
    /**
     * The rule that has blocked what failed with `error`, where there is one.
     * @param {unknown} error
     */
    async blocking(error) {
      // Not every browser reports that it may not compile.
      const canCompile = typeof WebAssembly === 'object';
      if (canCompile && error instanceof WebAssembly.CompileError && /content security policy|\bcsp\b/i.test(error.message)) return "script-src 'wasm-unsafe-eval'";
      if (rule === undefined) await new Promise((done) => setTimeout(done, LATE));
      return rule === 'script-src' ? "script-src 'wasm-unsafe-eval'" : rule;
    },
    end() {
      document.removeEventListener('securitypolicyviolation', listen);
    },
  };
}
