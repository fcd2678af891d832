//! Learning-rate schedules in Python: a function of the epoch, the same for Keras and `PyTorch`.

use crate::model::optimizer::Optimizer;
use crate::model::schedule::Schedule;

/// A function `rate` that gives the learning rate of an epoch, from 0; empty without a schedule.
pub(super) fn rate(optimizer: Optimizer, schedule: Schedule) -> String {
    let rate = optimizer.rate();
    let (import, words, formula) = match schedule {
        Schedule::Constant => return String::new(),
        Schedule::Step { epochs, factor } => (
            "",
            format!("times {factor:?} after each {epochs} epochs, as PyTorch's StepLR does"),
            format!("{factor:?} ** (epoch // {epochs})"),
        ),
        Schedule::Exponential { epochs, factor } => (
            "",
            format!("times {factor:?} in {epochs} epochs, little by little, as Keras's ExponentialDecay"),
            format!("{factor:?} ** (epoch / {epochs})"),
        ),
        Schedule::Cosine { epochs } => (
            "import math\n\n\n",
            format!("half a cosine down to 0 in {epochs} epochs, as Keras's CosineDecay"),
            format!("0.5 * (1 + math.cos(math.pi * min(epoch / {epochs}, 1)))"),
        ),
    };
    format!(
        "{import}def rate(epoch):\n    \"\"\"The learning rate of an epoch, from 0: {words}.\"\"\"\n    return {rate:?} * \
         {formula}\n\n\n"
    )
}
