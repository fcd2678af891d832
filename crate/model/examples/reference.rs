//! What the machine can do: networks, a line and the perceptron rule written out by hand for simd128, with sizes, activations
//! and batches fixed when compiled. The benchmark measures the engine against it. The page has nothing of it.

#![cfg(target_arch = "wasm32")]
#![allow(unsafe_code)] // names for JavaScript and one static, in a module with a single thread
#![allow(missing_docs, clippy::needless_range_loop)]

use std::arch::wasm32::{
    f32x4, f32x4_add, f32x4_div, f32x4_extract_lane, f32x4_ge, f32x4_gt, f32x4_max, f32x4_min, f32x4_mul, f32x4_splat,
    f32x4_sub, i32x4_add, i32x4_shl, i32x4_shuffle, v128, v128_and,
};
use std::cell::RefCell;

type Block<const V: usize> = [v128; V];

const ZERO: v128 = f32x4(0.0, 0.0, 0.0, 0.0);
const ONE: v128 = f32x4(1.0, 1.0, 1.0, 1.0);

#[inline(always)]
fn fma(a: v128, b: v128, c: v128) -> v128 {
    f32x4_add(f32x4_mul(a, b), c)
}

#[inline(always)]
fn tanh(x: v128) -> v128 {
    let x = f32x4_max(f32x4_min(x, f32x4_splat(8.1525)), f32x4_splat(-8.1525));
    let u = f32x4_mul(x, x);
    let mut p = f32x4_splat(1.290_198_3e-8);
    for c in [2.037_621_6e-5, 0.003_485_060_5, 0.133_732_53, 0.999_999_9] {
        p = fma(p, u, f32x4_splat(c));
    }
    let mut q = f32x4_splat(7.619_874e-7);
    for c in [3.265_946_3e-4, 0.025_840_385, 0.467_065_87, 1.0] {
        q = fma(q, u, f32x4_splat(c));
    }
    f32x4_div(f32x4_mul(x, p), q)
}

#[inline(always)]
fn exp(x: v128) -> v128 {
    let x = f32x4_max(x, f32x4_splat(-87.0));
    let magic = f32x4_splat(12_582_912.0);
    let shifted = fma(x, f32x4_splat(std::f32::consts::LOG2_E), magic);
    let n = f32x4_sub(shifted, magic);
    let r = f32x4_sub(x, f32x4_mul(n, f32x4_splat(std::f32::consts::LN_2)));
    let mut p = f32x4_splat(0.008_368_717);
    for c in [0.041_668_39, 0.166_665_21, 0.499_999_94, 1.0, 1.0] {
        p = fma(p, r, f32x4_splat(c));
    }
    i32x4_add(p, i32x4_shl(shifted, 23))
}

#[inline(always)]
fn sums([a, b, c, d]: [v128; 4]) -> v128 {
    let (ab, cd) = (i32x4_shuffle::<0, 4, 1, 5>(a, b), i32x4_shuffle::<0, 4, 1, 5>(c, d));
    let (ef, gh) = (i32x4_shuffle::<2, 6, 3, 7>(a, b), i32x4_shuffle::<2, 6, 3, 7>(c, d));
    let (ab, cd) = (f32x4_add(ab, ef), f32x4_add(cd, gh));
    f32x4_add(i32x4_shuffle::<0, 1, 4, 5>(ab, cd), i32x4_shuffle::<2, 3, 6, 7>(ab, cd))
}

#[inline(always)]
fn sum(v: v128) -> f32 {
    (f32x4_extract_lane::<0>(v) + f32x4_extract_lane::<1>(v))
        + (f32x4_extract_lane::<2>(v) + f32x4_extract_lane::<3>(v))
}

/// A layer of `O` units for `I` inputs, and its gradients by lanes.
struct Layer<const I: usize, const O: usize> {
    w: [[f32; I]; O],
    b: [f32; O],
    gw: [[v128; I]; O],
    gb: [v128; O],
}

impl<const I: usize, const O: usize> Layer<I, O> {
    fn new(random: &mut impl FnMut() -> f32) -> Self {
        let limit = (6.0 / (I + O) as f32).sqrt();
        let w = [[(); I]; O].map(|row| row.map(|()| random() * limit));
        Self { w, b: [0.0; O], gw: [[ZERO; I]; O], gb: [ZERO; O] }
    }

