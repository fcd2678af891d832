//! The whole state in a link, and back.

use std::rc::Rc;

use super::curves::Curves;
use super::state::{LONGEST_LINK, Settings, TABLE};
use super::{NetworkPanel, Place, are_same, packed};
use crate::panel::table::{Field, Problem, Value, Wrong};

impl NetworkPanel {
    /// Opens the state that a link's query describes; whatever it does not say is the default. Bad pairs are reported and
    /// the default stands in for them.
    pub fn load(&mut self, query: &str) -> Vec<Problem> {
        self.kept.clear();
        self.open(query)
    }

    pub(super) fn open(&mut self, query: &str) -> Vec<Problem> {
        let (values, mut problems) = TABLE.read_query(query);
        self.keep_run();
        let (mut settings, mut own, mut of_run) = (Settings::default(), None, Vec::new());
        let damaged = |field: &Field, value: &Value| field.problem(Wrong::Damaged, &value.ascii());
        for (field, value) in values {
            match (field.name, &value) {
                ("weights" | "frozen" | "epochs" | "steps", _) => of_run.push((field, value)),
                ("points", Value::Packed(text)) => match packed::unpack_points(text) {
                    Some(points) => own = Some(points),
                    None => problems.push(damaged(field, &value)),
                },
                _ => {
                    if !settings.set(field, value.clone()) {
                        problems.push(damaged(field, &value));
                    }
                }
            }
        }
        self.settings = settings;
        self.own = Rc::new(own.unwrap_or_default());
        self.points.clear();
        self.draw_points();
        self.start = self.first_place();
        let start = self.start.clone();
        self.run_from(&start, Curves::default());
        self.goal_reached = false;
        problems.extend(self.open_run(&of_run));
        problems
    }

    /// Takes on the place of the run that a link gives: weights with the epochs they stand for, or epochs to train for.
    fn open_run(&mut self, of_run: &[(&'static Field, Value)]) -> Vec<Problem> {
        let count = |name| match of_run.iter().find(|(field, _)| field.name == name) {
            Some((_, Value::Count(count))) => u64::from(*count),
            _ => 0,
        };
        let mut problems = Vec::new();
        let mut place = self.start.clone();
        let mut has_weights = false;
        for (field, value) in of_run {
            let Value::Packed(text) = value else { continue };
            let taken = match field.name {
                "weights" => packed::unpack_numbers(text).map(|numbers| {
                    place.numbers = numbers;
                    has_weights = true;
                }),
                _ => packed::unpack_indices(text).map(|indices| place.frozen = indices),
            };
            if taken.is_none() {
                problems.push(field.problem(Wrong::Damaged, text));
            }
        }
        if has_weights {
            (place.epochs, place.steps) = (count("epochs"), count("steps"));
        }
        if place != self.start {
            let frozen = place.frozen.clone();
            if self.run_from(&place, Curves::default()) {
                self.start = if place.epochs == 0 { place } else { Place { frozen, ..self.start.clone() } };
            } else {
                problems.extend(TABLE.field("weights").map(|field| field.problem(Wrong::Damaged, "")));
                let start = self.start.clone();
                self.run_from(&start, Curves::default());
            }
        }
        if !has_weights {
            self.train_to(count("epochs"));
        }
        problems
    }

    /// A field's value as links write it. The run's own fields are empty or 0 as long as it stands at its first place.
    pub(super) fn linked(&self, field: &Field, place: &Place, has_moved: bool) -> Value {
        let count = |number: u64| Value::Count(u32::try_from(number).unwrap_or(u32::MAX));
        match field.name {
            "weights" if has_moved => Value::Packed(packed::pack_numbers(&place.numbers)),
            "frozen" => Value::Packed(packed::pack_indices(&place.frozen)),
            "epochs" if has_moved => count(place.epochs),
            "steps" if has_moved => count(place.steps),
            "points" if self.settings.has_own_points() => Value::Packed(packed::pack_points(&self.own)),
            "weights" | "points" => Value::Packed(String::new()),
            "epochs" | "steps" => Value::Count(0),
            name => self.settings.get(name).clone(),
        }
    }

    /// The whole state as a query, however long.
    pub fn whole_query(&self) -> String {
        let place = self.place();
        let has_moved = place.epochs > 0 || place.steps > 0 || !are_same(&place.numbers, &self.first_place().numbers);
        TABLE.write_query(|field| self.linked(field, &place, has_moved))
    }

    /// The query of a link to exactly this state; of as much of it as fits when [`NetworkPanel::is_too_large`] for a link.
    pub fn link(&self) -> String {
        let query = self.whole_query();
        if query.len() <= LONGEST_LINK {
            return query;
        }
        let place = self.place();
        let without_weights = TABLE.write_query(|field| self.linked(field, &place, false));
        if without_weights.len() <= LONGEST_LINK {
            return without_weights;
        }
        TABLE.write_query(|field| match field.name {
            "data" | "points" | "point" => field.default.clone(),
            _ => self.linked(field, &place, false),
        })
    }

    /// Whether the state is too large for a link, and only a file can hold it.
    pub fn is_too_large(&self) -> bool {
        self.whole_query().len() > LONGEST_LINK
    }
}
