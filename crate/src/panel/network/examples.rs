//! What the network learns from: rows of numbers, each with its target.

use super::packed::single;
use super::settings::Settings;
use crate::data::split::{Split, Splitter};
use crate::data::surface::Surface;
use crate::data::synthetic::{Point, Shape, SyntheticDataSet};
use crate::data::table::{Shipped, Table};
use crate::panel::json::Key;
use crate::panel::table::{SettingValue, Value};
use crate::text::{percent, significant};

/// Where the rows come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// Points of classes, drawn in a shape of [`Shape::NAMED`].
    Drawn(Shape),
    /// Points with values, drawn on a surface of [`Surface::NAMED`].
    Surface(Surface),
    /// The learner's own points.
    Own,
    /// A table that comes with the page.
    Shipped(Shipped),
    /// The learner's own table.
    Table,
}

/// How many data sets there are.
const COUNT: usize = Shape::NAMED.len() + Surface::NAMED.len() + Shipped::NAMED.len() + 2;

impl Data {
    /// All of them with their names, in the order in which they are offered.
    pub const NAMED: [(&'static str, Self); COUNT] = {
        let mut named = [("own", Self::Own); COUNT];
        let mut to = 0;
        let mut at = 0;
        while at < Shape::NAMED.len() {
            named[to] = (Shape::NAMED[at].0, Self::Drawn(Shape::NAMED[at].1));
            (to, at) = (to + 1, at + 1);
        }
        at = 0;
        while at < Surface::NAMED.len() {
            named[to] = (Surface::NAMED[at].0, Self::Surface(Surface::NAMED[at].1));
            (to, at) = (to + 1, at + 1);
        }
        at = 0;
        while at < Shipped::NAMED.len() {
            named[to] = (Shipped::NAMED[at].0, Self::Shipped(Shipped::NAMED[at].1));
            (to, at) = (to + 1, at + 1);
        }
        named[COUNT - 1] = ("table", Self::Table);
        named
    };

    /// Their names.
    pub const NAMES: [&'static str; COUNT] = {
        let mut names = [""; COUNT];
        let mut at = 0;
        while at < COUNT {
            names[at] = Self::NAMED[at].0;
            at += 1;
        }
        names
    };

    /// Whether the rows are points of the plane, x1 and x2.
    pub const fn is_plane(self) -> bool {
        !matches!(self, Self::Shipped(_) | Self::Table)
    }

    /// Whether its points can be moved, added and taken away by hand.
    pub const fn can_be_drawn_on(self) -> bool {
        matches!(self, Self::Drawn(_) | Self::Own)
    }
}

impl SettingValue for Data {
    fn to_value(&self) -> Value {
        let named = Self::NAMED.into_iter().find(|(_, data)| data == self);
        Value::Choice(named.map_or(Self::NAMES[0], |(name, _)| name))
    }

    fn from_value(value: Value) -> Self {
        let named = Self::NAMED.into_iter().find(|(name, _)| value == Value::Choice(name));
        named.map_or(Self::NAMED[0].1, |(_, data)| data)
    }
}

/// What there is to learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// One of so many classes, 2 or more.
    Classes(usize),
    /// A number.
    Values,
}

impl Task {
    /// What a network is scored by: the accuracy, or R² where it gives numbers.
    pub const fn score_name(self) -> Key {
        match self {
            Self::Classes(_) => "accuracy",
            Self::Values => "determination",
        }
    }

    /// A score as a learner reads it, R² in so many digits.
    pub fn score_text(self, score: f64, digits: usize) -> String {
        match self {
            Self::Classes(_) => percent(score),
            Self::Values => significant(score, digits),
        }
    }
}

/// The targets of all rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Targets {
    /// Classes with their names, at least two.
    Classes {
        /// What the classes are called.
        names: Vec<String>,
        /// The class of each row, from 0.
        of: Vec<u8>,
    },
    /// Numbers.
    Values(Vec<f64>),
}

/// The rows with their targets.
#[derive(Clone, Debug, PartialEq)]
pub struct Examples {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// All numbers, row by row: `[n, columns]`.
    values: Vec<f64>,
    /// What the target is called.
    pub target: String,
    /// The targets.
    pub targets: Targets,
    /// The column of the numbers that are the targets; it is no input.
    pub target_column: Option<usize>,
    /// What the labels of the table are called, where it has any.
    pub labels: Option<String>,
}

