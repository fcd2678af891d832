//! A line that is trained elsewhere, as far as it has been followed: what shows instead of the run until anything is changed here.

use super::data::Use;
use super::lab::Lab;
use super::training::{Path, ends};
use crate::model::history::{Entry, History};
use crate::panel::moment::Moment;
use crate::panel::view::Message;

/// What has been seen of a training elsewhere.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The weight and the bias at the last moment, to the bit.
    parameters: Vec<f32>,
    epoch: f64,
    history: History,
    path: Path,
    /// Moments since the first.
    count: u64,
}

impl Followed {
    fn new(parameters: &[f32]) -> Self {
        let (history, path) = (History::default(), Path::new(ends(parameters)));
        Self { parameters: Vec::new(), epoch: 0.0, history, path, count: 0 }
    }

    /// The parameters at the last moment, the bias last.
    pub fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    /// The epochs done; of the one under way a fraction.
    pub fn epoch(&self) -> f64 {
        self.epoch
    }

    /// The losses by epoch; of an epoch under way those told last.
    pub fn history(&self) -> &[Entry] {
        self.history.entries()
    }

    /// The places that it has passed through.
    pub fn places(&self) -> &[[f32; 2]] {
        self.path.places(self.count)
    }

    /// Notes a moment. Its losses take the place of those told before of the same epoch.
    fn note(&mut self, moment: &Moment, parameters: Vec<f32>, [loss, validation]: [Option<f64>; 2]) {
        self.path.note(self.count, ends(&parameters));
        (self.parameters, self.epoch) = (parameters, moment.epoch);
        let epoch = moment.epoch_of_losses();
        let Some(loss) = loss.filter(|_| epoch > 0) else { return };
        if self.history().last().is_some_and(|last| last.epoch >= epoch) {
            self.history.truncate(epoch - 1);
        }
        self.history.push(epoch, loss, validation);
    }
}

impl Lab {
    /// Shows a moment of a line that is trained elsewhere. The settings begin the lab's own run there, as from a line put by hand.
    ///
    /// # Errors
    /// When a curve is fitted here, or the moment is none of a line; nothing has changed then.
    pub fn follow(&mut self, moment: &Moment) -> Result<(), Message> {
        if !self.is_straight() {
            return Err(Message::new("follow-line"));
        }
        let parameters = moment.parameters(&self.data().shape.network())?;
        let known = self.followed.take().filter(|_| !moment.is_start);
        self.look(|settings| {
            settings.place(ends(&parameters));
            settings.steps = 0;
        });
        let mut followed = match known {
            Some(known) => Followed { count: known.count + 1, ..known },
            None => {
                // The run that there was is not the one that leads here.
                self.begin_again();
                Followed::new(&parameters)
            }
        };
        let losses = self.losses_of(moment, &parameters);
        followed.note(moment, parameters, losses);
        self.followed = Some(followed);
        Ok(())
    }

    /// The training and the validation loss of a moment: those that are not told are measured on the lab's rows.
    fn losses_of(&self, moment: &Moment, parameters: &[f32]) -> [Option<f64>; 2] {
        let parameters: Vec<_> = parameters.iter().copied().map(f64::from).collect();
        let measured = |part| self.data().loss(self.data().part(part), &parameters, self.settings().trained_loss());
        let told = [(moment.loss, Use::Training), (moment.validation_loss, Use::Validation)];
        told.map(|(told, part)| told.or_else(|| measured(part)))
    }
}
