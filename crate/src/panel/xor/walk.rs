//! The way of the four points from the input plane to the hidden plane, as it is played.

use crate::data::gates::ROWS;
use crate::panel::table::{SettingValue, Value};

/// How many ticks the way of a row takes, and how many of them the point moves; then it rests.
const ROW: u32 = 72;
const MOVE: u32 = 54;
/// How many ticks all four rows take.
#[allow(clippy::cast_possible_truncation)] // four
pub const END: u32 = ROW * ROWS.len() as u32;
/// Ticks a second.
pub const SPEED: f64 = 60.0;

/// A place of the walk, or nothing while it has not begun: then all points lie where they come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Walk(pub Option<u32>);

impl Walk {
    /// Where it is.
    pub fn tick(self) -> u32 {
        self.0.unwrap_or(0)
    }

    /// Whether all points have come to their places.
    pub fn is_done(self) -> bool {
        self.0 == Some(END)
    }

    /// The row that has moved last; nothing before the first one sets out.
    pub fn row(self) -> Option<usize> {
        self.tick().checked_sub(1).map(|tick| (tick / ROW) as usize)
    }

    /// The row that moves, while there are others to come or it has not arrived.
    pub fn moving(self) -> Option<usize> {
        self.row().filter(|_| !self.is_done())
    }

    /// How much of its way a row has done when they go one after another, from 0 to 1.
    #[allow(clippy::cast_possible_truncation)] // four rows
    pub fn share(self, row: usize) -> f64 {
        let Some(tick) = self.0 else { return 1.0 };
        eased(f64::from(tick.saturating_sub(row as u32 * ROW)) / f64::from(MOVE))
    }

    /// How much of the way is done when all rows go at once, from 0 to 1.
    pub fn share_of_all(self) -> f64 {
        self.0.map_or(1.0, |tick| eased(f64::from(tick) / f64::from(END - (ROW - MOVE))))
    }

    /// Back to where all points still lie at their inputs, if it has begun.
    pub fn rewind(&mut self) {
        self.0 = self.0.map(|_| 0);
    }

    /// Goes on by so many ticks; from the end it begins anew.
    pub fn go_on(&mut self, ticks: u64) {
        let from = if self.is_done() { 0 } else { self.tick() };
        self.0 = Some(from.saturating_add(u32::try_from(ticks).unwrap_or(END)).min(END));
    }

    /// Goes on to where the next row has come to its place.
    pub fn next_row(&mut self) {
        let from = if self.is_done() { 0 } else { self.tick() };
        self.0 = Some((from / ROW + 1) * ROW);
    }
}

/// A count: 0 while it has not begun, else one more than the tick.
impl SettingValue for Walk {
    fn to_value(&self) -> Value {
        Value::Count(self.0.map_or(0, |tick| tick + 1))
    }

    fn from_value(value: Value) -> Self {
        Self(u32::from_value(value).checked_sub(1))
    }
}

/// A motion that begins and ends gently.
fn eased(share: f64) -> f64 {
    let share = share.clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_after_another_goes_its_whole_way() {
        let mut walk = Walk::default();
        assert_eq!(([0, 1, 2, 3].map(|row| walk.share(row)), walk.share_of_all(), walk.row()), ([1.0; 4], 1.0, None));
        walk.go_on(1);
        assert!(!walk.is_done() && walk.share(0) < 0.01 && walk.share_of_all() < 0.01);
        for row in 0..4 {
            walk.next_row();
            let shares = [0, 1, 2, 3].map(|row| walk.share(row));
            assert_eq!(shares, [0, 1, 2, 3].map(|other| f64::from(u8::from(other <= row))));
        }
        assert!(walk.is_done() && walk.share_of_all() == 1.0);
        walk.go_on(3);
        assert_eq!(walk, Walk(Some(3)), "again from the beginning");
        walk.go_on(u64::MAX);
        assert!(walk.is_done());
        for walk in [Walk(None), Walk(Some(0)), walk] {
            assert_eq!(Walk::from_value(walk.to_value()), walk);
        }
        walk.rewind();
        assert_eq!((walk, walk.share(3)), (Walk(Some(0)), 0.0));
    }
}
