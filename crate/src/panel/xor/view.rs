//! What the panel shows, in sentences and numbers.

use super::hand::{Diagnosis, PRESETS};
use super::questions::stuck;
use super::seeds::SEEDS;
use super::{Part, Unit, Xor};
use crate::data::gates::{Gate, ROWS};
use crate::panel::backward::BackwardShown;
use crate::panel::json::{Key, Text, shown};
use crate::panel::view::{Message, Said, Table, View};
use crate::text::{fixed, grouped};

/// The settings of the network by hand, unit by unit.
const HAND: [[Key; 3]; 3] = [["h1w1", "h1w2", "h1b"], ["h2w1", "h2w2", "h2b"], ["yw1", "yw2", "yb"]];
/// At most so many epochs are listed.
const EPOCHS_LISTED: usize = 20;

shown! {
    /// A network by hand that computes XOR.
    pub struct XorPreset {
        /// Its name.
        name: Key,
        /// Whether it is the one that shows.
        chosen: bool,
    }
}

shown! {
    /// A unit of the network: h1, h2 or y.
    pub struct XorUnit {
        /// Its weights and its bias.
        parameters: Vec<Text>,
        /// Their places among all parameters of the network that learns.
        places: Vec<usize>,
        /// The same, for the strokes of the drawing.
        values: Vec<f64>,
        /// Its sum for the row that is looked at, worked out.
        sum: Text,
        /// What it gives for that row.
        output: Text,
        /// Whether that is on the side of 1.
        on: bool,
    }
}

shown! {
    /// How many settings of one perceptron get so many rows right.
    pub struct XorBar {
        /// How many.
        count: Text,
        /// Their share of the settings tried, from 0 to 1.
        share: f64,
        /// Whether one of them can be shown.
        example: bool,
    }
}

shown! {
    /// The two layers as matrices, and their product.
    pub struct XorMatrices {
        /// W1, row by row.
        first: Vec<Text>,
        /// b1.
        first_bias: Vec<Text>,
        /// W2.
        second: Vec<Text>,
        /// b2.
        second_bias: Text,
        /// w1, w2 and b of the product, each worked out.
        worked: Vec<Text>,
        /// w1, w2 and b of the product.
        one: Vec<Text>,
    }
}

shown! {
    /// What became of a seed.
    pub struct XorSeed {
        /// The epoch in which it solved XOR; none when it got stuck.
        solved: Option<u64>,
        /// How many rows it had right at the end.
        right: usize,
    }
}

shown! {
    /// What the page shows of the panel `xor` alone.
    pub struct XorShown {
        /// What is taken apart.
        part: Key,
        /// The unit that is chosen.
        unit: Key,
        /// x1 and x2 of the row that is looked at.
        inputs: Vec<u8>,
        /// h1, h2 and y.
        units: Vec<XorUnit>,
        /// Whether the output for the row is its target.
        right: bool,
        /// Networks to begin with.
        presets: Vec<XorPreset>,
        /// The meter: 0, 1, 2, 3 and 4 rows right.
        meter: Vec<XorBar>,
        /// How many rows the perceptron shown gets right.
        rows_right: usize,
        /// Whether all settings have been tried.
        searched_all: bool,
        /// The two layers without a step between them.
        matrices: Option<XorMatrices>,
        /// The slopes of σ(k·a) at the sums of h1.
        slopes: Vec<Text>,
        /// Whether a weight of the network that learns was set by hand.
        by_hand: bool,
        /// The seeds tried.
        seeds: Vec<XorSeed>,
        /// How many seeds there are to try.
        seeds_in_all: u32,
        /// The backward pass of a weight, when its drawer may be open.
        backward: Option<BackwardShown>,
    }
}

/// A row's point: `(0, 1)`.
pub(super) fn row_text(row: usize) -> String {
    pair_text(ROWS[row])
}

fn pair_text(pair: [bool; 2]) -> String {
    let [x, y] = pair.map(u8::from);
    format!("({x}, {y})")
}

/// The key of a function's name in the letters of the hidden layer.
pub(super) fn of_hidden(gate: Gate) -> Key {
    match gate.name() {
        "x1" => "h1",
        "x2" => "h2",
        "not-x1" => "not-h1",
        "not-x2" => "not-h2",
        "x1-and-not-x2" => "h1-and-not-h2",
        "x2-and-not-x1" => "h2-and-not-h1",
        "x1-implies-x2" => "h1-implies-h2",
        "x2-implies-x1" => "h2-implies-h1",
        name => name,
    }
}