impl Default for Examples {
    fn default() -> Self {
        Self::of_points(&[])
    }
}

impl Examples {
    /// Points of classes.
    pub fn of_points(points: &[Point]) -> Self {
        let classes = points.iter().map(|point| usize::from(point.class) + 1).max().unwrap_or(2).max(2);
        let names = (0..classes).map(|class| class.to_string()).collect();
        Self {
            targets: Targets::Classes { names, of: points.iter().map(|point| point.class).collect() },
            target: "label".to_owned(),
            ..Self::of_plane(points.iter().map(|point| point.inputs))
        }
    }

    /// Points with values, without their targets.
    fn of_plane(points: impl Iterator<Item = [f64; 2]>) -> Self {
        Self {
            columns: ["x1", "x2"].map(str::to_owned).to_vec(),
            values: points.flatten().collect(),
            target: "y".to_owned(),
            targets: Targets::Values(Vec::new()),
            target_column: None,
            labels: None,
        }
    }

    /// The rows of a table. Its labels are the target, or the column numbered `target` from 1; without labels the last column.
    fn of_table(table: Table, target: usize) -> Self {
        let count = table.columns.len();
        let column = if (1..=count).contains(&target) {
            Some(target - 1)
        } else if table.labels.is_none() {
            Some(count - 1)
        } else {
            None
        };
        let labels = table.labels.as_ref().map(|labels| labels.name.clone());
        let (target, targets) = match (column, table.labels) {
            (None, Some(labels)) => (labels.name, Targets::Classes { names: labels.classes, of: labels.of }),
            (column, _) => {
                let column = column.unwrap_or(count - 1);
                let values = table.values.chunks_exact(count).map(|row| row[column]).collect();
                (table.columns[column].clone(), Targets::Values(values))
            }
        };
        Self { columns: table.columns, values: table.values, target, targets, target_column: column, labels }
    }

    /// What the settings say there is to learn from. Own points and an own table are there already.
    pub fn of(settings: &Settings) -> Self {
        let (count, noise, seed) = (settings.count as usize, settings.noise.to_f64(), u64::from(settings.dataseed));
        match settings.data {
            Data::Drawn(shape) => Self::of_points(&drawn(shape, settings.classes as usize, count, noise, seed)),
            Data::Surface(surface) => {
                let points = surface.points(count, noise, seed);
                let places = points.iter().map(|point| point.inputs.map(|x| f64::from(single(x))));
                let values = points.iter().map(|point| f64::from(single(point.value))).collect();
                Self { targets: Targets::Values(values), ..Self::of_plane(places) }
            }
            Data::Own => Self::of_points(&settings.points.0),
            Data::Shipped(shipped) => Self::of_table(rounded_table(shipped.table()), settings.target as usize),
            Data::Table => Self::of_table((*settings.own_table.0).clone(), settings.target as usize),
        }
    }

    /// The number of rows.
    pub fn count(&self) -> usize {
        self.values.len() / self.columns.len()
    }

    /// The numbers of a row.
    pub fn row(&self, number: usize) -> &[f64] {
        &self.values[number * self.columns.len()..][..self.columns.len()]
    }

    /// The numbers of a row; `None` when there is no such row.
    pub fn get(&self, number: usize) -> Option<&[f64]> {
        (number < self.count()).then(|| self.row(number))
    }

