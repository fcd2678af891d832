//! The words that pictures have in them, in the language of the page.

/// Words by their keys; those that the page has not given read as their keys.
#[derive(Clone, Debug, Default)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// Words from lines `key=word`.
    pub fn read(lines: &str) -> Self {
        let pairs = lines.lines().filter_map(|line| line.split_once('='));
        Self(pairs.map(|(key, word)| (key.to_owned(), word.to_owned())).collect())
    }

    /// The word under `key`.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.iter().find(|(name, _)| name == key).map_or(key, |(_, word)| word)
    }
}
