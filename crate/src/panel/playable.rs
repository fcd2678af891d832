//! A training that can be played: move by move, on to its end, and back.

use super::json::Key;
use super::view::Message;

/// The moves a second that a choice of a setting `speed` names. What is not a number has to be looked for before.
pub fn per_second(speed: Key) -> f64 {
    // As a whole number: what reads binary floating point would be a tenth of the first figure's module.
    speed.parse().map_or(1.0, |speed: u32| speed.into())
}

/// Says whether work may go on: asked after each portion of a millisecond or so.
pub type GoOn<'a> = &'a mut dyn FnMut() -> bool;

/// A panel's run of training. It counts in the moves that playing repeats: a sample, a step or an epoch.
pub trait Playable {
    /// What one press can do, from the smallest; the names are the page's.
    fn moves(&self) -> &'static [Key];

    /// Makes one of [`Playable::moves`], or shows again the one already made.
    ///
    /// # Errors
    /// Why the run can't go on; the state shown is kept.
    fn make(&mut self, name: Key) -> Result<(), Message>;

    /// Makes up to `count` of the moves that playing repeats, for as long as `go_on` says so. Stops where the run is decided or
    /// ends, and says whether it has: the moment to stop and look.
    ///
    /// # Errors
    /// As [`Playable::make`]; the moves before it are kept.
    fn advance(&mut self, count: u64, go_on: GoOn) -> Result<bool, Message>;

    /// Goes on to where the run is decided or ends, for as long as `go_on` says so, and says whether it is there. Where that lies
    /// behind, it goes as far again as makes sense.
    ///
    /// # Errors
    /// As [`Playable::make`]; the moves before it are kept.
    fn finish(&mut self, go_on: GoOn) -> Result<bool, Message> {
        self.advance(u64::MAX, go_on)
    }

    /// After how many moves it is looked again whether a question is answered, where an answer may pass in a few moves. Nothing where
    /// it stays: then a look now and then will do.
    fn looks_every(&self) -> Option<u64> {
        None
    }

    /// How many moves a second playing makes.
    fn speed(&self) -> f64;

    /// Where the history begins.
    fn first(&self) -> u64 {
        0
    }

    /// The place shown.
    fn position(&self) -> u64;

    /// How far the run has come, which may be further than is shown.
    fn length(&self) -> u64;

    /// Shows the run at `position`, or as near as it has come.
    fn seek(&mut self, position: u64);

    /// Back to the start, with all that came after forgotten.
    fn reset(&mut self);

    /// Whether [`Playable::reset`] has something to do.
    fn can_reset(&self) -> bool {
        self.length() > self.first() || self.position() > self.first()
    }

    /// How far the run must come because a link or a setting says so. Where that lies ahead of [`Playable::position`] it is made
    /// up for with [`Playable::catch_up`].
    fn wanted(&self) -> u64 {
        self.position()
    }

    /// Goes on towards [`Playable::wanted`], for as long as `go_on` says so.
    fn catch_up(&mut self, _go_on: GoOn) {}

    /// Does something for the next move while it is not due yet.
    fn prepare(&mut self, _go_on: GoOn) {}

    /// Gives up what is still [wanted](Playable::wanted).
    fn give_up(&mut self) {}

    /// Says how long, in milliseconds, a portion of the work took that the run has just done.
    fn took(&mut self, _milliseconds: f64) {}

    /// Where the run stands, in words.
    fn position_text(&self) -> Message;
}
