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
    // that its product with n is exact. Adding 1.5·2²³ rounds to a whole number, which is then in the low bits.
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

/// tanh x, within 4.7·10⁻⁷ relative, and never beyond ±1.
///
/// A rational function x·P(x²)/Q(x²) up to |x| = 8.1525, where the quotient rounds to 1 and tanh is 1 to within that error.
/// P is scaled down by 8·10⁻⁸ so that no rounding lifts it above 1, where the derivative 1 − tanh² would turn negative.
#[inline]
pub fn tanh(x: f32x4) -> f32x4 {
    let x = at_least(at_most(x, 8.1525), -8.1525);
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

/// ln(1 + x) within 2.4·10⁻⁷ relative, for x from 0 to 1.
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

/// sin x and cos x for |x| ≤ π/4, within 1.2·10⁻⁷ relative (the polynomials of S. Moshier's Cephes, 1989).
#[inline]
pub fn sin_cos(x: f32x4) -> (f32x4, f32x4) {
    let u = x * x;
    let sin = polynomial(u, [-0.166_666_55, 8.332_161e-3, -1.951_529_6e-4]) * u * x + x;
    let cos = polynomial(u, [0.041_666_646, -1.388_731_6e-3, 2.443_315_7e-5]) * (u * u) - f32x4::HALF * u + f32x4::ONE;
    (sin, cos)
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

/// `x` within −`most` and `most`; NaN stays NaN.
#[inline]
pub fn clamp(x: f32x4, most: f32) -> f32x4 {
    at_least(at_most(x, most), -most)
}

/// 1 in the lanes where `x` is above 0, −1 where it is below, else 0.
#[inline]
pub fn sign(x: f32x4) -> f32x4 {
    step(x) - step(-x)
}

/// The sums over the lanes of four vectors: (v₀ + v₂) + (v₁ + v₃) of each. Six shuffles, where transposing takes eight.
#[inline]
pub fn sums([a, b, c, d]: [f32x4; 4]) -> f32x4 {
    let ac = a.unpack_lo(c) + a.unpack_hi(c);
    let bd = b.unpack_lo(d) + b.unpack_hi(d);
    ac.unpack_lo(bd) + ac.unpack_hi(bd)
}

/// The sums of four vectors lane by lane, in the order of [`sums`]: (v₀ + v₂) + (v₁ + v₃).
#[inline]
pub fn sums_side_by_side([a, b, c, d]: [f32x4; 4]) -> f32x4 {
    (a + c) + (b + d)
}

/// The sum over the lanes of one vector, in the order of [`sums`].
#[inline]
pub fn sum(vector: f32x4) -> f32 {
    let [v0, v1, v2, v3] = vector.to_array();
    (v0 + v2) + (v1 + v3)
}

/// All bits set in the lanes where |x| ≤ `limit`; NaN is never within.
#[inline]
pub fn within(x: f32x4, limit: f32x4) -> f32x4 {
    x.abs().simd_le(limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// The greatest error of `f` against `exact` over the floats from `from` to `to`, one in `STRIDE`: (relative, absolute).
    fn errors(from: f32, to: f32, f: fn(f32x4) -> f32x4, exact: fn(f64) -> f64) -> (f64, f64) {
        /// A prime, so that no pattern of low bits is left out. The bounds hold with a stride of 3 too, which takes minutes.
        const STRIDE: usize = 20_011;
        let (from, to) = (from.to_bits(), to.to_bits());
        (from.min(to)..=from.max(to)).step_by(STRIDE).fold((0.0, 0.0), |(relative, absolute), bits| {
            let x = f32::from_bits(bits);
            let wanted = exact(f64::from(x));
            let error = (f64::from(f(f32x4::splat(x)).to_array()[0]) - wanted).abs();
            (f64::max(relative, error / wanted.abs()), f64::max(absolute, error))
        })
    }

    const TINY: f32 = f32::MIN_POSITIVE;

    #[test]
    fn exponentials_keep_their_bound() {
        for (from, to) in [(0.0, 88.0), (-0.0, -87.0)] {
            let (relative, _) = errors(from, to, exp, f64::exp);
            assert!(relative < 1.2e-7, "{relative:e}");
        }
        assert_eq!(exp(f32x4::splat(0.0)).to_array(), [1.0; 4]);
    }

    #[test]
    fn sigmoids_keep_their_bound() {
        for (from, to) in [(0.0, 87.0), (-0.0, -87.0)] {
            let (relative, _) = errors(from, to, sigmoid, |x| 1.0 / (1.0 + (-x).exp()));
            assert!(relative < 2.4e-7, "{relative:e}");
        }
    }

    #[test]
    fn tanh_keeps_its_bound_and_never_leaves_the_interval() {
        for (from, to) in [(TINY, 1e6), (-TINY, -1e6)] {
            let (relative, _) = errors(from, to, tanh, f64::tanh);
            assert!(relative < 4.7e-7, "{relative:e}");
        }
        let most = (5.0_f32.to_bits()..9.0_f32.to_bits()).step_by(7).map(f32::from_bits);
        assert!(most.into_iter().all(|x| tanh(f32x4::splat(x)).to_array()[0] <= 1.0));
        assert_eq!(tanh(f32x4::new([0.0, f32::INFINITY, f32::NEG_INFINITY, 3e38])).to_array(), [0.0, 1.0, -1.0, 1.0]);
    }

    #[test]
    fn logarithms_keep_their_bounds() {
        let (relative, _) = errors(TINY, 1.0, ln_1p, f64::ln_1p);
        assert!(relative < 2.4e-7, "{relative:e}");
        let (relative, _) = errors(1.5, f32::MAX, ln, f64::ln);
        assert!(relative < 3e-7, "{relative:e}");
        let (_, absolute) = errors(0.5, 1.5, ln, f64::ln);
        assert!(absolute < 1.3e-7, "{absolute:e}");
        let (relative, _) = errors(-TINY, -87.0, softplus, |x| x.exp().ln_1p());
        assert!(relative < 4e-7, "{relative:e}");
    }

    #[test]
    fn sines_and_cosines_keep_their_bound() {
        let quarter = std::f32::consts::FRAC_PI_4;
        for (from, to) in [(TINY, quarter), (-TINY, -quarter)] {
            let (relative, _) = errors(from, to, |x| sin_cos(x).0, f64::sin);
            assert!(relative < 1.2e-7, "{relative:e}");
            let (relative, _) = errors(from, to, |x| sin_cos(x).1, f64::cos);
            assert!(relative < 1.2e-7, "{relative:e}");
        }
    }

    #[test]
    fn what_is_no_number_stays_none() {
        for f in [exp, sigmoid, tanh] {
            assert!(f(f32x4::splat(f32::NAN)).to_array()[0].is_nan());
        }
        assert!(!within(f32x4::splat(f32::NAN), f32x4::splat(1e12)).any());
    }

    #[test]
    fn lanes_are_added_up_in_one_order() {
        let vectors = [[1e8, 1.0, -1e8, 3.0], [0.1, 0.2, 0.3, 0.4], [1.0, 1e-8, 1.0, -1.0], [5.0, 6.0, 7.0, 8.0]];
        let vectors = vectors.map(f32x4::new);
        assert_eq!(sums(vectors).to_array().map(f32::to_bits), vectors.map(sum).map(f32::to_bits));
    }
}
