//! What a network writes by itself: each element that it says is the next one that it reads.

use super::{Element, RecurrentNetwork};
use crate::probability::softmax_in_place;
use crate::random::Random;

impl RecurrentNetwork {
    /// Letters that the network writes after `first`, drawn from its probabilities. With a low `temperature` the likeliest ones come more
    /// often still, with a high one all come alike.
    pub fn write(&self, first: usize, count: usize, temperature: f64, random: &mut Random) -> Vec<usize> {
        let (mut state, mut next) = (vec![0.0; self.units()], vec![0.0; self.units()]);
        let mut sums = vec![0.0; self.elements().width()];
        let mut letter = first;
        let draw = |_| {
            self.read(Element::Letter(letter), &state, &mut next);
            std::mem::swap(&mut state, &mut next);
            self.answer(&state, &mut sums);
            softmax_in_place(&mut sums, temperature);
            letter = drawn(&sums, random.unit());
            letter
        };
        (0..count).map(draw).collect()
    }
}

/// The place in which `share` of the whole falls, from 0 to 1, when probabilities are laid end to end.
fn drawn(chances: &[f64], share: f64) -> usize {
    let mut left = share;
    let is_here = |chance: &f64| {
        left -= chance;
        left < 0.0
    };
    chances.iter().position(is_here).unwrap_or(chances.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::drawn;

    #[test]
    fn letters_are_drawn_as_often_as_they_are_probable() {
        let chances = [0.5, 0.0, 0.25, 0.25];
        let places = [0.0, 0.49, 0.5, 0.74, 0.75, 0.999, 1.0].map(|share| drawn(&chances, share));
        assert_eq!(places, [0, 0, 2, 2, 3, 3, 3]);
    }
}
