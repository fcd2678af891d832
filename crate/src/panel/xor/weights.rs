//! The weights of the network that learns, set by hand: a new run begins from them.

use super::learned::{MAX_WEIGHT, Parameters};
use super::settings::{Settings, Start};
use super::{Unit, Xor};
use crate::panel::notation::read_real;
use crate::panel::view::Message;

/// How far from zero a weight may be set by hand.
const LARGEST: f32 = 1000.0;
/// The names of a unit's parameters.
pub(super) const PARAMETERS: [&str; 3] = ["w1", "w2", "b"];

impl Xor {
    /// Where a unit's parameter stands among all.
    pub(super) fn place_of(&self, unit: usize, which: usize) -> usize {
        let (layer, of_layer) = if unit < 2 { (0, unit) } else { (1, 0) };
        let layer = &self.learned().network().layers()[layer];
        if which < 2 { layer.weights().start + 2 * of_layer + which } else { layer.biases().start + of_layer }
    }

    /// A learned unit's weights and bias.
    pub fn learned_unit(&self, unit: usize) -> [f32; 3] {
        let parameters = self.learned().network().parameters();
        [0, 1, 2].map(|which| parameters[self.place_of(unit, which)])
    }

    /// Sets a parameter of the network shown to the number that `text` says. A new run begins from there.
    ///
    /// # Errors
    /// Why that can't be done; nothing has changed then.
    pub fn set_weight(&mut self, unit: usize, which: usize, text: &str) -> Result<(), Message> {
        let (Some(unit_name), Some(name)) = (Unit::NAMES.get(unit), PARAMETERS.get(which)) else {
            return Err(Message::new("no-such-weight"));
        };
        let refusal = |key| {
            let name = format!("{unit_name} {name}");
            Message::new(key).with("name", name).with("given", text).with("limit", LARGEST)
        };
        let value = read_real(text).map_err(|_| refusal("no-number"))?;
        if value.is_nan() || value.abs() > LARGEST || !self.begin_from(unit, which, value) {
            return Err(refusal("weight-too-large"));
        }
        Ok(())
    }

    /// Changes a parameter of the network shown by so many hundredths. A new run begins from there.
    ///
    /// # Errors
    /// As [`Xor::set_weight`].
    #[allow(clippy::cast_possible_truncation)] // a few hundredths
    pub fn nudge_weight(&mut self, unit: usize, which: usize, hundredths: f64) -> Result<(), Message> {
        if unit >= Unit::NAMES.len() || which >= PARAMETERS.len() || !hundredths.is_finite() {
            return Err(Message::new("no-such-weight"));
        }
        let value = self.learned_unit(unit)[which] + (hundredths / 100.0) as f32;
        self.begin_from(unit, which, value.clamp(-LARGEST, LARGEST));
        Ok(())
    }

    /// False when a weight, grown in training, is too large to begin with.
    fn begin_from(&mut self, unit: usize, which: usize, value: f32) -> bool {
        let place = self.place_of(unit, which);
        let Ok(mut start) = Parameters::try_from(self.learned().network().parameters()) else { return false };
        start[place] = value;
        let is_small = start.iter().all(|value| value.abs() <= MAX_WEIGHT);
        if is_small {
            self.adopt(Settings { start: Start(Some(start)), steps: 0, ..self.settings.clone() });
        }
        is_small
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::session::{Figure as _, Session};
    use crate::panel::table::Wrong;

    fn bits(session: &Session<Xor>) -> Vec<u32> {
        session.panel().learned().network().parameters().iter().map(|value| value.to_bits()).collect()
    }

    fn opened(query: &str) -> Session<Xor> {
        let mut session = Session::<Xor>::default();
        assert_eq!(session.open(query), [], "{query}");
        while session.advance(0.0, &mut || true) {}
        session
    }

    fn trained() -> Session<Xor> {
        opened("part=learn&activation=tanh&seed=3&steps=500")
    }

    #[test]
    fn a_weight_set_by_hand_begins_a_run_that_a_link_repeats_to_the_bit() {
        let mut session = trained();
        let before = bits(&session);
        session.panel_mut().set_weight(1, 2, "−0.75").unwrap();
        assert_eq!(session.panel().learned_unit(1)[2].to_bits(), (-0.75_f32).to_bits());
        assert_eq!(session.value("steps").as_deref(), Some("0"));
        assert_eq!(bits(&session).iter().zip(&before).filter(|(now, then)| now != then).count(), 1);
        session.step(700);
        let other = opened(&session.link());
        assert_eq!((bits(&other), other.link()), (bits(&session), session.link()));
        assert!(session.link().contains("start="), "{}", session.link());
    }

    #[test]
    fn each_parameter_is_set_where_it_is_shown() {
        for unit in 0..3 {
            for which in 0..3 {
                let mut session = trained();
                let panel = session.panel_mut();
                let mut expected = [0, 1, 2].map(|unit| panel.learned_unit(unit));
                panel.nudge_weight(unit, which, 30.0).unwrap();
                expected[unit][which] += 0.3;
                assert_eq!([0, 1, 2].map(|unit| panel.learned_unit(unit)), expected);
            }
        }
    }

    #[test]
    fn a_seed_draws_its_own_weights_again() {
        let mut session = trained();
        session.reset();
        let drawn = bits(&session);
        session.panel_mut().nudge_weight(0, 0, 10.0).unwrap();
        assert_ne!(bits(&session), drawn);
        session.set("seed", "3");
        assert_eq!((bits(&session), session.panel().settings().start), (drawn, Start(None)));
    }

    #[test]
    fn what_is_no_weight_is_refused_and_nothing_changes() {
        let mut session = trained();
        let link = session.link();
        for text in ["", "1,5", "x", "1001", "1e99"] {
            session.panel_mut().set_weight(2, 0, text).unwrap_err();
        }
        session.panel_mut().set_weight(3, 0, "1").unwrap_err();
        session.panel_mut().nudge_weight(0, 3, 1.0).unwrap_err();
        session.panel_mut().nudge_weight(0, 0, f64::NAN).unwrap_err();
        assert_eq!(session.link(), link);
        let huge = crate::panel::network::packed::pack_numbers(&[f32::NAN; 9]);
        for start in ["AAAA", "!", &huge] {
            assert_eq!(session.set("start", start).unwrap().wrong, Wrong::Damaged, "{start}");
        }
        assert_eq!(session.open("part=learn&start=AAAA&seed=5").len(), 1);
        assert_eq!((session.panel().settings().seed, session.panel().settings().start), (5, Start(None)));
    }
}