    /// h(b + w·x), two units at a time.
    #[inline(never)]
    fn forward<const V: usize>(&self, x: &[Block<V>; I], out: &mut [Block<V>; O], h: impl Fn(v128) -> v128 + Copy) {
        let mut o = 0;
        while o + 2 <= O {
            let (mut z0, mut z1) = ([f32x4_splat(self.b[o]); V], [f32x4_splat(self.b[o + 1]); V]);
            for i in 0..I {
                let (w0, w1) = (f32x4_splat(self.w[o][i]), f32x4_splat(self.w[o + 1][i]));
                for v in 0..V {
                    z0[v] = fma(w0, x[i][v], z0[v]);
                    z1[v] = fma(w1, x[i][v], z1[v]);
                }
            }
            out[o] = z0.map(h);
            out[o + 1] = z1.map(h);
            o += 2;
        }
        if o < O {
            let mut z = [f32x4_splat(self.b[o]); V];
            for i in 0..I {
                let w = f32x4_splat(self.w[o][i]);
                for v in 0..V {
                    z[v] = fma(w, x[i][v], z[v]);
                }
            }
            out[o] = z.map(h);
        }
    }

    #[inline(never)]
    fn gradients<const V: usize>(&mut self, x: &[Block<V>; I], d: &[Block<V>; O], first: bool) {
        for o in 0..O {
            let d = &d[o];
            for i in 0..I {
                let mut g = if first { ZERO } else { self.gw[o][i] };
                for v in 0..V {
                    g = fma(x[i][v], d[v], g);
                }
                self.gw[o][i] = g;
            }
            let mut g = if first { ZERO } else { self.gb[o] };
            for v in 0..V {
                g = f32x4_add(g, d[v]);
            }
            self.gb[o] = g;
        }
    }

    /// The deltas of the layer before, with the derivative of its activation as `derivative` takes it from the outputs `h`; two
    /// inputs at a time.
    #[inline(never)]
    fn backward<const V: usize>(
        &self,
        d: &[Block<V>; O],
        h: &[Block<V>; I],
        out: &mut [Block<V>; I],
        derivative: impl Fn(v128, v128) -> v128,
    ) {
        let mut i = 0;
        while i + 2 <= I {
            let (mut s0, mut s1) = ([ZERO; V], [ZERO; V]);
            for o in 0..O {
                let (w0, w1) = (f32x4_splat(self.w[o][i]), f32x4_splat(self.w[o][i + 1]));
                for v in 0..V {
                    s0[v] = fma(w0, d[o][v], s0[v]);
                    s1[v] = fma(w1, d[o][v], s1[v]);
                }
            }
            for v in 0..V {
                out[i][v] = derivative(s0[v], h[i][v]);
                out[i + 1][v] = derivative(s1[v], h[i + 1][v]);
            }
            i += 2;
        }
    }

    #[inline(never)]
    fn update(&mut self, rate: f32) {
        for o in 0..O {
            let mut i = 0;
            while i + 4 <= I {
                let g = sums([self.gw[o][i], self.gw[o][i + 1], self.gw[o][i + 2], self.gw[o][i + 3]]);
                self.w[o][i] -= rate * f32x4_extract_lane::<0>(g);
                self.w[o][i + 1] -= rate * f32x4_extract_lane::<1>(g);
                self.w[o][i + 2] -= rate * f32x4_extract_lane::<2>(g);
                self.w[o][i + 3] -= rate * f32x4_extract_lane::<3>(g);
                i += 4;
            }
            while i < I {
                self.w[o][i] -= rate * sum(self.gw[o][i]);
                i += 1;
            }
            self.b[o] -= rate * sum(self.gb[o]);
        }
    }
}

/// d·(1 − h²)
#[inline(always)]
fn through_tanh(d: v128, h: v128) -> v128 {
    f32x4_mul(d, f32x4_sub(ONE, f32x4_mul(h, h)))
}

#[inline(always)]
fn relu(z: v128) -> v128 {
    v128_and(z, f32x4_gt(z, ZERO))
}

