//! The numbers of the drawer: every value worked out at the point tried, and tables. Learned numbers are rounded, and then the
//! sign is ≈.

use super::Classes;
use super::decide::{Side, Unit};
use super::settings::Part;
use crate::data::fruit::Example;
use crate::model::decimal::Decimal;
use crate::model::probability::{binary_cross_entropy, categorical_cross_entropy, sigmoid, softmax};
use crate::model::roc::{auc, roc_curve};
use crate::panel::json::Key;
use crate::panel::view::{Message, Said, Table};
use crate::text::{equals, factor, fixed, probability, significant, term};

const FRUIT: [&str; 5] = ["apple", "grape", "pear", "none", "unknown"];
const ANIMALS: [&str; 2] = ["cat", "dog"];
/// What the notes say three sigmoids may give for one picture, and what one softmax may: 0.8, 0.7, 0.9 and 0.8, 0.1, 0.1.
pub(super) const OF_THE_NOTES: [[f64; 3]; 2] = [[0.8, 0.7, 0.9], [0.8, 0.1, 0.1]];

/// A number with so many places; one that would be long, after a training that went wild, with a power of ten.
fn number(value: f64, places: usize) -> String {
    if value.abs() < 1e5 { fixed(value, places) } else { significant(value, 3) }
}

/// A positive number of any size: `0.135`, `7.389`, `2.2×10⁻⁵`.
fn sized(value: f64) -> String {
    if value == 0.0 || (1e-3..1e5).contains(&value) { fixed(value, 3) } else { significant(value, 2) }
}

/// z with numbers: `0.523×0.2 − 1.330×(−0.3) + 0.210 ≈ 0.714`.
fn worked(unit: &Unit, at: [Decimal; 2]) -> String {
    let [x1, x2] = at.map(|x| factor(&x.to_string()));
    let [w1, w2] = unit.weights.map(|weight| number(weight, 3));
    let (bias, sum) = (number(unit.bias, 3), number(unit.sum(at.map(Decimal::to_f64)), 3));
    format!("{w1}×{x1}{}×{x2}{} ≈ {sum}", term(&w2), term(&bias))
}

/// The sigmoid of a sum worked out.
fn sigmoid_worked(z: f64, places: usize) -> String {
    let p = sigmoid(z);
    let p = if places > 3 { fixed(p, places) } else { probability(p) };
    format!("1 ÷ (1 + {}) ≈ {p}", sized(libm::exp(-z)))
}

/// A share worked out: `3 ÷ 4 = 0.750`.
fn quotient(part: usize, whole: usize) -> String {
    if whole == 0 {
        return format!("{part} ÷ {whole}: —");
    }
    let share = part as f64 / whole as f64;
    format!("{part} ÷ {whole} {} {}", equals((share * 1000.0).fract() == 0.0), fixed(share, 3))
}

/// The logit of a probability: the z at which σ(z) = p.
pub fn logit(p: f64) -> f64 {
    libm::log(p / (1.0 - p))
}

/// The line on which z is `level`: `x2 ≈ 0.52·x1 − 0.31`.
fn boundary(unit: &Unit, level: f64) -> String {
    let [w1, w2] = unit.weights;
    let rest = level - unit.bias;
    if w1 == 0.0 && w2 == 0.0 {
        "—".to_owned()
    } else if w2.abs() < 1e-6 * w1.abs() {
        format!("x1 ≈ {}", number(rest / w1, 2))
    } else {
        format!("x2 ≈ {}·x1{}", number(-w1 / w2, 2), term(&number(rest / w2, 2)))
    }
}

/// One-hot: `[0, 1, 0]`.
pub(super) fn one_hot(class: usize, classes: usize) -> String {
    let bits: Vec<_> = (0..classes).map(|k| if k == class { "1" } else { "0" }).collect();
    format!("[{}]", bits.join(", "))
}

/// Values that add up: `0.812 + 0.301 + 0.087 ≈ 1.200`; of shares of 1 the sum is exact.
pub(super) fn added(values: &[f64], shares_one: bool) -> String {
    let parts: Vec<_> = values.iter().map(|value| fixed(*value, 3)).collect();
    let sum = if shares_one { "1".to_owned() } else { fixed(values.iter().sum(), 3) };
    format!("{} {} {sum}", parts.join(" + "), equals(shares_one))
}

fn word(key: Key) -> Said {
    Said::Word(key)
}

impl Classes {
    /// The key of a class in this view.
    pub fn class_name(&self, class: usize) -> Key {
        if self.settings.is_of_animals() { ANIMALS[class.min(1)] } else { FRUIT[class.min(FRUIT.len() - 1)] }
    }

