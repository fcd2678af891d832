//! Taking back what was changed.

use std::rc::Rc;

use super::state::Settings;
use super::{NetworkPanel, Place};
use crate::data::synthetic::Point;

/// What undo goes back to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Snapshot {
    settings: Settings,
    own: Rc<Vec<Point>>,
    place: Place,
}

impl NetworkPanel {
    fn snapshot(&self) -> Snapshot {
        Snapshot { settings: self.settings.clone(), own: Rc::clone(&self.own), place: self.place() }
    }

    fn restore(&mut self, snapshot: Snapshot) {
        let same_net =
            snapshot.settings.inputs == self.settings.inputs && snapshot.settings.layers == self.settings.layers;
        let curves = if same_net { self.curves().cloned() } else { None };
        self.settings = snapshot.settings;
        self.own = snapshot.own;
        self.draw_points();
        self.run_from(&snapshot.place, curves.unwrap_or_default());
        self.start = if snapshot.place.epochs == 0 { snapshot.place } else { self.first_place() };
    }

    /// Remembers the state as it is, for [`NetworkPanel::undo`].
    pub fn mark(&mut self) {
        let now = self.snapshot();
        self.undo.mark(&now);
    }

    /// Takes back the last change. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let now = self.snapshot();
        self.undo.back(&now).map(|before| self.restore(before)).is_some()
    }

    /// Does again what [`NetworkPanel::undo`] took back. Says whether there was anything.
    pub fn redo(&mut self) -> bool {
        let now = self.snapshot();
        self.undo.forth(&now).map(|after| self.restore(after)).is_some()
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        self.undo.can_go_back(&self.snapshot())
    }

    /// Whether there is a change to do again.
    pub fn can_redo(&self) -> bool {
        self.undo.can_go_forth()
    }
}
