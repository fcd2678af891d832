//! The update in numbers: the mean gradient of a batch, and what the rule makes of it.

use super::formula::{number, product, single, sum, wide};
use super::{Passes, WorkedRow};
use crate::model::backward::{Change, Move};
use crate::panel::view::Message;
use crate::text::{factor, significant, term};

impl Passes<'_> {
    /// Which step it is, and what the sample that is looked at has to do with it.
    pub(super) fn update_lead(&self) -> Vec<Message> {
        let Some(ahead) = self.ahead else { return vec![Message::new("backward-untrainable")] };
        let key = if self.made { "backward-step-made" } else { "backward-step-next" };
        let step = Message::new(key).with("number", ahead.number).with("count", ahead.batch.len());
        let of_sample = Message::new(if self.is_in_batch { "backward-in-batch" } else { "backward-not-in-batch" });
        let refused = (!ahead.is_good).then(|| Message::new("backward-refused"));
        [step, of_sample].into_iter().chain(refused).collect()
    }

    /// From the mean gradient to the parameter after the step.
    pub(super) fn update_rows(&self) -> Vec<WorkedRow> {
        let Some(ahead) = self.ahead else { return Vec::new() };
        let change = ahead.change(self.parameter);
        let mut rows: Vec<_> = self.mean_of_batch().into_iter().collect();
        rows.extend(penalty_rows(&change, [ahead.regularization.l1, ahead.regularization.l2]));
        rows.extend(rule_rows(&change));
        let [before, after] = single::before_and_after(change.before, change.after);
        let amount = change.rule.amount(change.total);
        let worked = if change.is_frozen { before } else { format!("{before}{}", term(&number(amount))) };
        rows.push(WorkedRow {
            name: Some(Message::new("backward-after")),
            symbol: self.symbol().to_owned(),
            worked,
            value: after,
            note: change.is_frozen.then(|| Message::new("backward-frozen")),
            ..WorkedRow::default()
        });
        rows
    }
}

fn row(symbol: &str, worked: String, value: f32) -> WorkedRow {
    WorkedRow { symbol: symbol.to_owned(), worked, value: number(value), ..WorkedRow::default() }
}

/// What L1 and L2 add to the gradient.
fn penalty_rows(change: &Change, [l1, l2]: [f64; 2]) -> Vec<WorkedRow> {
    let [of_l1, of_l2] = change.penalties;
    if of_l1 == 0.0 && of_l2 == 0.0 {
        return Vec::new();
    }
    let mut rows = Vec::new();
    if of_l1 != 0.0 {
        let sign = if of_l1 < 0.0 { "(−1)" } else { "1" };
        rows.push(row("L1", format!("{}×{sign}", wide(l1)), of_l1));
    }
    if of_l2 != 0.0 {
        rows.push(row("L2", format!("2×{}×{}", factor(&wide(l2)), factor(&number(change.before))), of_l2));
    }
    let parts: Vec<_> =
        [change.gradient, of_l1, of_l2].into_iter().filter(|part| *part != 0.0).map(f64::from).collect();
    rows.push(WorkedRow { note: Some(Message::new("backward-with-penalty")), ..row("g", sum(&parts), change.total) });
    rows
}

/// What the rule adds to the parameter.
fn rule_rows(change: &Change) -> Vec<WorkedRow> {
    let g = number(change.total);
    let moved = |worked| row("Δ", worked, change.rule.amount(change.total));
    match change.rule {
        Move::Descent { rate } => {
            vec![WorkedRow { note: Some(Message::new("backward-descent")), ..moved(product(&[-rate, change.total])) }]
        }
        Move::Momentum { rate, momentum, velocity: [old, _] } => {
            let before = format!("{}×{}", number(momentum), factor(&number(old)));
            let worked = format!("{before}{}", term(&format!("{}×{}", number(-rate), factor(&g))));
            vec![WorkedRow { note: Some(Message::new("backward-momentum")), ..moved(worked) }]
        }
        Move::Adam { rate, corrected, betas: [beta1, beta2], epsilon, number: t, first, second } => {
            let [b1, b2] = [beta1, beta2].map(number);
            let m = format!(
                "{}{}",
                number(first[0]),
                term(&format!("(1 − {b1})×({})", sum(&[f64::from(change.total), -f64::from(first[0])])))
            );
            let squared = format!("{}²{}", factor(&g), term(&number(-second[0])));
            let v = format!("{}{}", number(second[0]), term(&format!("(1 − {b2})×({squared})")));
            let alpha = format!("{}×√(1 − {b2}^{t})/(1 − {b1}^{t})", number(rate));
            let step = format!(
                "−{}×{}/(√{} + {})",
                number(corrected),
                factor(&number(first[1])),
                factor(&number(second[1])),
                significant(f64::from(epsilon), 1)
            );
            vec![
                WorkedRow { note: Some(Message::new("backward-first-moment")), ..row("m", m, first[1]) },
                WorkedRow { note: Some(Message::new("backward-second-moment")), ..row("v", v, second[1]) },
                WorkedRow { note: Some(Message::new("backward-corrected")), ..row("α", alpha, corrected) },
                moved(step),
            ]
        }
    }
}
