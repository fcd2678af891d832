//! What the panel shows, in sentences and numbers.

use super::presets::Preset;
use super::thresholds::Interval;
use super::{Form, Gates, LIMIT, separable};
use crate::data::gates::{Gate, ROWS};
use crate::model::decimal::Decimal;
use crate::model::training::Verdict;
use crate::panel::formulas::relation;
use crate::panel::json::{Key, Text, shown};
use crate::panel::view::{Message, View};

shown! {
    /// A row of the truth table, worked out.
    pub struct GateRow {
        /// x1 and x2.
        inputs: Vec<u8>,
        /// The products: `0.5×0 + 0.5×1`.
        products: Text,
        /// What they come to, and how it compares: `= 0.5 ≤ 0.7`.
        result: Text,
        /// The output y.
        output: u8,
        /// The target t.
        target: u8,
        /// Whether the sum is exactly at the threshold.
        on_line: bool,
    }
}

shown! {
    /// An interval of θ in which the weights compute one and the same function.
    pub struct GateInterval {
        /// The function's name.
        gate: Key,
        /// The lower end; none below the lowest.
        from: Option<Text>,
        /// Where θ stands in it, from 0 to 1; none when it is elsewhere.
        here: Option<f64>,
        /// A threshold well inside, as a text for a link; none where none in it can be set.
        middle: Option<Text>,
    }
}

shown! {
    /// One of the sixteen functions of two bits.
    pub struct GateFunction {
        /// Its name.
        gate: Key,
        /// Its outputs for the four rows.
        outputs: Vec<u8>,
        /// Whether a line can do it.
        separable: bool,
    }
}

shown! {
    /// Parameters to begin with.
    pub struct GatePreset {
        /// Their name.
        name: Key,
        /// The parameters: `1, 1, −1.5`.
        numbers: Text,
    }
}

shown! {
    /// What the page shows of the panel `gates` alone.
    pub struct GatesShown {
        /// x1 and x2 of the row that is looked at.
        inputs: Vec<u8>,
        /// w1, w2 and b, for the strokes of the drawing.
        weights: Vec<f64>,
        /// What reaches the step function.
        sum: Text,
        /// The step function's question: `> 0.7?`.
        step: Text,
        /// The output.
        output: u8,
        /// Whether the bias is drawn, as an edge of its own.
        shows_bias: bool,
        /// The rows of the truth table.
        rows: Vec<GateRow>,
        /// The intervals of θ for the weights shown.
        intervals: Vec<GateInterval>,
        /// The sixteen functions.
        functions: Vec<GateFunction>,
        /// Parameters to begin with.
        presets: Vec<GatePreset>,
    }
}

impl Gates {
    pub(super) fn show_in(&self, view: &mut View, wants_numbers: bool) -> GatesShown {
        let settings = self.settings();
        let p = self.perceptron();
        let row = settings.row.0;
        let shows_bias = settings.form == Form::Bias;
        view.idle = vec![if shows_bias { "theta" } else { "b" }];
        view.sentence = self.sentence();
        view.sum = self.sum_text(row);
        view.notes.extend(self.verdict());
        if wants_numbers {
            view.lines = self.lines();
        }
        GatesShown {
            inputs: ROWS[row].map(u8::from).to_vec(),
            weights: vec![p.weights[0].to_f64(), p.weights[1].to_f64(), p.bias.to_f64()],
            sum: self.sum(row).to_string(),
            step: format!(
                "{} {}?",
                relation(true, settings.tie),
                if shows_bias { Decimal::ZERO } else { p.threshold() }
            ),
            output: self.output(row).into(),
            shows_bias,
            rows: if wants_numbers { (0..ROWS.len()).map(|row| self.row_shown(row)).collect() } else { Vec::new() },
            intervals: if wants_numbers { self.intervals_shown() } else { Vec::new() },
            functions: if wants_numbers { functions() } else { Vec::new() },
            presets: self.presets_shown(),
        }
    }

    /// What the picture shows. There is room for two sentences: how a run came out is told in a note, and then the line is not.
    fn sentence(&self) -> Vec<Message> {
        let right = self.rows_right();
        if self.verdict().is_some() {
            return vec![Message::new("right").with("right", right)];
        }
        let Some(line) = self.line_text() else {
            let output = u8::from(self.output(0));
            return vec![Message::new("no-line").with("output", output).with("right", right)];
        };
        let mut sentences = vec![Message::new("line").with("line", line).with("right", right)];
        if right == ROWS.len() {
            sentences.push(Message::new("solved").word("gate", self.settings().gate.name()));
        } else {
            sentences.extend(self.on_line_text());
        }
        sentences
    }

