//! Clusters of examples with two features: fruit, animals, and examples that are no fruit.
//!
//! The features are standardized: 0 is the mean, and 1 is one standard deviation above it. The centres are invented. The noise is
//! normal and truncated at two standard deviations, so that every example lies in the square from −3 to 3. Each class has its own
//! stream of the seed: more examples of one class leave the others as they are.

use crate::model::random::Random;

/// The least and greatest value of either feature.
pub const VIEW: [f64; 2] = [-3.0, 3.0];
/// The centres of apples, grapes and pears: (size, sweetness).
pub const FRUITS: [[f64; 2]; 3] = [[0.0, -1.1], [-1.3, 0.9], [1.35, 0.75]];
/// The centres of cats and dogs: (size, how pointed the ears are).
pub const ANIMALS: [[f64; 2]; 2] = [[-0.65, 0.55], [0.65, -0.55]];
/// The spread of the animals, relative to the fruit.
pub const ANIMAL_SPREAD: f64 = 1.6;
/// The least distance of an example that is no fruit from every centre, in standard deviations.
const MIN_DISTANCE: f64 = 2.4;
/// Where the noise is truncated, in standard deviations.
const MAX_DEVIATION: f64 = 2.0;

/// One example.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// The two features.
    pub features: [f64; 2],
    /// The class: the index of its centre.
    pub class: usize,
}

/// `counts[k]` examples around `centres[k]` for each class k, with the standard deviation `spread` in each feature.
pub fn clusters(centres: &[[f64; 2]], counts: &[u32], spread: f64, seed: u64) -> Vec<Example> {
    let mut examples = Vec::new();
    for (class, (centre, count)) in centres.iter().zip(counts).enumerate() {
        let mut random = Random::stream(seed, class as u64);
        let example = |_| Example { features: centre.map(|x| x + spread * truncated_normal(&mut random)), class };
        examples.extend((0..*count).map(example));
    }
    examples
}

/// Examples that are none of [`FRUITS`], anywhere between and around them. Their class is 3.
pub fn none_of_these(count: u32, spread: f64, seed: u64) -> Vec<Example> {
    let mut random = Random::stream(seed, FRUITS.len() as u64);
    let far = |at: &[f64; 2]| {
        FRUITS.iter().all(|centre| (at[0] - centre[0]).hypot(at[1] - centre[1]) > (MIN_DISTANCE * spread).min(1.2))
    };
    // Three discs of radius 1.2 leave more than half of the square, so the search ends.
    let features = std::iter::repeat_with(|| [(); 2].map(|()| random.between(VIEW[0], VIEW[1]))).filter(far);
    features.take(count as usize).map(|features| Example { features, class: FRUITS.len() }).collect()
}

/// A standard normal deviate, drawn again until it is within [`MAX_DEVIATION`].
fn truncated_normal(random: &mut Random) -> f64 {
    loop {
        let deviate = random.normal();
        if deviate.abs() <= MAX_DEVIATION {
            return deviate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_thing_lies_in_the_square_and_near_its_centre() {
        let within = |thing: &Example| thing.features.iter().all(|x| (VIEW[0]..=VIEW[1]).contains(x));
        for seed in 1..20 {
            let fruit = clusters(&FRUITS, &[200; 3], 0.7, seed);
            let animals = clusters(&ANIMALS, &[200; 2], 0.7 * ANIMAL_SPREAD, seed);
            assert!(fruit.iter().chain(&animals).all(within));
            for (class, centre) in FRUITS.iter().enumerate() {
                let mine: Vec<_> = fruit.iter().filter(|thing| thing.class == class).collect();
                for feature in 0..2 {
                    let mean = mine.iter().map(|thing| thing.features[feature]).sum::<f64>() / 200.0;
                    assert!((mean - centre[feature]).abs() < 0.25, "{mean} for {centre:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_fruit_keeps_away_from_fruit() {
        let others = none_of_these(200, 0.4, 3);
        assert_eq!(others.len(), 200);
        for Example { features: [x, y], class } in others {
            assert_eq!(class, 3);
            assert!(FRUITS.iter().all(|centre| (x - centre[0]).hypot(y - centre[1]) > 0.96 - 1e-9));
        }
    }

    #[test]
    fn more_of_one_class_moves_no_other() {
        let (few, many) = (clusters(&FRUITS, &[5, 5, 5], 0.4, 7), clusters(&FRUITS, &[9, 5, 5], 0.4, 7));
        assert_eq!(few[..5], many[..5]);
        assert_eq!(few[5..], many[9..]);
        assert_ne!(few, clusters(&FRUITS, &[5, 5, 5], 0.4, 8));
        assert_eq!(clusters(&FRUITS, &[0, 2, 0], 0.4, 7).len(), 2);
    }
}
