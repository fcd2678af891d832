//! The elements of an SVG document as plotters writes it.

use std::collections::HashMap;

/// An element's name and attributes.
pub struct Element {
    pub name: String,
    /// The text in it.
    pub content: String,
    attributes: HashMap<String, String>,
}

/// The elements in the order they are painted.
pub fn elements(document: &str) -> Vec<Element> {
    let tags = document.split('<').filter(|tag| tag.starts_with(|c: char| c.is_ascii_lowercase()));
    tags.map(|tag| {
        let (tag, content) = tag.split_once('>').expect("a tag is closed");
        let (name, attributes) = tag.split_once(' ').expect("an element has attributes");
        let mut parts = attributes.split('"');
        let mut pairs = HashMap::new();
        while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
            pairs.insert(key.trim().trim_end_matches('=').to_owned(), value.to_owned());
        }
        let content = content.trim().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        Element { name: name.to_owned(), content, attributes: pairs }
    })
    .collect()
}

impl Element {
    /// An attribute, empty when it is not there.
    pub fn text(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }

    /// An attribute that is a number.
    pub fn number(&self, attribute: &str) -> f64 {
        self.text(attribute).parse().unwrap_or_else(|_| panic!("{attribute} of a {} is no number", self.name))
    }

    /// The places in `points`.
    pub fn points(&self) -> Vec<[f64; 2]> {
        let pairs = self.text("points").split_whitespace();
        pairs
            .map(|pair| {
                let (x, y) = pair.split_once(',').expect("two coordinates");
                [x, y].map(|coordinate| coordinate.parse().expect("a coordinate"))
            })
            .collect()
    }

    /// The middle of a rectangle's outline, which is a path that goes round and on to its second corner.
    pub fn middle_of_outline(&self) -> Option<[f64; 2]> {
        match self.points()[..] {
            [from, right, to, _, end, past] if (from, right) == (end, past) => {
                Some([0, 1].map(|axis| f64::midpoint(from[axis], to[axis])))
            }
            _ => None,
        }
    }
}
