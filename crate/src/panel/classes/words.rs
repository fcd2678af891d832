//! The numbers of the panel as text: what is worked out, and tables. Sentences and names are the page's; here stand their
//! keys, with the values that go into them. Learned numbers are rounded, and then the sign is ≈.

use super::Classes;
use super::decide::{Side, Unit};
use super::state::Part;
use crate::model::decimal::Decimal;
use crate::model::probability::{binary_cross_entropy, categorical_cross_entropy, sigmoid};
use crate::model::roc::{auc, roc_curve};
use crate::plot::classes::UNDECIDED;

/// A sentence of the page's texts and what goes into its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The sentence's key.
    pub key: &'static str,
    /// The places' names and what goes there; a class stands under its key.
    pub values: Vec<(&'static str, String)>,
}

/// A table. Cells that are keys of the page's words, such as classes, are shown as these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The table's key.
    pub name: &'static str,
    /// The columns' keys; the first one's cells head the rows.
    pub columns: Vec<&'static str>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
}

const FRUIT: [&str; 5] = ["apple", "grape", "pear", "none", "unknown"];
const ANIMALS: [&str; 2] = ["cat", "dog"];

/// A number with so many decimal places and a real minus sign.
pub fn fixed(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    if text.trim_start_matches('-').bytes().all(|b| b == b'0' || b == b'.') {
        return text.trim_start_matches('-').to_owned();
    }
    text.replace('-', "−")
}

