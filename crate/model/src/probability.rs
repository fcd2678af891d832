//! Sigmoid, softmax and cross-entropy of one sample in double precision.
//!
//! The engine computes the same functions for many samples at a time in single precision. These are for numbers that are shown.

/// σ(z) = 1/(1 + e⁻ᶻ), from 0 to 1. It neither overflows nor loses small values to cancellation.
pub fn sigmoid(z: f64) -> f64 {
    // The exponent is never positive, so the exponential never overflows.
    let e = libm::exp(-z.abs());
    if z >= 0.0 { 1.0 / (1.0 + e) } else { e / (1.0 + e) }
}

/// Softmax: pᵢ = eᶻⁱ / Σⱼ eᶻʲ, with the sum 1.
pub fn softmax(z: &[f64]) -> Vec<f64> {
    let mut p = z.to_vec();
    softmax_in_place(&mut p, 1.0);
    p
}

/// Softmax of z/temperature in the place of z. The greatest logit is subtracted first. That changes no quotient and keeps every
/// exponential within 1.
pub fn softmax_in_place(z: &mut [f64], temperature: f64) {
    let most = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for z in &mut *z {
        *z = libm::exp((*z - most) / temperature);
    }
    let sum: f64 = z.iter().sum();
    for e in z {
        *e /= sum;
    }
}

/// The categorical cross-entropy of softmax for a sample of class `t`: −ln pₜ = ln Σⱼ eᶻʲ − zₜ. Its derivative with respect to zᵢ
/// is pᵢ − 1 for i = t and pᵢ for any other i.
pub fn categorical_cross_entropy(z: &[f64], t: usize) -> f64 {
    let most = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most + libm::log(z.iter().map(|z| libm::exp(z - most)).sum()) - z[t]
}

/// The binary cross-entropy of a sigmoid for a target t from 0 to 1: −t·ln σ(z) − (1 − t)·ln(1 − σ(z)) = ln(1 + eᶻ) − t·z. Its
/// derivative with respect to z is σ(z) − t.
pub fn binary_cross_entropy(z: f64, t: f64) -> f64 {
    // ln(1 + eᶻ) = max(z, 0) + ln(1 + e^−|z|). The first difference is exact for t = 0 and t = 1, so that a tiny loss keeps its digits.
    (z.max(0.0) - t * z) + libm::log1p(libm::exp(-z.abs()))
}

/// The number of the greatest output. Of several that are even it is the last.
pub fn greatest(outputs: &[f32]) -> usize {
    (1..outputs.len()).fold(0, |best, at| if outputs[at] >= outputs[best] { at } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOGITS: [[f64; 3]; 4] = [[1.0, 2.0, 3.0], [0.0, 0.0, 0.0], [-4.0, 0.3, 7.5], [700.0, -700.0, 0.0]];

    #[test]
    fn known_values() {
        // e⁻¹ and e⁻² from tables: 1/(1 + 0.36787944117) and so on.
        let p = softmax(&[1.0, 2.0, 3.0]);
        for (p, known) in p.iter().zip([0.090_030_573_170, 0.244_728_471_055, 0.665_240_955_775]) {
            assert!((p - known).abs() < 1e-12);
        }
        assert_eq!((sigmoid(0.0), sigmoid(1000.0), sigmoid(-1000.0)), (0.5, 1.0, 0.0));
        assert!((sigmoid(1.0) - 0.731_058_578_630_005).abs() < 1e-15);
        assert!((categorical_cross_entropy(&[1.0, 2.0, 3.0], 2) - 0.407_605_964_444_380).abs() < 1e-14);
        assert!((categorical_cross_entropy(&[0.0; 3], 1) - 3.0_f64.ln()).abs() < 1e-15);
        assert!((binary_cross_entropy(0.0, 1.0) - 2.0_f64.ln()).abs() < 1e-15);
        assert!((binary_cross_entropy(-1.0, 1.0) - 1.313_261_687_518_223).abs() < 1e-14);
        assert_eq!(binary_cross_entropy(-1000.0, 1.0), 1000.0);
        assert_eq!([binary_cross_entropy(1e6, 0.0), binary_cross_entropy(1e6, 1.0)], [1e6, 0.0]);
        // Each is e⁻⁴⁰ to the last bit but a few.
        for tiny in [binary_cross_entropy(40.0, 1.0), binary_cross_entropy(-40.0, 0.0)] {
            assert!((tiny / 4.248_354_255_291_589e-18 - 1.0).abs() < 1e-14, "{tiny}");
        }
    }

    #[test]
    fn probabilities_add_up_to_one_and_a_constant_moves_none() {
        for z in LOGITS {
            let p = softmax(&z);
            assert!((p.iter().sum::<f64>() - 1.0).abs() < 1e-15);
            for (p, moved) in p.iter().zip(softmax(&z.map(|z| z + 2.5))) {
                assert!((p - moved).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn two_classes_of_softmax_are_one_sigmoid_of_the_difference() {
        for [z0, z1] in [[0.3, 1.7], [-2.0, 5.0], [4.0, -0.25], [0.0, 0.0]] {
            assert!((softmax(&[z0, z1])[1] - sigmoid(z1 - z0)).abs() < 2e-16);
        }
    }

    #[test]
    fn derivatives_are_those_of_finite_differences() {
        let step = 1e-5;
        for z in &LOGITS[..3] {
            for t in 0..3 {
                for i in 0..3 {
                    let moved = |by: f64| std::array::from_fn::<_, 3, _>(|j| z[j] + if i == j { by } else { 0.0 });
                    let slope = (categorical_cross_entropy(&moved(step), t)
                        - categorical_cross_entropy(&moved(-step), t))
                        / (2.0 * step);
                    let known = softmax(z)[i] - f64::from(u8::from(i == t));
                    assert!((slope - known).abs() < 1e-9, "{z:?}: {slope}, not {known}");
                }
                for target in [0.0, 0.25, 1.0] {
                    let loss = |by: f64| binary_cross_entropy(z[t] + by, target);
                    let slope = (loss(step) - loss(-step)) / (2.0 * step);
                    assert!((slope - (sigmoid(z[t]) - target)).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn binary_cross_entropy_is_its_definition() {
        for z in (-250..=250).map(|n| f64::from(n) / 10.0) {
            for target in [0.0, 0.1, 0.5, 0.9, 1.0] {
                let expected = -target * sigmoid(z).ln() - (1.0 - target) * sigmoid(-z).ln();
                assert!(
                    (binary_cross_entropy(z, target) - expected).abs() < 1e-9 * expected.abs().max(1.0),
                    "{z} {target}"
                );
            }
        }
    }
}