impl Xor {
    pub(super) fn show_in(&self, view: &mut View, wants_numbers: bool) -> XorShown {
        let settings = self.settings();
        let (part, row) = (settings.part, settings.row.0);
        view.idle = self.idle();
        view.sentence = self.sentence();
        view.sum = self.sum_shown();
        view.notes.extend(self.note());
        if wants_numbers {
            view.lines = self.lines();
            view.tables = self.tables();
        }
        XorShown {
            part: part.name(),
            unit: settings.unit.name(),
            inputs: ROWS[row].map(u8::from).to_vec(),
            units: if wants_numbers { (0..3).map(|unit| self.unit_shown(row, unit)).collect() } else { Vec::new() },
            right: self.row_right(row),
            presets: if wants_numbers { self.presets_shown() } else { Vec::new() },
            meter: if part == Part::Limit { self.meter() } else { Vec::new() },
            rows_right: self.rows_right(),
            searched_all: self.searched() == super::SLICES,
            matrices: (wants_numbers && part == Part::Collapse).then(|| self.matrices_shown()),
            slopes: if wants_numbers {
                self.slopes(0).map(|(_, slope)| fixed(slope.into(), 4)).to_vec()
            } else {
                Vec::new()
            },
            by_hand: settings.start.0.is_some(),
            seeds: if part == Part::Seeds { self.seeds_shown() } else { Vec::new() },
            seeds_in_all: SEEDS,
            backward: wants_numbers.then(|| self.backward()).flatten(),
        }
    }

    /// The settings that have nothing to do in what is shown.
    fn idle(&self) -> Vec<Key> {
        let settings = self.settings();
        let part = settings.part;
        let is_of_hand = matches!(part, Part::Hand | Part::Collapse);
        let is_of_learning = matches!(part, Part::Learn | Part::Seeds);
        let chosen = settings.unit.place();
        let of_hand =
            HAND.iter().enumerate().filter(|(unit, _)| !is_of_hand || *unit != chosen).flat_map(|(_, names)| names);
        let of_others: [(bool, &[Key]); 7] = [
            (part == Part::Limit, &["w1", "w2", "b", "searched"]),
            (is_of_hand, &["unit", "walk"]),
            (!is_of_learning, &["tie"]),
            (is_of_learning, &["activation", "rate"]),
            (part == Part::Learn, &["seed", "steps", "steepness", "speed", "over", "export"]),
            (false, &["gradient", "stage"]),
            (part == Part::Seeds, &["tried"]),
        ];
        let idle = of_others.into_iter().filter(|(is_used, _)| !is_used).flat_map(|(_, names)| names);
        of_hand.chain(idle).copied().collect()
    }

    /// What the picture shows.
    fn sentence(&self) -> Vec<Message> {
        let right = self.rows_right();
        match self.settings().part {
            Part::Hand if let Some(row) = self.settings().walk.moving() => {
                let to = self.settings().hand().hidden_outputs(ROWS[row], self.settings().tie);
                vec![Message::new("goes").with("row", row_text(row)).with("to", pair_text(to))]
            }
            Part::Hand => {
                let [h1, h2, y] = self.gates();
                let units = Message::new("units").word("h1", h1.name()).word("h2", h2.name()).word("y", of_hidden(y));
                vec![units, self.diagnosis_told(right)]
            }
            Part::Learn => vec![self.learning_told(right)],
            Part::Limit => vec![match self.line_text(0) {
                Some(line) => Message::new("line").with("line", line).with("right", right),
                None => Message::new("no-line").with("right", right),
            }],
            Part::Collapse => {
                let sum = self.one_sum_text();
                let key = if self.has_one_line() { "one-line" } else { "no-one-line" };
                let output = u8::from(self.output(0, 2));
                vec![Message::new(key).with("sum", sum).with("output", output).with("right", right)]
            }
            Part::Seeds => vec![self.seeds_told()],
        }
    }

    fn diagnosis_told(&self, right: usize) -> Message {
        let told = |key| Message::new(key).with("right", right);
        match self.diagnosis() {
            Diagnosis::Solved => told("hand-solved").with("places", self.places()),
            Diagnosis::Collision([a, b]) => told("hand-collision").with("a", row_text(a)).with("b", row_text(b)),
            Diagnosis::NoLine => told("hand-no-line"),
            Diagnosis::OutputLine => told("hand-output-line"),
        }
    }

