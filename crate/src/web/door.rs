//! What every panel's class offers JavaScript alike.

/// Gives `$door`, a tuple struct around the panel `$panel` and exported as `$class`, the methods that every panel has.
macro_rules! door {
    ($door:ident, $class:literal, $panel:ty, $table:expr) => {
        // Some panels take changes back by the trait, some by methods of their own.
        #[allow(unused_imports)]
        use $crate::panel::undo::Undoable as _;

        #[wasm_bindgen(js_class = $class)]
        impl $door {
            /// A panel in its opening state.
            #[wasm_bindgen(constructor)]
            pub fn new() -> Self {
                Self::default()
            }

            /// The table of the panel's state.
            pub fn fields() -> Vec<$crate::web::table::FieldInfo> {
                $crate::web::table::fields(&$table)
            }

            /// Sets a field. Gives back what was wrong with the text, or a note that it was rounded; nothing when all is
            /// well.
            pub fn set(&mut self, name: &str, text: &str) -> Option<$crate::web::table::ProblemInfo> {
                self.0.set(name, text).unwrap_or_else(Some).map($crate::web::table::ProblemInfo)
            }

            /// A field's value as text; empty for an unknown name.
            pub fn value(&self, name: &str) -> String {
                self.0.value(name).unwrap_or_default()
            }

            /// Opens the state of a link's query and gives back what was wrong in it.
            pub fn load(&mut self, query: &str) -> Vec<$crate::web::table::ProblemInfo> {
                self.0.load(query).into_iter().map($crate::web::table::ProblemInfo).collect()
            }

            /// The query of a link to this state.
            pub fn link(&self) -> String {
                self.0.link()
            }

            /// Remembers the state for undo; to be called before each change made in one go.
            pub fn mark(&mut self) {
                self.0.mark();
            }

            /// Takes back the last change. Says whether there was one.
            pub fn undo(&mut self) -> bool {
                self.0.undo()
            }

            /// Does again what was taken back. Says whether there was anything.
            pub fn redo(&mut self) -> bool {
                self.0.redo()
            }

            /// Whether there is a change to take back.
            #[wasm_bindgen(getter, js_name = canUndo)]
            pub fn can_undo(&self) -> bool {
                self.0.can_undo()
            }

            /// Whether there is a change to do again.
            #[wasm_bindgen(getter, js_name = canRedo)]
            pub fn can_redo(&self) -> bool {
                self.0.can_redo()
            }
        }
    };
}

/// Gives `$door` what the page's player wants of a panel with a run of training ([`crate::panel::played::Played`]).
macro_rules! played {
    ($door:ident, $class:literal) => {
        use $crate::panel::played::Played as _;

        #[wasm_bindgen(js_class = $class)]
        impl $door {
            /// One step of training. Says what stopped it: nothing, or the name of a halt.
            pub fn step(&mut self) -> Option<String> {
                self.0.step().err().map(|halt| halt.name().to_owned())
            }

            /// Training to the end of the epoch.
            pub fn epoch(&mut self) -> Option<String> {
                self.0.epoch().err().map(|halt| halt.name().to_owned())
            }

            /// Training to where the run is decided.
            pub fn finish(&mut self) -> Option<String> {
                self.0.finish().err().map(|halt| halt.name().to_owned())
            }

            /// Shows the state after `step` steps of the run.
            pub fn seek(&mut self, step: usize) {
                self.0.seek(step);
            }

            /// Back to the start of the run.
            pub fn reset(&mut self) {
                self.0.reset();
            }

            /// The step shown.
            #[wasm_bindgen(getter)]
            pub fn position(&self) -> usize {
                self.0.position()
            }

            /// How many steps the run has.
            #[wasm_bindgen(getter)]
            pub fn length(&self) -> usize {
                self.0.length()
            }

            /// The epoch that the step shown belongs to, from 1; 0 at the start.
            #[wasm_bindgen(getter)]
            pub fn epochs(&self) -> usize {
                self.0.epochs()
            }

            /// Whether the run is decided at just the step shown.
            #[wasm_bindgen(getter, js_name = atVerdict)]
            pub fn at_verdict(&self) -> bool {
                self.0.at_verdict()
            }
        }
    };
}

/// Gives `$door` the panel's questions, which `$goal` lists.
macro_rules! goals {
    ($door:ident, $class:literal, $goal:ty) => {
        #[wasm_bindgen(js_class = $class)]
        impl $door {
            /// Begins a question to try. False for an unknown name, which puts the present question away.
            pub fn begin(&mut self, goal: &str) -> bool {
                match <$goal>::named(goal) {
                    Some(goal) => self.0.begin(goal),
                    None => self.0.leave_goal(),
                }
                <$goal>::named(goal).is_some()
            }

            /// Whether the state now reaches the goal for the first time.
            #[wasm_bindgen(js_name = checkGoal)]
            pub fn check_goal(&mut self) -> bool {
                self.0.check_goal()
            }

            /// Whether the goal has been reached.
            #[wasm_bindgen(getter, js_name = goalReached)]
            pub fn goal_reached(&self) -> bool {
                self.0.goal_reached()
            }
        }
    };
}

pub(super) use {door, goals, played};