struct Small {
    data: Vec<([Block<3>; 2], Block<3>)>,
    layers: (Layer<2, 4>, Layer<4, 2>, Layer<2, 1>),
}

struct Deep {
    data: Vec<([Block<3>; 2], Block<3>)>,
    first: Layer<2, 8>,
    middle: [Layer<8, 8>; 5],
    last: Layer<8, 1>,
}

struct Digits {
    data: Vec<([Block<4>; 64], [Block<4>; 10])>,
    layers: (Layer<64, 32>, Layer<32, 10>),
}

/// The regression lab: z = w·x + b by the mean squared error over 128 rows in four batches, measured on 32 others.
struct Lab {
    batches: [[(v128, v128); 8]; 4],
    validation: [(v128, v128); 8],
    /// Each epoch's training loss and validation loss.
    history: [[f64; 2]; 100],
}

impl Lab {
    fn learn(&mut self, rate: f32) {
        let (mut w, mut b) = (0.3, 0.0);
        for losses in &mut self.history {
            let mut training = 0.0;
            for batch in &self.batches {
                let (mut gw, mut gb, mut loss) = (ZERO, ZERO, ZERO);
                for (x, t) in batch {
                    let error = f32x4_sub(fma(f32x4_splat(w), *x, f32x4_splat(b)), *t);
                    gw = fma(error, *x, gw);
                    gb = f32x4_add(gb, error);
                    loss = fma(error, error, loss);
                }
                w -= rate * (2.0 / 32.0) * sum(gw);
                b -= rate * (2.0 / 32.0) * sum(gb);
                training += f64::from(sum(loss));
            }
            let mut validation = ZERO;
            for (x, t) in &self.validation {
                let error = f32x4_sub(fma(f32x4_splat(w), *x, f32x4_splat(b)), *t);
                validation = fma(error, error, validation);
            }
            *losses = [training / 128.0, f64::from(sum(validation)) / 32.0];
        }
    }
}

struct All {
    lab: Lab,
    small: Small,
    deep: Deep,
    digits: Digits,
    grid: Vec<[Block<4>; 2]>,
    outputs: Vec<Block<4>>,
}

/// 1 in the ten lanes of a batch that have a sample.
const TEN: Block<3> = [ONE, ONE, f32x4(1.0, 1.0, 0.0, 0.0)];

impl Small {
    fn epoch(&mut self, rate: f32) {
        let (l1, l2, l3) = &mut self.layers;
        let (mut h1, mut h2, mut h3) = ([[ZERO; 3]; 4], [[ZERO; 3]; 2], [[ZERO; 3]; 1]);
        let (mut d1, mut d2) = (h1, h2);
        for (x, t) in &self.data {
            l1.forward(x, &mut h1, tanh);
            l2.forward(&h1, &mut h2, tanh);
            l3.forward(&h2, &mut h3, tanh);
            let d3 = error(&h3, t);
            l3.gradients(&h2, &d3, true);
            l3.backward(&d3, &h2, &mut d2, through_tanh);
            l2.gradients(&h1, &d2, true);
            l2.backward(&d2, &h1, &mut d1, through_tanh);
            l1.gradients(x, &d1, true);
            l1.update(rate / 10.0);
            l2.update(rate / 10.0);
            l3.update(rate / 10.0);
        }
    }
}

#[inline(always)]
fn error(h: &[Block<3>; 1], t: &Block<3>) -> [Block<3>; 1] {
    let mut d = h[0];
    for v in 0..3 {
        d[v] = through_tanh(f32x4_mul(f32x4_sub(h[0][v], t[v]), TEN[v]), h[0][v]);
    }
    [d]
}

