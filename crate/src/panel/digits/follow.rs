//! A network of the same layers that is trained elsewhere: what answers instead of the figure's own until that is trained on.

use std::rc::Rc;

use super::DigitsPanel;
use super::run::Measures;
use super::settings::{Reader, Settings};
use crate::model::history::keep_every_other;
use crate::model::network::Network;
use crate::panel::moment::Moment;
use crate::panel::view::Message;

/// The most epochs that are noted; when there are more, every other one goes.
const MAX_NOTED: usize = 2048;

/// What has been seen of a training elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    /// The network at the last moment.
    pub network: Network,
    /// The epochs done; of the one under way a fraction.
    pub epoch: f64,
    /// The measures of each epoch; for the epoch under way, the latest.
    pub measured: Vec<Measures>,
}

impl Followed {
    /// Notes what is told of an epoch, in the place of what was told before of the same one and of all later ones.
    fn note(&mut self, told: Measures) {
        self.measured.retain(|noted| noted.epoch < told.epoch);
        if self.measured.len() == MAX_NOTED {
            keep_every_other(&mut self.measured);
        }
        self.measured.push(told);
    }
}

impl DigitsPanel {
    /// The network that is trained elsewhere, while that is what answers.
    pub fn followed(&self) -> Option<&Followed> {
        self.followed.as_deref().filter(|_| self.settings.reader == Reader::Own)
    }

    /// Shows a moment of a network with the layers set here that is trained elsewhere.
    ///
    /// # Errors
    /// When the moment is none of such a network; nothing has changed then.
    pub(super) fn follow_moment(&mut self, moment: &Moment) -> Result<(), Message> {
        let parameters = moment.parameters(&self.untrained)?;
        if moment.is_start || self.followed.is_none() {
            // The run that there was is not the one that leads here.
            self.adopt(Settings { reader: Reader::Own, epochs: 0, batches: 0, ..self.settings.clone() });
            self.begin_run();
            let followed = Followed { network: self.untrained.clone(), epoch: 0.0, measured: Vec::new() };
            self.followed = Some(Rc::new(followed));
        }
        self.begun += 1;
        self.change_followed(|followed| {
            // That the parameters are good for the network has been looked at.
            let _ = followed.network.set_parameters(&parameters);
            followed.epoch = moment.epoch;
        });
        let measured = || self.parts.is_some().then(|| self.accuracy());
        let told = Measures {
            epoch: moment.epoch_of_losses(),
            loss: moment.loss,
            validation_loss: moment.validation_loss,
            accuracy: moment.accuracy,
            validation_accuracy: moment.validation_accuracy.or_else(measured),
        };
        self.change_followed(|followed| followed.note(told));
        Ok(())
    }

    fn change_followed(&mut self, change: impl FnOnce(&mut Followed)) {
        if let Some(followed) = &mut self.followed {
            change(Rc::make_mut(followed));
        }
    }
}
