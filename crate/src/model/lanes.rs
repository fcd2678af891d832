//! Four samples at once: the vector that all arithmetic of networks runs on, and the functions it lacks.
//!
//! The bits must not depend on the machine, so only operations that IEEE 754 rounds correctly are used, one by one, in
//! the order written: no fused multiply-add, no relaxed SIMD, no approximate reciprocal, and no minimum or maximum where
//! platforms disagree. `wide` compiles these to SSE2, NEON and WebAssembly's simd128 without change of meaning (what it
//! does fuse is never called here). Polynomials are minimax fits of our own; each function states the greatest error
//! that a comparison with double precision finds.

use wide::bytemuck::cast;
use wide::{f32x4, i32x4};

/// A block of N vectors: 4·N samples' values of one neuron.
pub type Block<const N: usize> = [f32x4; N];

/// The smaller of `x` and `most`; NaN stays NaN.
///
/// Both instructions of this kind return one fixed operand when the other is NaN; which one differs.
#[inline]
fn at_most(x: f32x4, most: f32) -> f32x4 {
    let most = f32x4::splat(most);
    if cfg!(target_arch = "wasm32") { x.fast_min(most) } else { most.fast_min(x) }
}

/// The greater of `x` and `least`; NaN stays NaN.
#[inline]
fn at_least(x: f32x4, least: f32) -> f32x4 {
    let least = f32x4::splat(least);
    if cfg!(target_arch = "wasm32") { x.fast_max(least) } else { least.fast_max(x) }
}

/// c₀ + c₁·x + c₂·x² + …, by Horner's rule.
#[inline]
fn polynomial<const K: usize>(x: f32x4, coefficients: [f32; K]) -> f32x4 {
    let mut sum = f32x4::splat(coefficients[K - 1]);
    for c in coefficients[..K - 1].iter().rev() {
        sum = sum * x + f32x4::splat(*c);
    }
    sum
}

/// eˣ, within 1.2·10⁻⁷ relative for x from −87 to 88; beyond these it keeps their value.
#[inline]
pub fn exp(x: f32x4) -> f32x4 {
    // x = n·ln 2 + r with |r| ≤ ½ ln 2 (W. Cody and W. Waite, 1980): ln 2 in two parts, the first with few enough bits
    // that its product with n is exact. Adding 1.5·2²³ rounds to a whole number, which then stands in the low bits.
    let x = at_least(at_most(x, 88.0), -87.0);
    let shifter = f32x4::splat(12_582_912.0);
    let shifted = x * f32x4::splat(std::f32::consts::LOG2_E) + shifter;
    let n = shifted - shifter;
    let r = x - n * f32x4::splat(0.693_359_4) - n * f32x4::splat(-2.121_944_4e-4);
    let p = polynomial(r, [0.499_999_94, 0.166_665_21, 0.041_668_39, 0.008_368_717, 0.001_381_46]);
    let y = p * (r * r) + r + f32x4::ONE;
    // Shifting moves n into the exponent's place; multiplying by 2ⁿ is adding it there.
    cast(cast::<_, i32x4>(y) + (cast::<_, i32x4>(shifted) << 23))
}

/// The logistic function 1/(1 + e⁻ˣ), within 2.4·10⁻⁷ relative for |x| ≤ 87.
#[inline]
pub fn sigmoid(x: f32x4) -> f32x4 {
    f32x4::ONE / (f32x4::ONE + exp(-x))
}

/// tanh x, within 4.3·10⁻⁷ relative, and never beyond ±1.
///
/// A rational function x·P(x²)/Q(x²) up to |x| = 8.3, from where tanh is 1 to within that error. P is scaled down by
/// 8·10⁻⁸ so that no rounding lifts the quotient above 1, where the derivative 1 − tanh² would turn negative.
#[inline]
pub fn tanh(x: f32x4) -> f32x4 {
    let x = at_least(at_most(x, 8.3), -8.3);
    let u = x * x;
    let p = polynomial(u, TANH_P);
    let q = polynomial(u, [1.0, 0.467_065_87, 0.025_840_385, 3.265_946_3e-4, 7.619_874e-7]);
    x * p / q
}

const TANH_P: [f32; 5] = [0.999_999_9, 0.133_732_53, 0.003_485_060_5, 2.037_621_6e-5, 1.290_198_3e-8];

/// 2·artanh(s) = ln((1 + s)/(1 − s)) for |s| ≤ 1/3.
#[inline]
fn twice_artanh(s: f32x4) -> f32x4 {
    let u = s * s;
    s * (polynomial(u, [0.666_664_1, 0.400_216_67, 0.279_992_7, 0.280_255_47]) * u + f32x4::splat(2.0))
}

/// ln(1 + x) within 2.2·10⁻⁷ relative, for x from 0 to 1.
#[inline]
pub fn ln_1p(x: f32x4) -> f32x4 {
    twice_artanh(x / (f32x4::splat(2.0) + x))
}

/// ln x for finite normal x > 0, within 3·10⁻⁷ relative, or 1.3·10⁻⁷ absolute near 1.
#[inline]
pub fn ln(x: f32x4) -> f32x4 {
    // x = 2ᵏ·m with m from ½√2 to √2, cut at the bits of ½√2.
    let bits = cast::<_, i32x4>(x) - i32x4::splat(0x3f35_04f3);
    let k = bits >> 23;
    let m: f32x4 = cast(cast::<_, i32x4>(x) - (k << 23));
    let k = f32x4::from_i32x4(k);
    k * f32x4::splat(std::f32::consts::LN_2) + twice_artanh((m - f32x4::ONE) / (m + f32x4::ONE))
}

/// ln(1 + eˣ) = max(x, 0) + ln(1 + e^−|x|), exact in its small values too.
#[inline]
pub fn softplus(x: f32x4) -> f32x4 {
    relu(x) + ln_1p(exp(-x.abs()))
}

/// max(x, 0), where −0 and NaN become 0.
#[inline]
pub fn relu(x: f32x4) -> f32x4 {
    x & x.simd_gt(f32x4::ZERO)
}

/// 1 in the lanes where `x` is above 0, else 0.
#[inline]
pub fn step(x: f32x4) -> f32x4 {
    f32x4::ONE & x.simd_gt(f32x4::ZERO)
}

/// The sums over the lanes of four vectors: (v₀ + v₁) + (v₂ + v₃) of each.
#[inline]
pub fn sums(vectors: [f32x4; 4]) -> f32x4 {
    let [a, b, c, d] = f32x4::transpose(vectors);
    (a + b) + (c + d)
}

/// The sum over the lanes of one vector, in the order of [`sums`].
#[inline]
pub fn sum(vector: f32x4) -> f32 {
    let [a, b, c, d] = vector.to_array();
    (a + b) + (c + d)
}

/// All bits set in the lanes where |x| ≤ `limit`; NaN is never within.
#[inline]
pub fn within(x: f32x4, limit: f32x4) -> f32x4 {
    x.abs().simd_le(limit)
}