    fn at(&self) -> [Decimal; 2] {
        [self.settings.x1, self.settings.x2]
    }

    /// What is looked at, and all that is worked out at the point tried, model by model.
    pub(super) fn lines(&self) -> Vec<Message> {
        let lead = match self.settings.part {
            Part::Compare => "lead-compare",
            Part::Order => "lead-order",
            Part::Unknown => "lead-unknown",
            Part::Two => "lead-two",
            Part::Cutoff => "lead-cutoff",
        };
        let worked = self.sides().into_iter().flat_map(|side| self.lines_of(side));
        std::iter::once(Message::new(lead)).chain(worked).collect()
    }

    /// What is worked out for a model.
    fn lines_of(&self, side: Side) -> Vec<Message> {
        let (units, values, sums) = (self.units(side), self.values(side), self.sums(side));
        if values.is_empty() {
            return Vec::new();
        }
        let line = |key, sum: String| Message::new(key).with("sum", sum);
        let of_class = |key, class: usize, sum: String| line(key, sum).word("class", self.class_name(class));
        let z = |class: usize| of_class("z", class, worked(&units[class], self.at()));
        let mut lines = vec![Message::new("model").word("model", side.name())];
        match side {
            Side::Sigmoids => {
                lines.extend((0..3).map(z));
                lines.extend((0..3).map(|k| {
                    let not = format!("1 − {} ≈ {}", probability(values[k]), probability(1.0 - values[k]));
                    of_class("not", k, not)
                }));
                lines.push(line("added", added(&values, false)));
                let t = self.settings.truth as usize;
                let losses =
                    sums.iter().enumerate().map(|(k, z)| binary_cross_entropy(*z, f64::from(u8::from(k == t))));
                let part = |(k, p): (usize, &f64)| {
                    if k == t { format!("ln {}", probability(*p)) } else { format!("ln(1 − {})", probability(*p)) }
                };
                let parts: Vec<_> = values.iter().enumerate().map(part).collect();
                let loss = format!("−{} ≈ {}", parts.join(" − "), number(losses.sum(), 3));
                lines.push(of_class("loss", t, loss));
            }
            Side::Softmax | Side::Pair => {
                lines.extend((0..units.len()).map(z));
                lines.extend(self.shares(&sums, &values));
                lines.push(line("added", added(&values, true)));
                if self.settings.part == Part::Compare {
                    let t = self.settings.truth as usize;
                    let loss = number(categorical_cross_entropy(&sums, t), 3);
                    lines.push(of_class("loss", t, format!("−ln {} ≈ {loss}", probability(values[t]))));
                }
            }
            Side::Fruit | Side::WithNone => {
                let z = |k: usize| of_class("z", k, number(sums[k], 3));
                lines.extend((0..sums.len()).map(z));
                lines.extend(self.shares(&sums, &values));
            }
            Side::Numbers => {
                lines.push(line("number", worked(&units[0], self.at())));
                let nearest = self.decided(side).unwrap_or(0);
                let label = self.settings.numbering.labels()[nearest];
                lines.push(Message::new("nearest").with("number", label).word("class", self.class_name(nearest)));
            }
            Side::Difference => {
                let pair = self.units(Side::Pair);
                let [cat, dog] = &pair[..] else { return lines };
                let minus = |key, a: f64, b: f64| {
                    line(key, format!("{} − {} ≈ {}", number(a, 3), factor(&number(b, 3)), number(a - b, 3)))
                };
                lines.push(minus("w1", cat.weights[0], dog.weights[0]));
                lines.push(minus("w2", cat.weights[1], dog.weights[1]));
                lines.push(minus("b", cat.bias, dog.bias));
                lines.push(z(0));
                lines.push(of_class("sigmoid", 0, sigmoid_worked(sums[0], 12)));
                lines.push(of_class("not", 0, format!("1 − {} ≈ {}", fixed(values[0], 12), fixed(values[1], 12))));
                lines.push(line("boundary", boundary(&units[0], 0.0)));
            }
            Side::Cat => {
                lines.push(z(0));
                lines.push(of_class("sigmoid", 0, sigmoid_worked(sums[0], 3)));
                let not = format!("1 − {} ≈ {}", probability(values[0]), probability(values[1]));
                lines.push(of_class("not", 0, not));
                let cutoff = self.settings.cutoff.to_f64();
                if cutoff > 0.0 && cutoff < 1.0 {
                    lines.push(line("boundary", boundary(&units[0], logit(cutoff))));
                }
                let counts = self.confusion();
                let (found, alarms, missed) = (counts.true_positives, counts.false_positives, counts.false_negatives);
                lines.push(line("precision", quotient(found, found + alarms)));
                lines.push(line("recall", quotient(found, found + missed)));
                lines.push(line("accuracy", quotient(counts.correct(), counts.count())));
                let auc = roc_curve(&self.scored()).map_or_else(|| "—".to_owned(), |curve| fixed(auc(&curve), 3));
                lines.push(line("auc", auc));
            }
        }
        lines
    }

