//! Tables: rows of numbers in named columns, with a label each or without.

/// The most columns of numbers.
pub const MAX_COLUMNS: usize = 16;

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// All numbers, row by row: `[n, columns]`.
    pub values: Vec<f64>,
    /// The labels, where the rows have any.
    pub labels: Option<Labels>,
}

/// The labels of a table's rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Labels {
    /// What they are called.
    pub name: String,
    /// The names of the classes, 2 to [`super::synthetic::MAX_CLASSES`].
    pub classes: Vec<String>,
    /// The class of each row, from 0.
    pub of: Vec<u8>,
}

impl Table {
    /// The number of rows.
    pub fn count(&self) -> usize {
        self.values.len() / self.columns.len()
    }

    /// The rows.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.values.chunks_exact(self.columns.len())
    }
}

/// The tables that come with the page; tables/README.md has their sources and licences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shipped {
    /// Penguins of three species.
    Penguins,
    /// Wines of three cultivars.
    Wine,
}

impl Shipped {
    /// Their names in links, in the order in which they are offered.
    pub const NAMED: [(&'static str, Self); 2] = [("penguins", Self::Penguins), ("wine", Self::Wine)];

    /// The table.
    ///
    /// # Panics
    /// Never: a test reads both.
    pub fn table(self) -> Table {
        let file = match self {
            Self::Penguins => include_bytes!("tables/penguins.csv").as_slice(),
            Self::Wine => include_bytes!("tables/wine.csv"),
        };
        super::csv::read_table(file).expect("the page's own tables are whole")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn the_pages_own_tables_are_whole() {
        let facts = Shipped::NAMED.map(|(name, shipped)| {
            let table = shipped.table();
            let labels = table.labels.as_ref().unwrap();
            let of_class = |class: u8| labels.of.iter().filter(|of| u8::eq(of, &class)).count();
            let bits = table.values.iter().fold(0_u64, |bits, x| bits.rotate_left(7) ^ x.to_bits());
            (name, table.columns.len(), [0, 1, 2].map(of_class), labels.classes.join(" "), bits)
        });
        let expected = [
            ("penguins", 4, [151, 68, 123], "Adelie Chinstrap Gentoo".to_owned(), 0x0fea_e534_f718_cce7),
            ("wine", 13, [59, 71, 48], "1 2 3".to_owned(), 0x60cd_f0cd_5878_6246),
        ];
        assert_eq!(facts, expected);
    }
}
