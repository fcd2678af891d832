//! Random numbers that are the same, to the bit, for the same seed natively and in every browser.
//!
//! The generator is PCG-XSH-RR 64/32 (M. E. O'Neill, "PCG: A family of simple fast space-efficient statistically good
//! algorithms for random number generation", 2014), whose output `rand_pcg` promises to keep. The output is used only with integers,
//! with the operations that IEEE 754 rounds correctly (+, −, ·, /, √), and with the logarithm of `libm`, which is the same code
//! everywhere. Logarithm, sine and cosine of the standard library are not.

use rand_pcg::Lcg64Xsh32;
use rand_pcg::rand_core::Rng;

/// A seeded source of random numbers. A clone goes on with the same numbers as its original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random(Lcg64Xsh32);

impl Random {
    /// The numbers of `seed`: stream 0 of [`Random::stream`].
    pub fn new(seed: u64) -> Self {
        Self::stream(seed, 0)
    }

    /// One of many independent streams of a seed. With one stream for the inputs of a data set and one for the noise, for example, the
    /// noise can change while the inputs stay as they are.
    pub fn stream(seed: u64, stream: u64) -> Self {
        // Neighbouring states and streams of this generator are correlated. Hashing makes sure that they are not neighbours.
        let state = hashed(hashed(seed) ^ stream);
        Self(Lcg64Xsh32::new(state, hashed(state)))
    }

    /// 32 random bits.
    pub fn bits(&mut self) -> u32 {
        self.0.next_u32()
    }