    /// Softmax worked out: each power of e by the sum of all.
    fn shares(&self, sums: &[f64], values: &[f64]) -> Vec<Message> {
        let powers: Vec<_> = sums.iter().map(|z| sized(libm::exp(*z))).collect();
        let all = powers.join(" + ");
        let share = |(k, power): (usize, &String)| {
            let p = if values.len() == 2 { fixed(values[k], 12) } else { probability(values[k]) };
            Message::new("share").word("class", self.class_name(k)).with("sum", format!("{power} ÷ ({all}) ≈ {p}"))
        };
        powers.iter().enumerate().map(share).collect()
    }

    /// The tables: the values at the point tried, what the models take the things for, and all things.
    pub(super) fn tables(&self) -> Vec<Table> {
        if self.run.fits().is_empty() {
            return Vec::new();
        }
        let mut tables: Vec<_> = self.sides().into_iter().flat_map(|side| self.tables_of(side)).collect();
        if self.settings.part == Part::Compare {
            tables.push(self.notes_table());
        }
        tables.push(self.things_table());
        tables
    }

    fn tables_of(&self, side: Side) -> Vec<Table> {
        let (values, sums) = (self.values(side), self.sums(side));
        if values.is_empty() {
            return Vec::new();
        }
        let class = |k: usize| word(self.class_name(k));
        let table = |name, columns: &[Key], rows| Table { name, columns: columns.to_vec(), rows, ..Table::default() };
        let mut tables = Vec::new();
        match side {
            Side::Sigmoids => {
                let row = |k: usize| {
                    let not = probability(1.0 - values[k]);
                    vec![class(k), number(sums[k], 3).into(), probability(values[k]).into(), not.into()]
                };
                let mut rows: Vec<_> = (0..3).map(row).collect();
                rows.push(vec![word("sum"), "".into(), fixed(values.iter().sum(), 3).into(), "".into()]);
                tables.push(table("sigmoids", &["class", "logit", "sigma", "not"], rows));
            }
            Side::Softmax | Side::Pair | Side::Fruit | Side::WithNone => {
                let powers: Vec<_> = sums.iter().map(|z| libm::exp(*z)).collect();
                let row = |k: usize| {
                    let label = one_hot(k, sums.len());
                    let power = sized(powers[k]);
                    vec![class(k), label.into(), number(sums[k], 3).into(), power.into(), probability(values[k]).into()]
                };
                let mut rows: Vec<_> = (0..sums.len()).map(row).collect();
                rows.push(vec![word("sum"), "".into(), "".into(), sized(powers.iter().sum()).into(), "1".into()]);
                tables.push(table("softmax", &["class", "one-hot", "logit", "exp", "p"], rows));
            }
            Side::Numbers => {
                let labels = self.settings.numbering.labels();
                let row = |k: usize| {
                    let away = number((values[0] - labels[k] as f64).abs(), 3);
                    vec![class(k), labels[k].into(), away.into()]
                };
                tables.push(table("numbers", &["class", "number", "away"], (0..3).map(row).collect()));
            }
            Side::Difference => {
                let rows = (0..2).map(|k| vec![class(k), fixed(values[k], 12).into()]).collect();
                tables.push(table("difference", &["class", "p"], rows));
            }
            Side::Cat => {}
        }
        if matches!(self.settings.part, Part::Order | Part::Cutoff) {
            tables.push(self.confusion_table(side));
        }
        tables
    }

    /// How many things of each class are taken for which.
    pub(super) fn confusion_counts(&self, side: Side) -> Vec<Vec<usize>> {
        let classes = if side == Side::Cat { 2 } else { 3 };
        let mut counts = vec![vec![0; classes]; classes];
        for (thing, taken) in self.run.things().iter().zip(self.taken_for(side)) {
            if let Some(taken) = taken {
                counts[thing.class][taken] += 1;
            }
        }
        counts
    }

