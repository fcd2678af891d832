//! Clouds of things with two features each, and what they are: fruit, animals, and things that are no fruit.
//!
//! The features are standardized: 0 is the average, 1 one standard deviation more. The places are invented, for lessons
//! in which the classes lie as they should; the noise is normal, cut off at two standard deviations, so that every
//! thing lies in the square from −3 to 3. Each class draws from a stream of its own: more of one moves none of another.

use crate::random::Random;

/// The least and greatest value of either feature.
pub const VIEW: [f64; 2] = [-3.0, 3.0];
/// The middles of apples, grapes and pears: (size, sweetness).
pub const FRUITS: [[f64; 2]; 3] = [[0.0, -1.1], [-1.3, 0.9], [1.35, 0.75]];
/// The middles of cats and dogs: (size, how pointed the ears are).
pub const ANIMALS: [[f64; 2]; 2] = [[-0.65, 0.55], [0.65, -0.55]];
/// How much wider the clouds of animals are than those of fruit.
pub const ANIMAL_SPREAD: f64 = 1.6;
/// How far at least something that is no fruit lies from the middle of any, in standard deviations of their clouds.
const MIN_DISTANCE: f64 = 2.4;
/// The farthest that noise carries, in standard deviations.
const MAX_DEVIATION: f64 = 2.0;

/// One thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Example {
    /// Its two features.
    pub features: [f64; 2],
    /// What it is: the place of its middle in the list.
    pub class: usize,
}

/// `counts[k]` things around `middles[k]` for each class k, whose features vary by the standard deviation `spread`.
pub fn clouds(middles: &[[f64; 2]], counts: &[u32], spread: f64, seed: u64) -> Vec<Example> {
    let mut things = Vec::new();
    for (class, (middle, count)) in middles.iter().zip(counts).enumerate() {
        let mut random = Random::stream(seed, class as u64);
        let thing = |_| Example { features: middle.map(|x| x + spread * cut_normal(&mut random)), class };
        things.extend((0..*count).map(thing));
    }
    things
}

/// Things that are none of [`FRUITS`], anywhere between them and around them; their class is 3.
pub fn none_of_these(count: u32, spread: f64, seed: u64) -> Vec<Example> {
    let mut random = Random::stream(seed, FRUITS.len() as u64);
    let far = |at: &[f64; 2]| {
        FRUITS.iter().all(|middle| (at[0] - middle[0]).hypot(at[1] - middle[1]) > (MIN_DISTANCE * spread).min(1.2))
    };
    // Three discs of radius 1.2 leave more than half of the square, so the search ends.
    let places = std::iter::repeat_with(|| [(); 2].map(|()| random.between(VIEW[0], VIEW[1]))).filter(far);
    places.take(count as usize).map(|features| Example { features, class: FRUITS.len() }).collect()
}

/// A standard normal deviate, drawn again until it is within [`MAX_DEVIATION`].
fn cut_normal(random: &mut Random) -> f64 {
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
    fn every_thing_lies_in_the_square_and_near_its_middle() {
        let within = |thing: &Example| thing.features.iter().all(|x| (VIEW[0]..=VIEW[1]).contains(x));
        for seed in 1..20 {
            let fruit = clouds(&FRUITS, &[200; 3], 0.7, seed);
            let animals = clouds(&ANIMALS, &[200; 2], 0.7 * ANIMAL_SPREAD, seed);
            assert!(fruit.iter().chain(&animals).all(within));
            for (class, middle) in FRUITS.iter().enumerate() {
                let mine: Vec<_> = fruit.iter().filter(|thing| thing.class == class).collect();
                for feature in 0..2 {
                    let mean = mine.iter().map(|thing| thing.features[feature]).sum::<f64>() / 200.0;
                    assert!((mean - middle[feature]).abs() < 0.25, "{mean} for {middle:?}");
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
            assert!(FRUITS.iter().all(|middle| (x - middle[0]).hypot(y - middle[1]) > 0.96 - 1e-9));
        }
    }

    #[test]
    fn more_of_one_class_moves_no_other() {
        let (few, many) = (clouds(&FRUITS, &[5, 5, 5], 0.4, 7), clouds(&FRUITS, &[9, 5, 5], 0.4, 7));
        assert_eq!(few[..5], many[..5]);
        assert_eq!(few[5..], many[9..]);
        assert_ne!(few, clouds(&FRUITS, &[5, 5, 5], 0.4, 8));
        assert_eq!(clouds(&FRUITS, &[0, 2, 0], 0.4, 7).len(), 2);
    }
}