impl Deep {
    fn epoch(&mut self, rate: f32) {
        let (mut h, mut out) = ([[[ZERO; 3]; 8]; 6], [[ZERO; 3]; 1]);
        let (mut d, mut before) = (h[0], h[0]);
        for (x, t) in &self.data {
            self.first.forward(x, &mut h[0], tanh);
            for l in 0..5 {
                let (done, next) = h.split_at_mut(l + 1);
                self.middle[l].forward(&done[l], &mut next[0], tanh);
            }
            self.last.forward(&h[5], &mut out, tanh);
            let last = error(&out, t);
            self.last.gradients(&h[5], &last, true);
            self.last.backward(&last, &h[5], &mut d, through_tanh);
            for l in (0..5).rev() {
                self.middle[l].gradients(&h[l], &d, true);
                self.middle[l].backward(&d, &h[l], &mut before, through_tanh);
                std::mem::swap(&mut d, &mut before);
            }
            self.first.gradients(x, &d, true);
            self.first.update(rate / 10.0);
            for layer in &mut self.middle {
                layer.update(rate / 10.0);
            }
            self.last.update(rate / 10.0);
        }
    }
}

impl Digits {
    fn epoch(&mut self, rate: f32) {
        let (l1, l2) = &mut self.layers;
        let (mut h, mut d1, mut d2) = ([[ZERO; 4]; 32], [[ZERO; 4]; 32], [[ZERO; 4]; 10]);
        for batch in self.data.chunks_exact(2) {
            for (at, (x, t)) in batch.iter().enumerate() {
                l1.forward(x, &mut h, relu);
                l2.forward(&h, &mut d2, |z| z);
                for v in 0..4 {
                    let mut most = d2[0][v];
                    for o in 1..10 {
                        most = f32x4_max(most, d2[o][v]);
                    }
                    let mut total = ZERO;
                    for o in 0..10 {
                        d2[o][v] = exp(f32x4_sub(d2[o][v], most));
                        total = f32x4_add(total, d2[o][v]);
                    }
                    for o in 0..10 {
                        d2[o][v] = f32x4_sub(f32x4_div(d2[o][v], total), t[o][v]);
                    }
                }
                l2.gradients(&h, &d2, at == 0);
                l2.backward(&d2, &h, &mut d1, |d, h| v128_and(d, f32x4_gt(h, ZERO)));
                l1.gradients(x, &d1, at == 0);
            }
            l1.update(rate / 32.0);
            l2.update(rate / 32.0);
        }
    }
}

thread_local! {
    static ALL: RefCell<All> = RefCell::new(all());
}

fn all() -> All {
    let mut state = 1_u32;
    let mut random = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    };
    let mut vector = {
        let mut state = 7_u32;
        move || {
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 8) as f32 / (1 << 23) as f32 - 1.0
            };
            f32x4(next(), next(), next(), next())
        }
    };
    // 500 points with the label 1 inside a circle and −1 outside, in 50 batches of ten.
    let mut plane = || {
        let x = [[(); 3]; 2].map(|block| block.map(|()| vector()));
        let mut t = [ZERO; 3];
        for v in 0..3 {
            let square = f32x4_add(f32x4_mul(x[0][v], x[0][v]), f32x4_mul(x[1][v], x[1][v]));
            let inside = v128_and(f32x4_ge(f32x4_splat(0.5), square), f32x4_splat(2.0));
            t[v] = f32x4_sub(inside, ONE);
        }
        (x, t)
    };
    let data: Vec<_> = (0..50).map(|_| plane()).collect();
    let small = Small {
        data: data.clone(),
        layers: (Layer::new(&mut random), Layer::new(&mut random), Layer::new(&mut random)),
    };
    let middle = [(); 5].map(|()| Layer::new(&mut random));
    let deep = Deep { data, first: Layer::new(&mut random), middle, last: Layer::new(&mut random) };
    // 1,440 samples in 45 batches of two blocks, each sample with a class by turns.
    let digits = (0..90)
        .map(|k| {
            let x = [[(); 4]; 64].map(|block| block.map(|()| vector()));
            let mut t = [[ZERO; 4]; 10];
            t[k % 10] = [ONE; 4];
            (x, t)
        })
        .collect();
    let digits = Digits { data: digits, layers: (Layer::new(&mut random), Layer::new(&mut random)) };
    let grid = (0..625).map(|_| [[(); 4]; 2].map(|block| block.map(|()| vector()))).collect();
    let line = || {
        let x = f32x4_mul(f32x4_splat(2.0), vector());
        (x, fma(f32x4_splat(1.7), x, vector()))
    };
    let rows: Vec<_> = std::iter::repeat_with(line).take(40).collect();
    let lab = Lab {
        batches: std::array::from_fn(|batch| std::array::from_fn(|v| rows[8 * batch + v])),
        validation: std::array::from_fn(|v| rows[32 + v]),
        history: [[0.0; 2]; 100],
    };
    All { lab, small, deep, digits, grid, outputs: vec![[ZERO; 4]; 625] }
}

