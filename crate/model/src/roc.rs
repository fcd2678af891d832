//! Binary classification by a threshold: the confusion matrix, precision, recall, and the ROC curve over all thresholds.

/// The confusion matrix of a binary classifier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConfusionMatrix {
    /// Positive samples predicted positive.
    pub true_positives: usize,
    /// Positive samples predicted negative: misses.
    pub false_negatives: usize,
    /// Negative samples predicted positive: false alarms.
    pub false_positives: usize,
    /// Negative samples predicted negative.
    pub true_negatives: usize,
}

/// `part`/`whole`; `None` when the whole is 0.
fn fraction(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

impl ConfusionMatrix {
    /// The matrix when a sample is predicted positive at a score of at least `threshold`. Each sample is its score and whether it is
    /// positive.
    pub fn at_threshold(threshold: f64, scored: &[(f64, bool)]) -> Self {
        let mut counts = Self::default();
        for (score, positive) in scored {
            *match (positive, *score >= threshold) {
                (true, true) => &mut counts.true_positives,
                (true, false) => &mut counts.false_negatives,
                (false, true) => &mut counts.false_positives,
                (false, false) => &mut counts.true_negatives,
            } += 1;
        }
        counts
    }

    /// Precision: TP/(TP + FP).
    pub fn precision(&self) -> Option<f64> {
        fraction(self.true_positives, self.true_positives + self.false_positives)
    }

    /// Recall, the true positive rate: TP/(TP + FN).
    pub fn recall(&self) -> Option<f64> {
        fraction(self.true_positives, self.true_positives + self.false_negatives)
    }

    /// The false positive rate: FP/(FP + TN).
    pub fn false_positive_rate(&self) -> Option<f64> {
        fraction(self.false_positives, self.false_positives + self.true_negatives)
    }

    /// The point of the ROC curve: false positive rate and true positive rate.
    pub fn rates(&self) -> Option<[f64; 2]> {
        Some([self.false_positive_rate()?, self.recall()?])
    }

    /// How many samples there are.
    pub fn count(&self) -> usize {
        self.true_positives + self.false_negatives + self.false_positives + self.true_negatives
    }

    /// How many samples are classified correctly.
    pub fn correct(&self) -> usize {
        self.true_positives + self.true_negatives
    }

    /// The fraction classified correctly: (TP + TN)/n.
    pub fn accuracy(&self) -> Option<f64> {
        fraction(self.correct(), self.count())
    }
}

/// The ROC curve (receiver operating characteristic): (false positive rate, true positive rate) for every threshold, from the
/// highest, which predicts no positive, to the lowest, which predicts only positives. Samples of equal score cross a threshold
/// together. `None` unless there are both positive and negative samples.
pub fn roc_curve(scored: &[(f64, bool)]) -> Option<Vec<[f64; 2]>> {
    let positives = scored.iter().filter(|(_, positive)| *positive).count();
    let negatives = scored.len() - positives;
    if positives == 0 || negatives == 0 {
        return None;
    }
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut points, mut found, mut alarms) = (vec![[0.0, 0.0]], 0, 0);
    for tied in sorted.chunk_by(|a, b| a.0 == b.0) {
        let positive = tied.iter().filter(|(_, positive)| *positive).count();
        found += positive;
        alarms += tied.len() - positive;
        points.push([alarms as f64 / negatives as f64, found as f64 / positives as f64]);
    }
    Some(points)
}

/// The area under a ROC curve by the trapezoidal rule. It is the probability that a positive sample scores higher than a negative
/// one, ties counted half (J. A. Hanley and B. J. `McNeil`, 1982).
pub fn auc(curve: &[[f64; 2]]) -> f64 {
    curve.windows(2).map(|ends| (ends[1][0] - ends[0][0]) * f64::midpoint(ends[0][1], ends[1][1])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCORED: [(f64, bool); 8] =
        [(0.9, true), (0.8, true), (0.7, false), (0.6, true), (0.5, false), (0.5, true), (0.3, false), (0.1, false)];

    #[test]
    fn a_threshold_counts_as_one_does_by_hand() {
        let counts = ConfusionMatrix::at_threshold(0.5, &SCORED);
        let by_hand = ConfusionMatrix { true_positives: 4, false_negatives: 0, false_positives: 2, true_negatives: 2 };
        assert_eq!(counts, by_hand);
        assert_eq!(
            (counts.recall(), counts.false_positive_rate(), counts.accuracy()),
            (Some(1.0), Some(0.5), Some(0.75))
        );
        assert!((counts.precision().unwrap() - 2.0 / 3.0).abs() < 1e-15);
        let none = ConfusionMatrix::at_threshold(1.1, &SCORED);
        assert_eq!((none.precision(), none.recall()), (None, Some(0.0)));
        assert_eq!(ConfusionMatrix::at_threshold(0.5, &[]), ConfusionMatrix::default());
        assert_eq!(ConfusionMatrix::default().accuracy(), None);
    }

    #[test]
    fn the_area_is_the_fraction_of_pairs_in_order() {
        let points = roc_curve(&SCORED).unwrap();
        let scores =
            |wanted: bool| SCORED.iter().filter(move |(_, positive)| *positive == wanted).map(|(score, _)| *score);
        let pairs = scores(true).flat_map(|p| scores(false).map(move |n| (p, n)));
        let won: f64 = pairs
            .map(|(p, n)| {
                if p > n {
                    1.0
                } else if p == n {
                    0.5
                } else {
                    0.0
                }
            })
            .sum();
        assert!((auc(&points) - won / 16.0).abs() < 1e-15);
        assert_eq!((points[0], points[points.len() - 1]), ([0.0, 0.0], [1.0, 1.0]));
        assert!(points.windows(2).all(|ends| ends[0][0] <= ends[1][0] && ends[0][1] <= ends[1][1]));
    }

    #[test]
    fn each_threshold_is_a_point_of_the_curve() {
        let points = roc_curve(&SCORED).unwrap();
        for threshold in [0.0, 0.2, 0.5, 0.55, 0.65, 0.85, 0.95] {
            let counts = ConfusionMatrix::at_threshold(threshold, &SCORED);
            let point = counts.rates().unwrap();
            assert!(points.contains(&point), "{threshold}: {point:?}");
        }
    }

    #[test]
    fn one_class_alone_has_no_curve() {
        assert_eq!(roc_curve(&[(0.5, true), (0.7, true)]), None);
        assert_eq!(roc_curve(&[(0.5, false)]), None);
        assert_eq!(roc_curve(&[]), None);
    }
}
