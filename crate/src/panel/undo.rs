//! Taking back slips, and doing again what was taken back.

/// How many changes can be taken back.
const MOST: usize = 100;

/// The states before the changes made, and those after the changes taken back.
#[derive(Clone, Debug)]
pub struct Undo<S> {
    before: Vec<S>,
    after: Vec<S>,
}

impl<S> Default for Undo<S> {
    fn default() -> Self {
        Self { before: Vec::new(), after: Vec::new() }
    }
}

impl<S: Clone + PartialEq> Undo<S> {
    /// Remembers the state `now`. To be called before a change made in one go: once for a whole drag of a slider, not for
    /// each of its values.
    pub fn mark(&mut self, now: &S) {
        self.after.clear();
        if self.before.last() == Some(now) {
            return;
        }
        self.before.push(now.clone());
        if self.before.len() > MOST {
            self.before.remove(0);
        }
    }

    /// The state before the last change that made a difference to `now`.
    pub fn back(&mut self, now: &S) -> Option<S> {
        while let Some(before) = self.before.pop() {
            if before != *now {
                self.after.push(now.clone());
                return Some(before);
            }
        }
        None
    }

    /// The state that [`Undo::back`] led away from.
    pub fn forth(&mut self, now: &S) -> Option<S> {
        let after = self.after.pop()?;
        self.before.push(now.clone());
        Some(after)
    }

    /// Whether there is a change to take back.
    pub fn can_go_back(&self, now: &S) -> bool {
        self.before.iter().any(|before| before != now)
    }

    /// Whether there is a change to do again.
    pub fn can_go_forth(&self) -> bool {
        !self.after.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_back_over_what_made_a_difference_and_forth_again() {
        let mut undo = Undo::default();
        undo.mark(&1);
        undo.mark(&1);
        undo.mark(&2);
        assert_eq!(undo.back(&2), Some(1), "the mark at 2 itself made no difference");
        assert!(!undo.can_go_back(&1));
        assert_eq!(undo.forth(&1), Some(2));
        assert!(undo.can_go_back(&2) && !undo.can_go_forth());
        undo.back(&2);
        undo.mark(&7);
        assert!(!undo.can_go_forth(), "a new change ends what could be done again");
    }

    #[test]
    fn forgets_what_lies_far_back() {
        let mut undo = Undo::default();
        (0..1000).for_each(|state| undo.mark(&state));
        let mut now = 1000;
        while let Some(before) = undo.back(&now) {
            now = before;
        }
        assert_eq!(now, 900);
    }
}
