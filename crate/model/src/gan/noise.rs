//! Seeded noise for a batch.

use std::f32::consts::FRAC_PI_2;

use wide::f32x4;

use super::settings::NoiseDistribution;
use crate::lanes;
use crate::random::Random;

/// Fills `numbers` with noise, in their order. A shorter list gets the first numbers of a longer one.
pub(super) fn fill(distribution: NoiseDistribution, random: &mut Random, numbers: &mut [f32]) {
    match distribution {
        NoiseDistribution::Uniform => {
            for number in numbers {
                *number = random.between_f32(-1.0, 1.0);
            }
        }
        NoiseDistribution::Normal => {
            for eight in numbers.chunks_mut(8) {
                let deviates = normal(random);
                for (number, deviate) in eight.iter_mut().zip(deviates.as_flattened()) {
                    *number = *deviate;
                }
            }
        }
    }
}

/// Four points of the plane with standard normal coordinates, (x₀, y₀), (x₁, y₁), … (G. Box and M. Muller, 1958): at the distance
/// √(−2 ln u) with u from (0, 1], in a direction of which 24 bits give the angle φ from −π/4 to π/4, and two more the quadrant that
/// it is turned to. Takes 8 draws of 32 bits, two a point, and gives the same bits everywhere.
fn normal(random: &mut Random) -> [[f32; 2]; 4] {
    let (mut u, mut angle, mut turns) = ([0.0; 4], [0.0; 4], [0; 4]);
    for at in 0..4 {
        // Multiples of 2⁻²⁴; 1 − u is never 0.
        u[at] = 1.0 - random.unit_f32();
        let bits = random.bits();
        angle[at] = ((bits >> 8) as f32 * (1.0 / (1_u32 << 24) as f32) - 0.5) * FRAC_PI_2;
        turns[at] = bits & 3;
    }
    let distance = (f32x4::splat(-2.0) * lanes::ln(f32x4::new(u))).sqrt();
    let (sin, cos) = lanes::sin_cos(f32x4::new(angle));
    let (along, across) = ((distance * cos).to_array(), (distance * sin).to_array());
    std::array::from_fn(|at| match turns[at] {
        0 => [along[at], across[at]],
        1 => [-across[at], along[at]],
        2 => [-along[at], -across[at]],
        _ => [across[at], -along[at]],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn numbers(distribution: NoiseDistribution, count: usize) -> Vec<f32> {
        let mut numbers = vec![0.0; count];
        fill(distribution, &mut Random::new(6), &mut numbers);
        numbers
    }

    /// Each moment may be off by four of its standard errors; 95 % of a standard normal distribution lies within ±1.96.
    #[test]
    fn normal_noise_has_the_moments_of_the_normal_distribution() {
        let deviates = numbers(NoiseDistribution::Normal, 200_000);
        let moment = |k| deviates.iter().map(|z| f64::from(*z).powi(k)).sum::<f64>() / deviates.len() as f64;
        for (k, expected, variance) in [(1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0)] {
            let error = 4.0 * f64::sqrt(variance / deviates.len() as f64);
            assert!((moment(k) - expected).abs() < error, "moment {k} is {}", moment(k));
        }
        let within = deviates.iter().filter(|z| z.abs() < 1.959_964).count() as f64 / deviates.len() as f64;
        assert!((within - 0.95).abs() < 4.0 * f64::sqrt(0.95 * 0.05 / deviates.len() as f64), "{within}");
        // Neighbours, which come from one point, and numbers of neighbouring points are unrelated.
        for apart in 1..10 {
            let sum: f64 = deviates.windows(apart + 1).map(|w| f64::from(w[0] * w[apart])).sum();
            assert!((sum / deviates.len() as f64).abs() < 4.0 / (deviates.len() as f64).sqrt(), "{apart}: {sum}");
        }
    }

    #[test]
    fn uniform_noise_fills_its_range() {
        let noise = numbers(NoiseDistribution::Uniform, 10_000);
        assert!(noise.iter().all(|z| (-1.0..1.0).contains(z)));
        let (mean, square) = noise.iter().fold((0.0, 0.0), |(m, s), z| (m + z, s + z * z));
        assert!((mean / 10_000.0).abs() < 0.03 && (square / 10_000.0 - 1.0 / 3.0).abs() < 0.02, "{mean} {square}");
    }

    #[test]
    fn noise_has_the_same_bits_everywhere_and_more_of_it_begins_alike() {
        let fold = |noise: &[f32]| noise.iter().fold(0_u64, |bits, z| bits.rotate_left(7) ^ u64::from(z.to_bits()));
        let got = NoiseDistribution::ALL.map(|distribution| {
            let noise = numbers(distribution, 1003);
            assert_eq!(noise[..77], numbers(distribution, 77), "{distribution:?}");
            fold(&noise)
        });
        assert_eq!(got, [0xbc8a_688a_e372_905c, 0x4128_f3e1_5b65_522a], "{got:#x?}");
    }
}