    fn learning_told(&self, right: usize) -> Message {
        let position = self.history.position();
        let told = |key| {
            let loss = self.loss_text().unwrap_or_default();
            Message::new(key).with("right", right).with("epoch", epoch_of(position)).with("loss", loss)
        };
        if self.learned().blocked().is_some() {
            return Message::new("blocked");
        }
        match self.learned().solved() {
            Some(step) if self.past_verdict() => {
                Message::new("learned").with("epoch", epoch_of(step)).with("right", right)
            }
            None if self.past_verdict() => told("not-learned"),
            _ if position == 0 && self.settings().start.0.is_some() => told("begins-by-hand"),
            _ if position == 0 => told("begins").with("seed", self.settings().seed),
            _ if self.loss_text().is_none() => told("learns-first"),
            _ => told("learns"),
        }
    }

    fn seeds_told(&self) -> Message {
        let (tried, stuck) = (self.tried() as usize, stuck(self));
        if self.learned().blocked().is_some() {
            return Message::new("blocked");
        }
        let key = if tried == 0 { "seeds-none" } else { "seeds-tried" };
        Message::new(key).with("tried", tried).with("solved", tried - stuck).with("stuck", stuck).with("all", SEEDS)
    }

    /// The sum of the row that is looked at: that of the chosen unit by hand, else the output's.
    fn sum_shown(&self) -> String {
        let settings = self.settings();
        let row = settings.row.0;
        let told = |name: &str, sum: String, output: String| format!("{name}: {sum} → {output}");
        match settings.part {
            Part::Hand => {
                let unit = settings.unit.place();
                told(Unit::NAMES[unit], self.sum_text(row, unit), self.output_text(row, unit))
            }
            Part::Limit => told("y", self.sum_text(row, 0), self.output_text(row, 0)),
            Part::Learn => told("y", self.sum_text(row, 2), self.output_text(row, 2)),
            Part::Collapse => told("y", self.one_line_text(row), self.output_text(row, 2)),
            Part::Seeds => String::new(),
        }
    }

    /// What a learner should know beside what shows.
    fn note(&self) -> Option<Message> {
        let searched = self.searched();
        if self.settings().part != Part::Limit || searched == 0 {
            return None;
        }
        let tried: u64 = self.search.counts(searched).iter().sum();
        let key = if searched == super::SLICES { "searched-all" } else { "searched" };
        Some(Message::new(key).with("tried", grouped(tried)).with("total", grouped(self.search.total())))
    }

    /// What is worked out for the row that is looked at, and what follows from the numbers.
    fn lines(&self) -> Vec<Message> {
        let settings = self.settings();
        let row = settings.row.0;
        let mut lines = vec![Message::new("row-title").with("row", row_text(row))];
        let units: &[usize] = if settings.part == Part::Limit { &[2] } else { &[0, 1, 2] };
        if settings.part != Part::Seeds {
            lines.extend(units.iter().map(|unit| self.unit_line(row, *unit)));
        }
        match settings.part {
            Part::Limit => {
                let demands = self.contradiction();
                let points = |rows: [usize; 2]| rows.map(row_text).join(", ");
                lines.push(
                    Message::new("contradiction")
                        .with("ones", points(demands.ones))
                        .with("zeros", points(demands.zeros))
                        .with("above", demands.wants_above)
                        .with("below", demands.wants_below)
                        .with("now", demands.today),
                );
            }
            Part::Collapse => {
                lines.push(Message::new("one-sum").with("sum", self.one_line_text(row)));
            }
            Part::Learn => lines.extend(self.loss_text().map(|loss| Message::new("loss").with("loss", loss))),
            Part::Hand | Part::Seeds => {}
        }
        lines
    }

    fn unit_line(&self, row: usize, unit: usize) -> Message {
        let is_bare = self.settings().part == Part::Collapse && unit < 2;
        let line = Message::new(if is_bare { "unit-sum" } else { "unit-line" });
        line.with("unit", Unit::NAMES[unit])
            .with("sum", self.sum_text(row, unit))
            .with("output", self.output_text(row, unit))
    }

    fn tables(&self) -> Vec<Table> {
        let mut tables = Vec::new();
        if self.settings().part == Part::Seeds {
            tables.push(self.seeds_table());
            return tables;
        }
        tables.push(self.truth_table());
        match self.settings().part {
            Part::Limit => tables.push(self.meter_table()),
            Part::Learn if !self.learned().losses_shown().is_empty() => tables.push(self.losses_table()),
            _ => {}
        }
        tables
    }

