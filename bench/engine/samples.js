// What everybody learns from, the same in each run.

/** Numbers in [0, 1) from a seed. @param {number} seed */
export function randoms(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Points with the label 1 inside a circle or in two of four quarters, and −1 elsewhere. */
/** @param {number} count @param {(x1: number, x2: number) => boolean} isOne */
export function plane(count, isOne) {
  const random = randoms(7);
  const inputs = Array.from({ length: count }, () => Float64Array.of(2 * random() - 1, 2 * random() - 1));
  return { inputs, targets: inputs.map(([x1, x2]) => Float64Array.of(isOne(x1, x2) ? 1 : -1)) };
}

/** Made-up images of ten classes: a pattern of 64 sixteenths a class, and noise. @param {number} count */
export function digits(count) {
  const random = randoms(9);
  const patterns = Array.from({ length: 10 }, () => Float64Array.from({ length: 64 }, () => random()));
  const labels = Array.from({ length: count }, (_, n) => n % 10);
  const inputs = labels.map((label) => patterns[label].map((x) => Math.round(8 * (x + random())) / 16));
  const targets = labels.map((label) => Float64Array.from({ length: 10 }, (_, o) => (o === label ? 1 : 0)));
  return { inputs, targets, labels };
}

/** The rows one after another. @param {Float64Array[]} rows */
export const flat = (rows) => Float32Array.from(rows.flatMap((row) => [...row]));
