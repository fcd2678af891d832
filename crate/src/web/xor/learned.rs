//! The network that learns, and many of its kind.

use wasm_bindgen::prelude::wasm_bindgen;

use super::XorDoor;
use crate::data::gates::ROWS;
use crate::panel::played::Played;
use crate::panel::xor::learned::reason;
use crate::web::table::ProblemInfo;

#[wasm_bindgen(js_class = Xor)]
impl XorDoor {
    /// Whether the first weights were set by hand.
    #[wasm_bindgen(getter, js_name = startsByHand)]
    pub fn starts_by_hand(&self) -> bool {
        self.0.settings().start.is_some()
    }

    /// Sets a parameter of the network that learns; a new run begins from there. Gives back what was wrong with the text.
    #[wasm_bindgen(js_name = setWeight)]
    pub fn set_weight(&mut self, unit: usize, which: usize, text: &str) -> Option<ProblemInfo> {
        self.0.set_weight(unit, which, text).err().map(ProblemInfo)
    }

    /// Changes it by so many tenths.
    #[wasm_bindgen(js_name = nudgeWeight)]
    pub fn nudge_weight(&mut self, unit: usize, which: usize, tenths: f32) {
        self.0.nudge_weight(unit, which, tenths);
    }

    /// What became of the run by the step shown: empty while open, else `solved` or `stuck`.
    #[wasm_bindgen(getter)]
    pub fn verdict(&self) -> String {
        match self.0.run().solved() {
            _ if !self.0.past_verdict() => "",
            Some(_) => "solved",
            None => "stuck",
        }
        .to_owned()
    }

    /// The epoch at whose end all outputs were near to what is wanted; nothing when that has not come.
    #[wasm_bindgen(getter, js_name = solvedEpoch)]
    pub fn solved_epoch(&self) -> Option<usize> {
        self.0.run().solved().map(|step| step / ROWS.len())
    }

    /// The loss shown; nothing in the first epoch.
    #[wasm_bindgen(getter)]
    pub fn loss(&self) -> Option<String> {
        self.0.loss_text()
    }

    /// Whether the engine refuses to train this network: `step`; else empty.
    #[wasm_bindgen(getter)]
    pub fn blocked(&self) -> String {
        self.0.run().blocked().map(|error| reason(error).to_owned()).unwrap_or_default()
    }

    /// Goes on with the trial of many seeds by up to so many steps. Says whether there are more to take.
    #[wasm_bindgen(js_name = advanceSeeds)]
    pub fn advance_seeds(&mut self, steps: usize) -> bool {
        self.0.advance_seeds(steps)
    }

    /// Begins the trial of many seeds anew.
    #[wasm_bindgen(js_name = restartSeeds)]
    pub fn restart_seeds(&mut self) {
        self.0.restart_seeds();
    }

    /// How many seeds have been tried.
    #[wasm_bindgen(getter, js_name = seedsTried)]
    pub fn seeds_tried(&self) -> usize {
        self.0.seeds().outcomes().len()
    }

    /// How many of them solve XOR.
    #[wasm_bindgen(getter, js_name = seedsSolved)]
    pub fn seeds_solved(&self) -> usize {
        self.0.seeds().outcomes().iter().filter(|outcome| outcome.solved.is_some()).count()
    }

    /// The epoch in which the seed at this place of the trial solved XOR; nothing when it got stuck.
    #[wasm_bindgen(js_name = seedEpoch)]
    pub fn seed_epoch(&self, place: usize) -> Option<usize> {
        self.0.seeds().outcomes().get(place)?.solved
    }

    /// How many rows it had right at the end.
    #[wasm_bindgen(js_name = seedRight)]
    pub fn seed_right(&self, place: usize) -> usize {
        self.0.seeds().outcomes().get(place).map_or(0, |outcome| outcome.right)
    }

    /// Its output over the plane as a small picture of `side` × `side` pixels, RGBA, in the colour `0xRRGGBB`.
    #[wasm_bindgen(js_name = seedTile)]
    pub fn seed_tile(&self, place: usize, side: usize, color: u32) -> Vec<u8> {
        self.0.seed_tile(place, side.clamp(1, 256), color)
    }

    /// Opens one of the seeds tried at the end of its run.
    #[wasm_bindgen(js_name = openSeed)]
    pub fn open_seed(&mut self, seed: u32) {
        self.0.open_seed(seed);
    }

    /// The slopes of σ(k·a) at the sums of h1 for the four rows.
    pub fn slopes(&self) -> Vec<String> {
        self.0.slope_texts(0).to_vec()
    }
}