    fn truth_table(&self) -> Table {
        let is_single = self.settings().part == Part::Limit;
        let columns: &[Key] =
            if is_single { &["row", "y", "target", "result"] } else { &["row", "h1", "h2", "y", "target", "result"] };
        let units: &[usize] = if is_single { &[2] } else { &[0, 1, 2] };
        let cells = |row: usize| {
            let outputs = units.iter().map(|unit| Said::Text(self.output_text(row, *unit)));
            let target = u8::from(Gate::XOR.outputs()[row]);
            let result = Said::Word(if self.row_right(row) { "right" } else { "wrong" });
            std::iter::once(Said::Text(row_text(row))).chain(outputs).chain([Said::from(target), result]).collect()
        };
        Table {
            name: "truth",
            columns: columns.to_vec(),
            rows: (0..ROWS.len()).map(cells).collect(),
            chosen: Some(self.settings().row.0),
            choose: Some("look"),
            names: Vec::new(),
        }
    }

    fn meter_table(&self) -> Table {
        let rows = self.meter().into_iter().enumerate();
        Table {
            name: "meter",
            columns: vec!["right-rows", "settings"],
            rows: rows.map(|(right, bar)| vec![Said::from(right), Said::Text(bar.count)]).collect(),
            chosen: Some(self.rows_right()),
            choose: Some("example"),
            names: Vec::new(),
        }
    }

    /// The losses of some epochs, evenly spread.
    fn losses_table(&self) -> Table {
        let losses = self.learned().losses_shown();
        let stride = losses.len().div_ceil(EPOCHS_LISTED).max(1);
        let listed = losses.iter().enumerate().filter(|(at, _)| at % stride == 0 || at + 1 == losses.len());
        Table {
            name: "losses",
            columns: vec!["epoch", "loss"],
            rows: listed.map(|(at, loss)| vec![Said::from(at + 1), Said::Text(fixed(*loss, 4))]).collect(),
            ..Table::default()
        }
    }

    fn seeds_table(&self) -> Table {
        let row = |(seed, outcome): (usize, XorSeed)| {
            let solved = outcome.solved.map_or(Said::Word("stuck"), Said::from);
            vec![Said::from(seed), solved, Said::from(outcome.right)]
        };
        Table {
            name: "seeds",
            columns: vec!["seed", "epoch", "right-rows"],
            rows: (1..).zip(self.seeds_shown()).map(row).collect(),
            chosen: None,
            choose: Some("open-seed"),
            names: Vec::new(),
        }
    }

    fn unit_shown(&self, row: usize, unit: usize) -> XorUnit {
        let of_unit = [0, 1, 2];
        XorUnit {
            parameters: of_unit.map(|which| self.parameter_text(unit, which)).to_vec(),
            places: of_unit.map(|which| self.place_of(unit, which)).to_vec(),
            values: of_unit.map(|which| self.parameter(unit, which)).to_vec(),
            sum: self.sum_text(row, unit),
            output: self.output_text(row, unit),
            on: self.output(row, unit),
        }
    }

    fn presets_shown(&self) -> Vec<XorPreset> {
        let hand = self.settings().hand();
        PRESETS.map(|(name, network)| XorPreset { name, chosen: network == hand }).to_vec()
    }

    fn meter(&self) -> Vec<XorBar> {
        let counts = self.search.counts(self.searched());
        let tried = counts.iter().sum::<u64>().max(1);
        // Before anything is tried there is nothing to count.
        let text = |count: u64| if self.searched() > 0 { grouped(count) } else { "–".to_owned() };
        let bar = |count: u64| XorBar { count: text(count), share: count as f64 / tried as f64, example: count > 0 };
        counts.map(bar).to_vec()
    }

    fn matrices_shown(&self) -> XorMatrices {
        let matrices = self.matrices();
        XorMatrices {
            first: matrices.first.to_vec(),
            first_bias: matrices.first_bias.to_vec(),
            second: matrices.second.to_vec(),
            second_bias: matrices.second_bias,
            worked: matrices.weights_worked.into_iter().chain([matrices.bias_worked]).collect(),
            one: matrices.one.to_vec(),
        }
    }

    fn seeds_shown(&self) -> Vec<XorSeed> {
        let tried = &self.seeds.outcomes()[..self.tried() as usize];
        tried.iter().map(|outcome| XorSeed { solved: outcome.solved, right: outcome.right }).collect()
    }
}

/// The epoch that a step belongs to, from 1; 0 at the start.
fn epoch_of(step: u64) -> u64 {
    step.div_ceil(ROWS.len() as u64)
}
