//! What every panel's class offers JavaScript alike.

/// Gives `$door`, a tuple struct around the panel `$panel` and exported as `$class`, the methods that every panel has.
macro_rules! door {
    ($door:ident, $class:literal, $panel:ty, $table:expr) => {
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

pub(super) use door;