    /// Uniform in [0, 1): a multiple of 2⁻⁵³, each as likely as any other. Takes two draws of 32 bits.
    pub fn unit(&mut self) -> f64 {
        let (high, low) = (u64::from(self.bits()), u64::from(self.bits()));
        ((high << 32 | low) >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// Uniform in [0, 1): a multiple of 2⁻²⁴, each as likely as any other. Takes one draw of 32 bits.
    pub fn unit_f32(&mut self) -> f32 {
        (self.bits() >> 8) as f32 * (1.0 / (1_u32 << 24) as f32)
    }

    /// Uniform in [`low`, `high`), for finite bounds with low < high and a finite difference.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        // Rounding can lift the sum onto the upper bound.
        (low + (high - low) * self.unit()).min(high.next_down())
    }

    /// Uniform in [`low`, `high`), for finite bounds with low < high and a finite difference.
    pub fn between_f32(&mut self, low: f32, high: f32) -> f32 {
        (low + (high - low) * self.unit_f32()).min(high.next_down())
    }

    /// One of 0, 1, …, n − 1, each exactly as likely as any other (D. Lemire, "Fast random integer generation in an
    /// interval", 2019).
    ///
    /// # Panics
    /// When `n` is 0 or above 2³² − 1.
    #[allow(clippy::cast_possible_truncation)] // the halves of a 64-bit product, each taken on purpose
    pub fn below(&mut self, n: usize) -> usize {
        let n = u32::try_from(n).ok().filter(|&n| n > 0).expect("a choice among 1 to 2³² − 1");
        let mut product = u64::from(self.bits()) * u64::from(n);
        if (product as u32) < n {
            // 2³² is no multiple of n, so the first (2³² mod n) products of each block are rejected.
            let surplus = n.wrapping_neg() % n;
            while (product as u32) < surplus {
                product = u64::from(self.bits()) * u64::from(n);
            }
        }
        (product >> 32) as usize
    }

    /// Shuffles `items`. Each order is equally likely (Fisher and Yates's shuffle in the form of R. Durstenfeld, 1964).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    /// A standard normal deviate, mean 0 and variance 1 (G. Marsaglia's polar method, 1964; of its two independent
    /// deviates the first). Takes 4 draws of 32 bits, and 4 more each time that a point misses the unit circle.
    pub fn normal(&mut self) -> f64 {
        loop {
            let (u, v) = (2.0 * self.unit() - 1.0, 2.0 * self.unit() - 1.0);
            let s = u * u + v * v;
            if s > 0.0 && s < 1.0 {
                return u * (-2.0 * libm::log(s) / s).sqrt();
            }
        }
    }
}

/// The output function of `SplitMix64` (G. Steele, D. Lea and C. Flood, 2014, with the constants of D. Stafford's
/// variant 13): every bit of the input changes about half the bits of the output.
fn hashed(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    // Where this name stands, the tests below run in the browser too.
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// The expected bits come from the same published algorithms written a second time, in Python's integers and
    /// doubles; they hold natively and in WebAssembly.
    #[test]
    fn the_same_seed_gives_the_same_bits_everywhere() {
        let first = |mut random: Random| [(); 4].map(|()| random.bits());
        assert_eq!(first(Random::new(1)), [0xc6ec_cedb, 0x6339_fbe3, 0x4419_c190, 0x7191_6a22]);
        assert_eq!(first(Random::stream(1, 7)), [0x8a2f_f0fc, 0xb74d_ab47, 0xfa7d_0f1a, 0xc1f0_7994]);

        let mut random = Random::new(42);
        let units = [(); 3].map(|()| random.unit().to_bits());
        assert_eq!(units, [0x3fa4_bca6_3568_3040, 0x3fe2_cdc1_9469_9ea0, 0x3feb_0555_aa3b_f90f]);

        let mut random = Random::new(42);
        let units = [(); 3].map(|()| random.unit_f32().to_bits());
        assert_eq!(units, [0x3d25_e530, 0x3f34_1820, 0x3f16_6e0c]);

        let mut random = Random::new(42);
        assert_eq!([(); 10].map(|()| random.below(10)), [0, 7, 5, 3, 8, 8, 3, 7, 8, 7]);
        assert_eq!([(); 2].map(|()| random.below(3_000_000_000)), [1_791_517_715, 2_579_871_775]);

        let mut items = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        Random::new(42).shuffle(&mut items);
        assert_eq!(items, [9, 3, 8, 1, 7, 5, 2, 4, 6, 0]);
    }

    #[test]
    fn normal_deviates_have_the_same_bits_everywhere() {
        let mut random = Random::new(42);
        let deviates = [(); 4].map(|()| random.normal().to_bits());
        assert_eq!(
            deviates,
            [0xbfe0_39e5_8333_8d23, 0x3feb_d57d_9857_9ef1, 0x3ff4_550a_4218_dfe0, 0xbfda_e3a5_90c7_1951]
        );
        let mut random = Random::new(42);
        let sum = (0..10_000).fold(0.0, |sum, _| sum + random.normal());
        assert_eq!(sum.to_bits(), 0xc059_5827_a52a_d087);
    }

    #[test]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 9
    fn uniform_numbers_fill_their_range_evenly_and_never_reach_its_end() {
        let mut random = Random::new(3);
        let mut tenths = [0_u32; 10];
        for _ in 0..100_000 {
            let (x, y) = (random.between(-2.0, 3.0), random.between_f32(-2.0, 3.0));
            assert!((-2.0..3.0).contains(&x) && (-2.0..3.0).contains(&y));
            tenths[((x + 2.0) * 2.0).floor() as usize] += 1;
            tenths[((y + 2.0) * 2.0).floor() as usize] += 1;
        }
        assert!(chi_squared(&tenths) < 27.9, "{tenths:?}");
        // Between neighbouring numbers the sum always rounds to one of the two.
        assert!((0..100).all(|_| random.between(1.0, 1.0_f64.next_up()) < 1.0_f64.next_up()));
        assert!((0..100).all(|_| random.between_f32(1.0, 1.0_f32.next_up()) < 1.0_f32.next_up()));
    }

    #[test]
    fn no_index_is_favoured() {
        // Taking bits modulo 3·2³⁰ would choose the first third twice as often as the others.
        let mut random = Random::new(4);
        let mut thirds = [0; 3];
        for _ in 0..30_000 {
            thirds[random.below(3 << 30) >> 30] += 1;
        }
        assert!(chi_squared(&thirds) < 13.8, "{thirds:?}");
        assert!((0..10).all(|_| random.below(1) == 0));
    }

    #[test]
    #[cfg(not(target_arch = "wasm32"))]
    #[should_panic(expected = "a choice among")]
    fn nothing_can_be_chosen_from_nothing() {
        Random::new(1).below(0);
    }

    #[test]
    fn every_order_is_as_likely_as_any_other() {
        let mut random = Random::new(5);
        let mut orders = std::collections::BTreeMap::<[u8; 4], u32>::new();
        for _ in 0..24_000 {
            let mut items = [0, 1, 2, 3];
            random.shuffle(&mut items);
            *orders.entry(items).or_default() += 1;
        }
        let counts: Vec<_> = orders.into_values().collect();
        assert_eq!(counts.len(), 24);
        assert!(chi_squared(&counts) < 49.7, "{counts:?}");
    }

    /// The first four moments of the standard normal distribution are 0, 1, 0, 3, and 95 % of it lies within ±1.96.
    /// Each may be off by four of its standard errors.
    #[test]
    fn normal_deviates_have_the_moments_of_the_normal_distribution() {
        let n = 200_000;
        let mut random = Random::new(6);
        let deviates: Vec<f64> = (0..n).map(|_| random.normal()).collect();
        let moment = |k| deviates.iter().map(|z| z.powi(k)).sum::<f64>() / f64::from(n);
        for (k, expected, variance) in [(1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0)] {
            let error = 4.0 * f64::sqrt(variance / f64::from(n));
            assert!((moment(k) - expected).abs() < error, "moment {k} is {}", moment(k));
        }
        let within = deviates.iter().filter(|z| z.abs() < 1.959_964).count() as f64 / f64::from(n);
        assert!((within - 0.95).abs() < 4.0 * f64::sqrt(0.95 * 0.05 / f64::from(n)), "{within}");
    }

    /// Streams and seeds that are neighbours must not go together: the correlation of 10,000 pairs stays within four
    /// standard errors of zero.
    #[test]
    fn neighbouring_seeds_and_streams_are_unrelated() {
        for (mut one, mut other) in [
            (Random::new(0), Random::new(1)),
            (Random::stream(9, 0), Random::stream(9, 1)),
            (Random::stream(1, 2), Random::stream(2, 1)),
        ] {
            let sum: f64 = (0..10_000).map(|_| (one.unit() - 0.5) * (other.unit() - 0.5) * 12.0).sum();
            assert!((sum / 10_000.0).abs() < 0.04, "{sum}");
        }
    }

    /// χ² against equal counts. Its 99.9 % points are 13.8, 27.9 and 49.7 for 3, 10 and 24 counts.
    fn chi_squared(counts: &[u32]) -> f64 {
        let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
        counts.iter().map(|&n| (f64::from(n) - expected).powi(2) / expected).sum()
    }
}
