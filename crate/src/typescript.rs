//! Declarations for the page's type checker, which wasm-bindgen puts into the module's `.d.ts`.

/// Declares something to the page in TypeScript. Nothing comes of it in a native build.
macro_rules! declare {
    ($declaration:expr) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            use wasm_bindgen::prelude::wasm_bindgen;
            #[wasm_bindgen(typescript_custom_section)]
            const DECLARATION: &'static str = $declaration;
        };
    };
}

pub(crate) use declare;