    /// All rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.values.chunks_exact(self.columns.len())
    }

    /// What there is to learn.
    pub fn task(&self) -> Task {
        match &self.targets {
            Targets::Classes { names, .. } => Task::Classes(names.len()),
            Targets::Values(_) => Task::Values,
        }
    }

    /// The class of a row; 0 where there are numbers to learn.
    pub fn class(&self, number: usize) -> usize {
        match &self.targets {
            Targets::Classes { of, .. } => of[number].into(),
            Targets::Values(_) => 0,
        }
    }

    /// The target of a row as a number: its value, or its class.
    pub fn value(&self, number: usize) -> f64 {
        match &self.targets {
            Targets::Classes { of, .. } => of[number].into(),
            Targets::Values(of) => of[number],
        }
    }

    /// The name of a class.
    pub fn class_name(&self, class: usize) -> &str {
        match &self.targets {
            Targets::Classes { names, .. } => names.get(class).map_or("", String::as_str),
            Targets::Values(_) => "",
        }
    }

    /// The columns that can be inputs.
    pub fn input_columns(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.columns.len()).filter(|column| Some(*column) != self.target_column)
    }

    /// Whether the rows are points of classes in the plane.
    pub fn are_points(&self) -> bool {
        self.columns == ["x1", "x2"] && self.task() != Task::Values
    }

    /// Points of classes, to be changed by hand.
    #[allow(clippy::cast_possible_truncation)] // few classes
    pub fn points(&self) -> Vec<Point> {
        let point =
            |(number, row): (usize, &[f64])| Point { inputs: [row[0], row[1]], class: self.class(number) as u8 };
        self.rows().enumerate().map(point).collect()
    }

    /// The rows as a table.
    pub fn to_table(&self) -> Table {
        let (mut columns, mut values) = (self.columns.clone(), self.values.clone());
        let labels = match &self.targets {
            Targets::Classes { names, of } => {
                Some(crate::data::table::Labels { name: self.target.clone(), classes: names.clone(), of: of.clone() })
            }
            Targets::Values(of) => {
                if self.target_column.is_none() {
                    let rows = self.rows().zip(of);
                    values = rows.flat_map(|(row, value)| row.iter().copied().chain([*value])).collect();
                    columns.push(self.target.clone());
                }
                None
            }
        };
        Table { columns, values, labels }
    }
}

/// The points of a data set, with inputs of single precision, in which networks compute. A gate has its four rows.
fn drawn(shape: Shape, classes: usize, count: usize, noise: f64, seed: u64) -> Vec<Point> {
    let count = if matches!(shape, Shape::Gate(_)) { 4 } else { count };
    SyntheticDataSet { shape, classes, count, noise, seed }.points().into_iter().map(rounded).collect()
}

/// The point with inputs of single precision.
pub fn rounded(point: Point) -> Point {
    Point { inputs: point.inputs.map(|x| f64::from(single(x))), ..point }
}

/// The table with numbers of single precision.
pub fn rounded_table(table: Table) -> Table {
    Table { values: table.values.into_iter().map(|x| f64::from(single(x))).collect(), ..table }
}

/// The point with inputs on hundredths, where a hand can put it; no further off than can be packed so.
pub fn on_hundredths(point: Point) -> Point {
    // Only −0 is changed by adding 0.
    let on = |x: f64| if x.is_finite() { (x.clamp(-300.0, 300.0) * 100.0).round() / 100.0 + 0.0 } else { 0.0 };
    rounded(Point { inputs: point.inputs.map(on), ..point })
}

/// Which rows are for training, validation and test. Four rows or fewer are all for training: they are a truth table.
pub fn part(count: usize, test: f64, validation: f64, seed: u64) -> Split {
    let all = || Split { training: (0..count).collect(), validation: Vec::new(), test: Vec::new() };
    if count <= 4 {
        return all();
    }
    // A share so small, or rows so few, that a part would be empty: then there is none.
    let shares = [[test, validation], [test, 0.0], [0.0, 0.0]];
    let split = |[test, validation]: [f64; 2]| Splitter { test, validation, seed: Some(seed) }.split(count).ok();
    shares.into_iter().find_map(split).unwrap_or_else(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_hold_every_row_once_and_few_rows_are_all_learned_from() {
        for count in [1, 2, 4, 5, 6, 7, 10, 200] {
            for (test, validation) in [(0.0, 0.0), (0.2, 0.0), (0.2, 0.2), (0.9, 0.9), (0.0, 0.5)] {
                let Split { training, validation, test } = part(count, test, validation, 3);
                assert!(!training.is_empty());
                let mut all = [training, validation, test].concat();
                all.sort_unstable();
                assert!(all.into_iter().eq(0..count));
            }
        }
        assert_eq!(part(4, 0.5, 0.0, 1).training.len(), 4);
    }

    #[test]
    fn a_column_can_be_the_target_and_is_no_input_then() {
        let table = Shipped::Penguins.table();
        let of_labels = Examples::of_table(table.clone(), 0);
        assert_eq!((of_labels.task(), of_labels.input_columns().count()), (Task::Classes(3), 4));
        let of_mass = Examples::of_table(table.clone(), 4);
        assert_eq!((of_mass.task(), of_mass.target.as_str()), (Task::Values, "body_mass_g"));
        assert!(of_mass.input_columns().eq(0..3));
        let without = Examples::of_table(Table { labels: None, ..table }, 9);
        assert_eq!((without.task(), without.target_column), (Task::Values, Some(3)));
        assert_eq!(without.to_table().columns.len(), 4);
    }
}
