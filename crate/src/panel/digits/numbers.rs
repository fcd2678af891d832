//! The numbers of the drawer: what the network works out at the drawing, how it fares, and what is to be known about it.

use super::DigitsPanel;
use super::answer::{Answer, NodeReport};
use super::settings::{Reader, Task};
use crate::data::digits::SIDE;
use crate::panel::view::{Message, Said, Table};
use crate::text::{factor, grouped, percent, significant, term};

/// A number of the engine's, as it is shown.
fn number(value: f32) -> String {
    significant(f64::from(value), 3)
}

/// A share behind what it comes from: `≈ 97.5%`, or `> 99.9%`.
fn about(share: f64) -> String {
    let text = percent(share);
    if text.starts_with(['<', '>']) { text } else { format!("≈ {text}") }
}

impl NodeReport {
    /// The sum in numbers: `z = b + Σ w·x ≈ 0.12 + 1.34 ≈ 1.46`.
    pub fn text(&self) -> String {
        let products: f32 = self.products.iter().map(|[_, product]| product).sum();
        let [bias, products, sum] = [self.bias, products, self.sum].map(number);
        format!("z = b + Σ w·x ≈ {bias}{} ≈ {sum}", term(&products))
    }
}

impl Answer {
    /// The output decided on, worked out: softmax as the power of e by the sum of all ten, with the greatest sum taken off each; or the
    /// one sigmoid.
    pub fn text(&self) -> String {
        let (sums, outputs) = (&self.sums, &self.outputs);
        if let ([z], [p]) = (&sums[..], &outputs[..]) {
            return format!("1 ÷ (1 + e^{}) {}", factor(&number(-z)), about(f64::from(*p)));
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let all: f64 = sums.iter().map(|z| libm::exp(f64::from(z - most))).sum();
        format!("e⁰ ÷ Σ e^(z − m) ≈ 1 ÷ {} {}", significant(all, 4), about(self.certainty()))
    }
}

impl DigitsPanel {
    /// The name of an answer: a digit, or whether it is a 5.
    pub(super) fn answer_name(&self, answer: usize) -> Said {
        match (self.settings.task, answer) {
            (Task::Digit, digit) => digit.into(),
            (Task::Five, 0) => Said::Word("not-five"),
            (Task::Five, _) => Said::Word("five"),
        }
    }

    /// The sizes of the layers: `64-32-10`.
    pub(super) fn sizes_text(&self) -> String {
        let network = self.network();
        let sizes = std::iter::once(network.inputs()).chain(network.layers().iter().map(|layer| layer.units));
        sizes.map(|size| size.to_string()).collect::<Vec<_>>().join("-")
    }

    /// What the network is, how it fares, and what to know before believing it.
    pub(super) fn lines(&self) -> Vec<Message> {
        let parameters = grouped(self.network().parameters().len() as u64);
        let network = Message::new("network").with("sizes", self.sizes_text()).with("parameters", parameters);
        let mut lines = vec![network];
        if self.settings.reader == Reader::Ready {
            lines.push(Message::new("about-ready"));
        }
        if self.parts.is_some() {
            lines.push(self.validated_text());
        }
        if let Some(measures) = self.measures() {
            let loss = |loss: Option<f64>| loss.map_or_else(|| "—".to_owned(), |loss| significant(loss, 3));
            let accuracy = measures.accuracy.map_or_else(|| "—".to_owned(), percent);
            lines.push(Message::new("training").with("accuracy", accuracy).with("loss", loss(measures.loss)));
        }
        if let Some([answer, right]) = self.baseline() {
            let [_, all] = self.right();
            let share = percent(right as f64 / all.max(1) as f64);
            let line = Message::new("baseline").with("share", share).with("right", right).with("all", all);
            lines.push(match self.answer_name(answer) {
                Said::Text(digit) => line.with("name", digit),
                Said::Word(word) => line.word("name", word),
            });
        }
        if let Some(answer) = self.answer() {
            lines.push(Message::new("answer-worked").with("sum", answer.text()));
        }
        lines
    }

    /// The answer in numbers.
    pub(super) fn tables(&self) -> Vec<Table> {
        let Some(answer) = self.answer() else { return Vec::new() };
        let most = answer.sums.iter().copied().fold(f32::MIN, f32::max);
        let is_one = answer.sums.len() == 1;
        let row = |(at, (z, output)): (usize, (&f32, &f32))| {
            let power = if is_one { libm::exp(-f64::from(*z)) } else { libm::exp(f64::from(z - most)) };
            let name = self.answer_name(if is_one { 1 } else { at });
            vec![name, number(*z).into(), significant(power, 3).into(), percent(f64::from(*output)).into()]
        };
        let rows = answer.sums.iter().zip(&answer.outputs).enumerate().map(row).collect();
        let (name, columns) = if is_one {
            ("sigmoid", vec!["answer", "z", "power-sigmoid", "sigma"])
        } else {
            ("softmax", vec!["digit", "z", "power", "p"])
        };
        let chosen = (!is_one).then_some(answer.decided);
        vec![Table { name, columns, rows, chosen, ..Table::default() }]
    }

    /// The cells as a vector: `[0, 0, 5, …]`.
    pub(super) fn vector_text(&self) -> String {
        let cells: Vec<_> = self.seen.cells.iter().map(u8::to_string).collect();
        format!("[{}]", cells.chunks(SIDE).map(|row| row.join(", ")).collect::<Vec<_>>().join(", "))
    }

    /// A node's numbers in rows of eight: weights, or products.
    pub(super) fn node_rows(values: impl Iterator<Item = f32>) -> Vec<Vec<String>> {
        values.map(number).collect::<Vec<_>>().chunks(SIDE).map(<[String]>::to_vec).collect()
    }
}
