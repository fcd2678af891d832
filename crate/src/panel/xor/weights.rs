//! The weights of the network that learns, set by hand: a new run begins from them.

use super::learned::{MOST_WEIGHT, Parameters};
use super::{Settings, TABLE, Xor};
use crate::panel::notation::read_real;
use crate::panel::table::{Problem, Wrong};

/// How far from zero a weight may be set by hand.
const LARGEST: f32 = 1000.0;
/// How much a press of a key changes a weight.
const NUDGE: f32 = 0.1;

/// The name of a parameter, as the table has it for the network by hand.
fn name(unit: usize, which: usize) -> String {
    [["h1", "h2", "y"][unit % 3], ["w1", "w2", "b"][which % 3]].concat()
}

impl Xor {
    /// Where a unit's parameter stands among all.
    fn place_of(&self, unit: usize, which: usize) -> usize {
        let (layer, of_layer) = if unit < 2 { (0, unit) } else { (1, 0) };
        let layer = &self.run().network().layers()[layer];
        if which < 2 { layer.weights().start + 2 * of_layer + which } else { layer.biases().start + of_layer }
    }

    /// A learned unit's weights and bias.
    pub fn learned_unit(&self, unit: usize) -> [f32; 3] {
        let parameters = self.run().network().parameters();
        [0, 1, 2].map(|which| parameters[self.place_of(unit, which)])
    }

    /// Sets a parameter of the network shown to the number that `text` says. A new run begins from there.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set_weight(&mut self, unit: usize, which: usize, text: &str) -> Result<(), Problem> {
        let problem = |wrong| Problem {
            wrong,
            allowed: format!("−{LARGEST} … {LARGEST}"),
            name: name(unit, which),
            ..TABLE.0[0].problem(wrong, text)
        };
        let value = read_real(text).map_err(|why| problem(why.into()))?;
        if value.is_nan() || value.abs() > LARGEST || !self.begin_from(unit, which, value) {
            return Err(problem(Wrong::OutOfRange));
        }
        Ok(())
    }

    /// Changes a parameter of the network shown by so many tenths. A new run begins from there.
    pub fn nudge_weight(&mut self, unit: usize, which: usize, tenths: f32) {
        let value = self.learned_unit(unit)[which] + tenths * NUDGE;
        self.begin_from(unit, which, value.clamp(-LARGEST, LARGEST));
    }

    /// False when a weight, grown in training, is too large to begin with.
    fn begin_from(&mut self, unit: usize, which: usize, value: f32) -> bool {
        let place = self.place_of(unit, which);
        let Ok(mut start) = Parameters::try_from(self.run().network().parameters()) else { return false };
        start[place] = value;
        let is_small = start.iter().all(|value| value.abs() <= MOST_WEIGHT);
        if is_small {
            self.adopt(Settings { start: Some(start), steps: 0, ..self.settings });
        }
        is_small
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::played::Played;

    fn bits(panel: &Xor) -> Vec<u32> {
        panel.run().network().parameters().iter().map(|value| value.to_bits()).collect()
    }

    fn trained() -> Xor {
        let mut panel = Xor::default();
        panel.load("part=learn&activation=tanh&seed=3&steps=500");
        panel
    }

    #[test]
    fn a_weight_set_by_hand_begins_a_run_that_a_link_repeats_to_the_bit() {
        let mut panel = trained();
        let before = bits(&panel);
        panel.set_weight(1, 2, "−0.75").unwrap();
        assert_eq!((panel.position(), panel.learned_unit(1)[2].to_bits()), (0, (-0.75_f32).to_bits()));
        assert_eq!(bits(&panel).iter().zip(&before).filter(|(now, then)| now != then).count(), 1);
        panel.finish().unwrap();
        let mut other = Xor::default();
        assert_eq!(other.load(&panel.link()), []);
        assert_eq!((bits(&other), other.position(), other.link()), (bits(&panel), panel.position(), panel.link()));
        assert!(panel.link().contains("start="), "{}", panel.link());
    }

    #[test]
    fn each_parameter_is_set_where_it_is_shown() {
        for unit in 0..3 {
            for which in 0..3 {
                let mut panel = trained();
                let mut expected = [0, 1, 2].map(|unit| panel.learned_unit(unit));
                panel.nudge_weight(unit, which, 3.0);
                expected[unit][which] += 3.0 * NUDGE;
                assert_eq!([0, 1, 2].map(|unit| panel.learned_unit(unit)), expected);
            }
        }
    }

    #[test]
    fn a_seed_draws_its_own_weights_again() {
        let mut panel = trained();
        panel.seek(0);
        let drawn = bits(&panel);
        panel.nudge_weight(0, 0, 1.0);
        assert_ne!(bits(&panel), drawn);
        panel.set("seed", "3").unwrap();
        assert_eq!((bits(&panel), panel.settings().start), (drawn, None));
    }

    #[test]
    fn what_is_no_weight_is_refused_and_nothing_changes() {
        let mut panel = trained();
        let link = panel.link();
        for (text, wrong) in [
            ("", Wrong::Empty),
            ("1,5", Wrong::Comma),
            ("x", Wrong::NotANumber),
            ("1001", Wrong::OutOfRange),
            ("1e99", Wrong::OutOfRange),
        ] {
            let problem = panel.set_weight(2, 0, text).unwrap_err();
            assert_eq!((problem.wrong, problem.name.as_str(), problem.given.as_str()), (wrong, "yw1", text));
        }
        assert_eq!(panel.link(), link);
        let huge = crate::panel::network::packed::pack_numbers(&[f32::NAN; 9]);
        for start in ["AAAA", "!", &huge] {
            assert_eq!(panel.set("start", start).unwrap_err().wrong, Wrong::Damaged, "{start}");
        }
        assert_eq!(panel.load("part=learn&start=AAAA&seed=5").len(), 1);
        assert_eq!((panel.settings().seed, panel.settings().start), (5, None));
    }

    #[test]
    fn zeros_never_learn_and_answer_the_question_for_a_beginning_that_gets_stuck() {
        let mut panel = Xor::default();
        panel.begin(crate::panel::xor::goals::Goal::StuckSeed);
        for unit in 0..3 {
            for which in 0..3 {
                panel.set_weight(unit, which, "0").unwrap();
            }
        }
        while panel.finish().is_ok() && !panel.at_verdict() {}
        assert!(panel.run().solved().is_none() && panel.check_goal());
        assert_eq!(panel.learned_unit(0), panel.learned_unit(1), "what begins alike stays alike");
    }
}