/// A positive number of any size: `0.135`, `7.39`, `2.2×10⁻⁵`.
pub fn sized(value: f64) -> String {
    if value == 0.0 || (1e-3..1e5).contains(&value) {
        return fixed(value, 3);
    }
    if !value.is_finite() {
        return "∞".to_owned();
    }
    let text = format!("{value:.1e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised: String = exponent.chars().filter_map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c.to_digit(10)? as usize)).collect();
    format!("{digits}×10{}{raised}", if exponent.starts_with('-') { "⁻" } else { "" })
}

/// A probability: three places, but never 1 or 0 for what only comes near.
pub fn probability(p: f64) -> String {
    if p > 0.9995 && p < 1.0 {
        "> 0.999".to_owned()
    } else if p > 0.0 && p < 0.0005 {
        "< 0.001".to_owned()
    } else {
        fixed(p, 3)
    }
}

fn factor(text: &str) -> String {
    if text.starts_with('−') { format!("({text})") } else { text.to_owned() }
}

fn term(value: f64, places: usize) -> String {
    let text = fixed(value, places);
    text.strip_prefix('−').map_or_else(|| format!(" + {text}"), |size| format!(" − {size}"))
}

/// z with numbers: `0.523×0.20 − 1.330×(−0.30) + 0.210 ≈ 0.714`.
fn worked(unit: &Unit, at: [Decimal; 2]) -> String {
    let [x1, x2] = at.map(|x| factor(&x.to_string()));
    let [w1, w2] = unit.weights;
    let sum = unit.sum(at.map(Decimal::to_f64));
    format!("{}×{x1}{}×{x2}{} ≈ {}", fixed(w1, 3), term(w2, 3), term(unit.bias, 3), fixed(sum, 3))
}

/// What is told of a share: its parts and what they come to.
fn quotient(part: usize, whole: usize) -> String {
    if whole == 0 {
        return format!("{part} ÷ {whole}: —");
    }
    let share = part as f64 / whole as f64;
    let sign = if (share * 1000.0).fract() == 0.0 { "=" } else { "≈" };
    format!("{part} ÷ {whole} {sign} {}", fixed(share, 3))
}

impl Classes {
    /// The key of a class in this view.
    pub fn class_name(&self, class: usize) -> &'static str {
        match self.settings().part() {
            Part::Two | Part::Cutoff => ANIMALS[class.min(1)],
            _ => FRUIT[class.min(UNDECIDED)],
        }
    }

    fn at(&self) -> [Decimal; 2] {
        ["x1", "x2"].map(|name| self.settings().decimal(name))
    }

    /// What the whole shows, in one sentence.
    pub fn sentence(&self) -> Line {
        let decided = |side| self.decided(side).map(|class| self.class_name(class).to_owned()).unwrap_or_default();
        let most = |side| self.values(side).into_iter().fold(0.0, f64::max);
        let [x1, x2] = self.at().map(|x| x.to_string());
        let mut values = vec![("x1", x1), ("x2", x2)];
        let mut say = |key, more: Vec<(&'static str, String)>| {
            values.extend(more);
            Line { key, values: std::mem::take(&mut values) }
        };
        if self.run().fits().is_empty() {
            return say("no-data", Vec::new());
        }
        if self.run().position() == 0 {
            return say("untrained", Vec::new());
        }
        match self.settings().part() {
            Part::Compare => {
                let sigmoids = self.values(Side::Sigmoids);
                let yes = sigmoids.iter().filter(|p| **p >= 0.5).count();
                let sum = fixed(sigmoids.iter().sum(), 3);
                let class = decided(Side::Softmax);
                say(
                    "compare",
                    vec![
                        ("sum", sum),
                        ("yes", yes.to_string()),
                        ("class", class),
                        ("p", probability(most(Side::Softmax))),
                    ],
                )
            }
            Part::Order => {
                let [left, right] = [Side::Numbers, Side::Softmax].map(decided);
                let value = fixed(self.values(Side::Numbers)[0], 2);
                let counts = [Side::Numbers, Side::Softmax].map(|side| self.right(side));
                let [wrong, wrong2] = counts.map(|[right, of]| (of - right).to_string());
                say(
                    "order",
                    vec![("value", value), ("left", left), ("right", right), ("wrong", wrong), ("wrong2", wrong2)],
                )
            }
            Part::Unknown => {
                let side = if self.settings().has_none() { Side::WithNone } else { Side::Fruit };
                let class = decided(side);
                let p = probability(most(side));
                let distance = fixed(self.distance(), 2);
                let key = match class.as_str() {
                    "unknown" => "refused",
                    "none" => "none-of-these",
                    _ if self.distance() >= super::goals::FAR => "far",
                    _ => "near",
                };
                say(key, vec![("class", class), ("p", p), ("distance", distance)])
            }
            Part::Two => {
                let p = self.values(Side::Pair)[0];
                say("two", vec![("p", fixed(p, 6)), ("class", decided(Side::Pair))])
            }
            Part::Cutoff => {
                let counts = self.confusion();
                say(
                    "cutoff",
                    vec![
                        ("cutoff", self.settings().decimal("cutoff").to_string()),
                        ("found", counts.true_positives.to_string()),
                        ("cats", (counts.true_positives + counts.false_negatives).to_string()),
                        ("alarms", counts.false_positives.to_string()),
                    ],
                )
            }
        }
    }

    /// What a reader should know about the data before believing a model; empty when all is well.
    pub fn warnings(&self) -> Vec<Line> {
        let mut warnings = Vec::new();
        let classes: std::collections::BTreeSet<_> = self.run().things().iter().map(|thing| thing.class).collect();
        if classes.len() == 1 {
            let class = classes.first().map(|class| self.class_name(*class).to_owned()).unwrap_or_default();
            warnings.push(Line { key: "one-class", values: vec![("class", class)] });
        }
        warnings
    }

    /// How a model fares: how many it gets right, and its loss.
    pub fn caption(&self, side: Side) -> Line {
        let [right, of] = self.right(side);
        let at = if side == Side::Softmax {
            self.losses().len().saturating_sub(1)..self.losses().len()
        } else {
            side.fits()
        };
        let losses: Vec<_> = self.losses().get(at).unwrap_or_default().iter().flatten().collect();
        let loss = if losses.is_empty() {
            "—".to_owned()
        } else {
            fixed(losses.iter().copied().sum::<f64>() / losses.len() as f64, 3)
        };
        let key = if side == Side::Difference {
            "caption-same"
        } else if side == Side::Sigmoids {
            "caption-mean"
        } else {
            "caption"
        };
        Line { key, values: vec![("right", right.to_string()), ("of", of.to_string()), ("loss", loss)] }
    }

    /// What is worked out for a model at the point tried, line by line.
    pub fn worked(&self, side: Side) -> Vec<Line> {
        let units = self.units(side);
        let values = self.values(side);
        if values.is_empty() {
            return Vec::new();
        }
        let at = self.at();
        let line = |key, values: Vec<(&'static str, String)>| Line { key, values };
        let class = |k: usize| self.class_name(k).to_owned();
        let sums: Vec<_> = units.iter().map(|unit| unit.sum(self.settings().probe())).collect();
        let of_classes = || {
            units.iter().enumerate().map(|(k, unit)| line("z", vec![("class", class(k)), ("sum", worked(unit, at))]))
        };
        let mut lines = Vec::new();
        match side {
            Side::Sigmoids => {
                lines.extend(of_classes());
                let t = self.settings().truth();
                let loss: f64 =
                    sums.iter().enumerate().map(|(k, z)| binary_cross_entropy(*z, f64::from(u8::from(k == t)))).sum();
                let part = |(k, p): (usize, &f64)| {
                    if k == t { format!("ln {}", probability(*p)) } else { format!("ln(1 − {})", probability(*p)) }
                };
                let parts: Vec<_> = values.iter().enumerate().map(part).collect();
                lines.push(line(
                    "loss",
                    vec![("class", class(t)), ("sum", format!("−{} ≈ {}", parts.join(" − "), fixed(loss, 3)))],
                ));
            }
            Side::Softmax if self.settings().part() == Part::Compare => {
                lines.extend(of_classes());
                let exponentials: Vec<_> = sums.iter().map(|z| libm::exp(*z)).collect();
                let all = exponentials.iter().map(|e| sized(*e)).collect::<Vec<_>>().join(" + ");
                for (k, e) in exponentials.iter().enumerate() {
                    let text = format!("{} ÷ ({all}) ≈ {}", sized(*e), probability(values[k]));
                    lines.push(line("share", vec![("class", class(k)), ("sum", text)]));
                }
                let t = self.settings().truth();
                let loss = fixed(categorical_cross_entropy(&sums, t), 3);
                lines.push(line(
                    "loss",
                    vec![("class", class(t)), ("sum", format!("−ln {} ≈ {loss}", probability(values[t])))],
                ));
            }
            Side::Numbers => {
                lines.push(line("number", vec![("sum", worked(&units[0], at))]));
                let nearest = self.decided(side).unwrap_or(0);
                let number = (self.settings().numbering()[nearest] + 1).to_string();
                lines.push(line("nearest", vec![("number", number), ("class", class(nearest))]));
            }
            Side::Pair => {
                lines.extend(of_classes());
                for k in 0..2 {
                    let [this, other] = [sums[k], sums[1 - k]].map(libm::exp);
                    let text =
                        format!("{} ÷ ({} + {}) ≈ {}", sized(this), sized(this), sized(other), fixed(values[k], 12));
                    lines.push(line("share", vec![("class", class(k)), ("sum", text)]));
                }
            }
            Side::Difference => {
                let pair = self.units(Side::Pair);
                let [cat, dog] = &pair[..] else { return lines };
                let minus = |key, a: f64, b: f64| {
                    line(
                        key,
                        vec![("sum", format!("{} − {} ≈ {}", fixed(a, 3), factor(&fixed(b, 3)), fixed(a - b, 3)))],
                    )
                };
                lines.push(minus("w1", cat.weights[0], dog.weights[0]));
                lines.push(minus("w2", cat.weights[1], dog.weights[1]));
                lines.push(minus("b", cat.bias, dog.bias));
                lines.push(line("z", vec![("class", class(0)), ("sum", worked(&units[0], at))]));
                let text = format!("1 ÷ (1 + {}) ≈ {}", sized(libm::exp(-sums[0])), fixed(values[0], 12));
                lines.push(line("sigmoid", vec![("class", class(0)), ("sum", text)]));
                lines.push(line("boundary", vec![("sum", boundary(&units[0], 0.0))]));
            }
            Side::Cat => {
                lines.push(line("z", vec![("class", class(0)), ("sum", worked(&units[0], at))]));
                let text = format!("1 ÷ (1 + {}) ≈ {}", sized(libm::exp(-sums[0])), probability(sigmoid(sums[0])));
                lines.push(line("sigmoid", vec![("class", class(0)), ("sum", text)]));
                let cutoff = self.settings().number("cutoff");
                if cutoff > 0.0 && cutoff < 1.0 {
                    lines.push(line("boundary", vec![("sum", boundary(&units[0], logit(cutoff)))]));
                }
                let counts = self.confusion();
                let (tp, fp, fn_) = (counts.true_positives, counts.false_positives, counts.false_negatives);
                lines.push(line("precision", vec![("sum", quotient(tp, tp + fp))]));
                lines.push(line("recall", vec![("sum", quotient(tp, tp + fn_))]));
                let of = tp + fp + fn_ + counts.true_negatives;
                lines.push(line("accuracy", vec![("sum", quotient(tp + counts.true_negatives, of))]));
                let auc = roc_curve(&self.scored()).map_or_else(|| "—".to_owned(), |curve| fixed(auc(&curve), 3));
                lines.push(line("auc", vec![("sum", auc)]));
            }
            _ => {}
        }
        lines
    }

    /// The tables of a model: its values at the point tried, and what it takes the things for.
    pub fn grids(&self, side: Side) -> Vec<Grid> {
        let values = self.values(side);
        if values.is_empty() {
            return Vec::new();
        }
        let class = |k: usize| self.class_name(k).to_owned();
        let sums: Vec<_> = self.units(side).iter().map(|unit| unit.sum(self.settings().probe())).collect();
        let mut grids = Vec::new();
        match side {
            Side::Sigmoids => {
                let mut rows: Vec<_> =
                    (0..3).map(|k| vec![class(k), fixed(sums[k], 3), probability(values[k])]).collect();
                rows.push(vec!["sum".to_owned(), String::new(), fixed(values.iter().sum(), 3)]);
                grids.push(Grid { name: "sigmoids", columns: vec!["class", "logit", "sigma"], rows });
            }
            Side::Softmax | Side::Pair => {
                let exponentials: Vec<_> = sums.iter().map(|z| libm::exp(*z)).collect();
                let row = |k: usize| vec![class(k), fixed(sums[k], 3), sized(exponentials[k]), probability(values[k])];
                let mut rows: Vec<_> = (0..sums.len()).map(row).collect();
                rows.push(vec!["sum".to_owned(), String::new(), sized(exponentials.iter().sum()), "1".to_owned()]);
                grids.push(Grid { name: "softmax", columns: vec!["class", "logit", "exp", "p"], rows });
            }
            Side::Numbers => {
                let numbering = self.settings().numbering();
                let row = |k: usize| {
                    let number = numbering[k] + 1;
                    vec![class(k), number.to_string(), fixed((values[0] - number as f64).abs(), 3)]
                };
                let rows = (0..3).map(row).collect();
                grids.push(Grid { name: "numbers", columns: vec!["class", "number", "away"], rows });
            }
            Side::Fruit | Side::WithNone => {
                let rows = values.iter().enumerate().map(|(k, p)| vec![class(k), probability(*p)]).collect();
                grids.push(Grid { name: "shares", columns: vec!["class", "p"], rows });
            }
            Side::Difference => {
                let rows = (0..2).map(|k| vec![class(k), fixed(values[k], 12)]).collect();
                grids.push(Grid { name: "difference", columns: vec!["class", "p"], rows });
            }
            Side::Cat => {}
        }
        if matches!(self.settings().part(), Part::Order | Part::Cutoff) {
            grids.push(self.confusion_grid(side));
        }
        grids
    }

    /// What things of each class are taken for.
    fn confusion_grid(&self, side: Side) -> Grid {
        let classes = if side == Side::Cat { 2 } else { 3 };
        let taken = self.taken_for(side);
        let count = |is: usize, said: usize| {
            let things = self.run().things().iter().zip(&taken);
            things.filter(|(thing, taken)| thing.class == is && **taken == Some(said)).count()
        };
        let row = |is: usize| {
            let cells = (0..classes).map(|said| count(is, said).to_string());
            std::iter::once(self.class_name(is).to_owned()).chain(cells).collect()
        };
        let columns = std::iter::once("actual").chain((0..classes).map(|k| self.class_name(k))).collect();
        Grid { name: "confusion", columns, rows: (0..classes).map(row).collect() }
    }

    /// All things with what each model takes them for: what the pictures show, as a table.
    pub fn things_grid(&self) -> Grid {
        let sides = self.sides();
        let taken: Vec<_> = sides.iter().map(|side| self.taken_for(*side)).collect();
        let columns = ["class", "x1", "x2"].into_iter().chain(sides.iter().map(|side| side.name())).collect();
        let row = |(at, thing): (usize, &crate::data::fruit::Example)| {
            let [x1, x2] = thing.features.map(|x| fixed(x, 2));
            let mut row = vec![self.class_name(thing.class).to_owned(), x1, x2];
            row.extend(taken.iter().map(|taken| {
                let class = taken.get(at).copied().flatten();
                class.map_or_else(|| "—".to_owned(), |class| self.class_name(class).to_owned())
            }));
            row
        };
        Grid { name: "things", columns, rows: self.run().things().iter().enumerate().map(row).collect() }
    }
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
        format!("x1 ≈ {}", fixed(rest / w1, 2))
    } else {
        format!("x2 ≈ {}·x1{}", fixed(-w1 / w2, 2), term(rest / w2, 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_have_real_signs() {
        assert_eq!(fixed(-0.0004, 3), "0.000");
        assert_eq!(fixed(-1.5, 2), "−1.50");
        assert_eq!([0.135, 7.389_056, 2.2e-5, 1.5e12].map(sized), ["0.135", "7.389", "2.2×10⁻⁵", "1.5×10¹²"]);
        assert_eq!(
            [1.0, 0.999_99, 0.5, 0.000_1, 0.0].map(probability),
            ["1.000", "> 0.999", "0.500", "< 0.001", "0.000"]
        );
        assert_eq!(
            (quotient(3, 4), quotient(2, 3), quotient(0, 0)),
            ("3 ÷ 4 = 0.750".into(), "2 ÷ 3 ≈ 0.667".into(), "0 ÷ 0: —".into())
        );
    }

    #[test]
    fn a_sum_is_worked_out_with_the_point_and_the_weights() {
        let unit = Unit { weights: [0.523, -1.33], bias: 0.21 };
        let at = [Decimal::hundredths(20), Decimal::hundredths(-30)];
        assert_eq!(worked(&unit, at), "0.523×0.2 − 1.330×(−0.3) + 0.210 ≈ 0.714");
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
