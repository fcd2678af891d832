//! Following a network of the same layers that is trained elsewhere.

use super::{Clock, Learner, Machine, Place};
use crate::panel::moment::Moment;
use crate::panel::view::Message;

impl Learner {
    /// The moment that a network trained elsewhere has come to, without its weights, while that is what shows.
    pub fn followed(&self) -> Option<&Moment> {
        self.followed.as_ref()
    }

    /// Shows a moment of a network with the same layers that is trained elsewhere, its losses on the curves. The run goes on from there
    /// as after weights set by hand; reset goes back to where that training began.
    ///
    /// # Errors
    /// When the moment is none of this network; nothing has changed then.
    pub fn follow(&mut self, moment: &Moment) -> Result<(), Message> {
        let parameters = moment.parameters(self.network())?;
        let begins = moment.is_start || self.followed.is_none();
        if begins {
            self.keep_run();
        }
        // That the parameters are good for the network has been looked at.
        let is_quick = match &mut self.machine {
            Machine::Trainable(timeline) => {
                let _ = timeline.branch(|run| run.go_to(&parameters, moment.epochs(), begins));
                timeline.run().is_quick()
            }
            Machine::Untrainable(network, _) => network.set_parameters(&parameters).is_ok(),
        };
        if begins {
            let frozen = self.network().frozen().to_vec();
            self.start = Place { numbers: parameters, epochs: 0, steps: 0, frozen };
        }
        self.too_far = None;
        self.clock = Clock::at(moment.epochs());
        let told = Moment { weights: Vec::new(), ..*moment };
        if is_quick {
            self.measure();
        }
        if let Machine::Trainable(timeline) = &mut self.machine {
            timeline.run_mut().note_told(&told, self.measures.filter(|_| is_quick));
        }
        (self.followed, self.is_to_measure) = (Some(told), !is_quick);
        Ok(())
    }

    /// Measures the network that is followed, where that takes too long for each of many moments: once for each picture.
    pub fn measure_followed(&mut self) {
        if !std::mem::take(&mut self.is_to_measure) {
            return;
        }
        self.measure();
        if let (Machine::Trainable(timeline), Some(told), Some(measures)) =
            (&mut self.machine, &self.followed, self.measures)
        {
            timeline.run_mut().complete_told(told, measures);
        }
    }
}