    /// Which points lie exactly on the line, and what the rule makes of them.
    fn on_line_text(&self) -> Option<Message> {
        let on_line: Vec<_> = (0..ROWS.len()).filter(|row| self.on_line(*row)).collect();
        let output = u8::from(self.output(*on_line.first()?));
        let points = on_line.into_iter().map(row_text).collect::<Vec<_>>().join(", ");
        Some(Message::new("on-line").with("points", points).with("output", output))
    }

    /// What became of the run by the step shown.
    fn verdict(&self) -> Option<Message> {
        match self.training().verdict().filter(|_| self.past_verdict())? {
            Verdict::Converged { epoch } => Some(Message::new("converged").with("epoch", epoch)),
            Verdict::Cycles { first, length } => Some(
                Message::new(if first == 0 { "cycles-start" } else { "cycles" })
                    .with("first", first)
                    .with("again", first + length),
            ),
        }
    }

    /// What the last step did in numbers, and why some gates never settle.
    fn lines(&self) -> Vec<Message> {
        let settings = self.settings();
        let mut lines = vec![Message::new("rule").with("rule", format!("y = 1 ⇔ {}", self.rule_text()))];
        if self.line_text().is_some() {
            lines.extend(self.on_line_text());
        }
        match self.update_text() {
            None => lines.push(Message::new("update-start")),
            Some(update) => {
                let key = if update.changed { "update-changed" } else { "update-same" };
                lines.push(Message::new(key).with("row", row_text(update.row)).with("error", update.error));
                let names = ["w1", "w2", if settings.form == Form::Threshold { "θ" } else { "b" }];
                if update.changed {
                    let worked = names.into_iter().zip(update.parameters);
                    lines.extend(
                        worked.map(|(name, sum)| Message::new("update").with("sum", format!("{name} ← {sum}"))),
                    );
                }
                lines.push(Message::new("best").with("best", self.training().best(settings.steps as usize)));
            }
        }
        if let Some(demands) = self.contradiction() {
            let points = |rows: [usize; 2]| rows.map(row_text).join(", ");
            lines.push(
                Message::new("contradiction")
                    .with("ones", points(demands.ones))
                    .with("zeros", points(demands.zeros))
                    .with("number", self.contradicted())
                    .with("above", demands.wants_above)
                    .with("below", demands.wants_below)
                    .with("now", demands.today),
            );
        }
        lines
    }

    fn row_shown(&self, row: usize) -> GateRow {
        let (products, result) = self.sum_parts(row);
        GateRow {
            inputs: ROWS[row].map(u8::from).to_vec(),
            products,
            result,
            output: self.output(row).into(),
            target: self.settings().gate.outputs()[row].into(),
            on_line: self.on_line(row),
        }
    }

    fn intervals_shown(&self) -> Vec<GateInterval> {
        let theta = self.perceptron().threshold();
        // Within a bounded interval θ stands where it is; in an endless one, in the middle.
        let share = |interval: &Interval| match (interval.from, interval.to) {
            (Some(from), Some(to)) => (theta.to_f64() - from.to_f64()) / (to.to_f64() - from.to_f64()),
            _ => 0.5,
        };
        let shown = |interval: Interval| GateInterval {
            gate: interval.gate.name(),
            from: interval.from.map(|from| from.to_string()),
            here: interval.contains(theta).then(|| share(&interval)),
            middle: Some(interval.middle()).filter(|middle| middle.abs() <= Decimal::whole(LIMIT)).map(Decimal::ascii),
        };
        self.intervals().into_iter().map(shown).collect()
    }

    fn presets_shown(&self) -> Vec<GatePreset> {
        let shown = |preset: Preset| {
            let p = preset.perceptron(self.settings().gate)?;
            Some(GatePreset { name: preset.name(), numbers: format!("{}, {}, {}", p.weights[0], p.weights[1], p.bias) })
        };
        Preset::ALL.into_iter().filter_map(shown).collect()
    }
}

fn functions() -> Vec<GateFunction> {
    let shown = |gate: Gate| GateFunction {
        gate: gate.name(),
        outputs: gate.outputs().map(u8::from).to_vec(),
        separable: separable(gate),
    };
    Gate::all().map(shown).collect()
}

/// A row's point: `(0, 1)`.
fn row_text(row: usize) -> String {
    let [x1, x2] = ROWS[row].map(u8::from);
    format!("({x1}, {x2})")
}