    fn confusion_table(&self, side: Side) -> Table {
        let row = |(is, counts): (usize, &Vec<usize>)| {
            std::iter::once(word(self.class_name(is))).chain(counts.iter().map(Said::from)).collect()
        };
        let counts = self.confusion_counts(side);
        let columns = std::iter::once("actual").chain((0..counts.len()).map(|k| self.class_name(k))).collect();
        Table { name: "confusion", columns, rows: counts.iter().enumerate().map(row).collect(), ..Table::default() }
    }

    /// The numbers of the notes: what three sigmoids may say, what softmax makes of the same logits, and what it may say itself.
    fn notes_table(&self) -> Table {
        let [sigmoids, shares] = OF_THE_NOTES;
        let logits = sigmoids.map(logit);
        let same = softmax(&logits);
        let row = |k: usize| {
            let cells = [fixed(sigmoids[k], 1), fixed(logits[k], 3), fixed(same[k], 3), fixed(shares[k], 1)];
            std::iter::once(word(self.class_name(k))).chain(cells.map(Said::from)).collect()
        };
        let mut rows: Vec<Vec<_>> = (0..3).map(row).collect();
        let sum = fixed(sigmoids.iter().sum(), 1);
        rows.push(vec![word("sum"), sum.into(), "".into(), "1".into(), "1".into()]);
        let columns = vec!["class", "sigma", "logit", "same-logits", "p"];
        Table { name: "notes", columns, rows, ..Table::default() }
    }

    /// All things with what each model takes them for: what the pictures show, as a table.
    fn things_table(&self) -> Table {
        let sides = self.sides();
        let taken: Vec<_> = sides.iter().map(|side| self.taken_for(*side)).collect();
        let columns = ["class", "x1", "x2"].into_iter().chain(sides.iter().map(|side| side.name())).collect();
        let row = |(at, thing): (usize, &Example)| {
            let [x1, x2] = thing.features.map(|x| Said::from(fixed(x, 2)));
            let mut row = vec![word(self.class_name(thing.class)), x1, x2];
            row.extend(taken.iter().map(|taken| {
                let class = taken.get(at).copied().flatten();
                class.map_or_else(|| Said::from("—"), |class| word(self.class_name(class)))
            }));
            row
        };
        let rows = self.run.things().iter().enumerate().map(row).collect();
        Table { name: "things", columns, rows, ..Table::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_even_after_a_training_that_went_wild() {
        assert_eq!([0.135, 7.389_056, 2.2e-5, 1.5e12].map(sized), ["0.135", "7.389", "2.2×10⁻⁵", "1.5×10¹²"]);
        assert_eq!(
            [-417_428_406_272.0, -1.5, 99_999.0].map(|value| number(value, 2)),
            ["−4.17×10¹¹", "−1.50", "99999.00"]
        );
        assert_eq!(
            (quotient(3, 4), quotient(2, 3), quotient(0, 0)),
            ("3 ÷ 4 = 0.750".into(), "2 ÷ 3 ≈ 0.667".into(), "0 ÷ 0: —".into())
        );
        assert_eq!(added(&[0.25, 0.5, 0.25], true), "0.250 + 0.500 + 0.250 = 1");
        assert_eq!(
            (added(&[0.8, 0.7, 0.9], false), one_hot(1, 3)),
            ("0.800 + 0.700 + 0.900 ≈ 2.400".into(), "[0, 1, 0]".into())
        );
    }

    #[test]
    fn a_sum_is_worked_out_with_the_point_and_the_weights() {
        let unit = Unit { weights: [0.523, -1.33], bias: 0.21 };
        let at = [Decimal::hundredths(20), Decimal::hundredths(-30)];
        assert_eq!(worked(&unit, at), "0.523×0.2 − 1.330×(−0.3) + 0.210 ≈ 0.714");
        let wild = Unit { weights: [1.0, -417_428_406_272.0], bias: 0.0 };
        assert_eq!(worked(&wild, at), "1.000×0.2 − 4.17×10¹¹×(−0.3) + 0.000 ≈ 1.25×10¹¹");
    }

    #[test]
    fn the_boundary_is_where_the_sum_is_at_its_level() {
        assert_eq!(boundary(&Unit { weights: [1.0, 2.0], bias: 1.0 }, 0.0), "x2 ≈ −0.50·x1 − 0.50");
        assert_eq!(boundary(&Unit { weights: [2.0, 0.0], bias: 1.0 }, 0.0), "x1 ≈ −0.50");
        assert_eq!(boundary(&Unit { weights: [0.0, 0.0], bias: 1.0 }, 0.0), "—");
        for p in [0.01, 0.5, 0.73, 0.99] {
            assert!((sigmoid(logit(p)) - p).abs() < 1e-12);
        }
    }
}