/// The regression lab from the start, 100 epochs. Gives the place of its losses in memory: 100 pairs of doubles.
#[unsafe(no_mangle)]
pub extern "C" fn lab() -> *const [f64; 2] {
    ALL.with_borrow_mut(|all| {
        all.lab.learn(0.01);
        all.lab.history.as_ptr()
    })
}

/// Trains 2-4-2-1 for so many epochs of 500 samples.
#[unsafe(no_mangle)]
pub extern "C" fn train_small(epochs: u32) {
    ALL.with_borrow_mut(|all| (0..epochs).for_each(|_| all.small.epoch(0.03)));
}

/// Trains 2-8-8-8-8-8-8-1 for so many epochs of 500 samples.
#[unsafe(no_mangle)]
pub extern "C" fn train_deep(epochs: u32) {
    ALL.with_borrow_mut(|all| (0..epochs).for_each(|_| all.deep.epoch(0.03)));
}

/// Trains 64-32-10 for so many epochs of 1,440 samples.
#[unsafe(no_mangle)]
pub extern "C" fn train_digits(epochs: u32) {
    ALL.with_borrow_mut(|all| (0..epochs).for_each(|_| all.digits.epoch(0.03)));
}

/// Puts 10,000 points through 2-4-2-1.
#[unsafe(no_mangle)]
pub extern "C" fn grid_small() -> f32 {
    ALL.with_borrow_mut(|all| {
        let (l1, l2, l3) = &all.small.layers;
        let (mut h1, mut h2, mut h3) = ([[ZERO; 4]; 4], [[ZERO; 4]; 2], [[ZERO; 4]; 1]);
        for (x, out) in all.grid.iter().zip(&mut all.outputs) {
            l1.forward(x, &mut h1, tanh);
            l2.forward(&h1, &mut h2, tanh);
            l3.forward(&h2, &mut h3, tanh);
            *out = h3[0];
        }
        sum(all.outputs[0][0])
    })
}

/// Puts 10,000 points through 2-8-8-8-8-8-8-1.
#[unsafe(no_mangle)]
pub extern "C" fn grid_deep() -> f32 {
    ALL.with_borrow_mut(|all| {
        let (mut h, mut other, mut last) = ([[ZERO; 4]; 8], [[ZERO; 4]; 8], [[ZERO; 4]; 1]);
        for (x, out) in all.grid.iter().zip(&mut all.outputs) {
            all.deep.first.forward(x, &mut h, tanh);
            for layer in &all.deep.middle {
                layer.forward(&h, &mut other, tanh);
                std::mem::swap(&mut h, &mut other);
            }
            all.deep.last.forward(&h, &mut last, tanh);
            *out = last[0];
        }
        sum(all.outputs[0][0])
    })
}

/// Applies the perceptron rule to the rows of AND in turn, so many times.
#[unsafe(no_mangle)]
pub extern "C" fn perceptron_and(turns: u32) -> f32 {
    perceptron(turns, [0.0, 0.0, 0.0, 1.0])
}

/// Applies the perceptron rule to the rows of XOR in turn, so many times.
#[unsafe(no_mangle)]
pub extern "C" fn perceptron_xor(turns: u32) -> f32 {
    perceptron(turns, [0.0, 1.0, 1.0, 0.0])
}

#[inline(always)]
fn perceptron(turns: u32, targets: [f32; 4]) -> f32 {
    let (mut w1, mut w2, mut b) = (0.0_f32, 0.0_f32, 0.0_f32);
    for _ in 0..turns {
        for ((x1, x2), t) in [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)].into_iter().zip(targets) {
            let y = if w1 * x1 + w2 * x2 + b > 0.0 { 1.0 } else { 0.0 };
            let step = 0.1 * (t - y);
            w1 += step * x1;
            w2 += step * x2;
            b += step;
        }
    }
    w1 + w2 + b
}
