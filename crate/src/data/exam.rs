//! Hours of study and whether the exam was passed: an invented data set for logistic regression on one input.

use crate::model::random::Random;

/// One student.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Student {
    /// Hours of study, in whole tenths.
    pub hours: f64,
    /// Whether the exam was passed.
    pub passed: bool,
}

/// The distribution of the data: the hours h are uniform from 0 to `most_hours`, and a student passes with the probability
/// σ(`steepness`·(h − `even_odds`)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exam {
    /// How many students there are.
    pub students: usize,
    /// The greatest number of hours.
    pub most_hours: f64,
    /// The hours at which the probability is ½.
    pub even_odds: f64,
    /// How much one hour adds to the log-odds.
    pub steepness: f64,
    /// The seed.
    pub seed: u64,
}

/// The streams of the seed. With another distribution the same students have the same luck.
const HOURS: u64 = 0;
const LUCK: u64 = 1;

impl Default for Exam {
    fn default() -> Self {
        Self { students: 60, most_hours: 10.0, even_odds: 5.0, steepness: 1.2, seed: 1 }
    }
}

impl Exam {
    /// The students, in the order in which they were drawn.
    pub fn results(&self) -> Vec<Student> {
        let mut hours = Random::stream(self.seed, HOURS);
        let mut luck = Random::stream(self.seed, LUCK);
        let student = |_| {
            let hours = (10.0 * self.most_hours * hours.unit()).round() / 10.0;
            Student { hours, passed: luck.unit() < self.probability(hours) }
        };
        (0..self.students).map(student).collect()
    }

    /// The probability of passing after so many hours: what logistic regression estimates.
    pub fn probability(&self, hours: f64) -> f64 {
        let [weight, bias] = self.weight_and_bias();
        1.0 / (1.0 + libm::exp(-(weight * hours + bias)))
    }

    /// Weight and bias of a sigmoid neuron with this probability: `steepness` and −`steepness`·`even_odds`.
    pub fn weight_and_bias(&self) -> [f64; 2] {
        [self.steepness, -self.steepness * self.even_odds]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn the_probability_is_a_half_at_even_odds_and_its_odds_grow_by_the_same_factor_each_hour() {
        let exam = Exam::default();
        assert!((exam.probability(5.0) - 0.5).abs() < 1e-15);
        let odds = |hours| exam.probability(hours) / (1.0 - exam.probability(hours));
        for hours in [0.0, 2.5, 7.0] {
            assert!((odds(hours + 1.0) / odds(hours) / 1.2_f64.exp() - 1.0).abs() < 1e-10, "{hours}");
        }
    }

    /// In each band of two hours the share of those who passed is the mean probability there, within four standard
    /// errors.
    #[test]
    fn many_students_follow_the_law() {
        let exam = Exam { students: 50_000, ..Exam::default() };
        let results = exam.results();
        for band in [0.0, 2.0, 4.0, 6.0, 8.0] {
            let within: Vec<_> = results.iter().filter(|s| (band..band + 2.0).contains(&s.hours)).collect();
            let n = within.len() as f64;
            let passed = within.iter().filter(|s| s.passed).count() as f64 / n;
            let expected = within.iter().map(|s| exam.probability(s.hours)).sum::<f64>() / n;
            assert!(n > 9000.0 && (passed - expected).abs() < 4.0 * (expected * (1.0 - expected) / n).sqrt(), "{band}");
        }
        assert!(results.iter().all(|s| (0.0..=10.0).contains(&s.hours)));
    }

    #[test]
    fn the_default_class_has_both_and_they_overlap() {
        let results = Exam::default().results();
        let hours = |passed| results.iter().filter(move |s| s.passed == passed).map(|s| s.hours);
        let (least, most) = (hours(true).fold(f64::MAX, f64::min), hours(false).fold(0.0, f64::max));
        assert!(least < most, "a clear cut at {most} would leave the weight without bound");
        assert!(hours(true).count() >= 20 && hours(false).count() >= 20);
    }

    #[test]
    fn the_results_have_the_same_bits_everywhere() {
        let results = Exam::default().results();
        let bits = results.iter().fold(0_u64, |bits, s| bits.rotate_left(7) ^ s.hours.to_bits() ^ u64::from(s.passed));
        assert_eq!(bits, 0x6f9f_0487_dae7_9bae);
    }
}
