//! The page's texts, read from their files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every text of a panel, or of the kit, under its path of keys: `say.best`. The files hold nothing but nested tables of plain
/// strings, which is all that is read here; anything else ends the test.
pub fn texts(name: &str, language: &str) -> BTreeMap<String, String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../www/texts/{name}.{language}.js"));
    read(&file)
}

/// The same of a file.
pub fn read(file: &Path) -> BTreeMap<String, String> {
    let (name, source) = (file.display(), fs::read_to_string(file).unwrap());
    let start = source.find(" = {").expect("a table") + " = ".len();
    let end = source.rfind("};").expect("its end");
    let mut rest = &source[start..=end];
    let (mut texts, mut path, mut key) = (BTreeMap::new(), Vec::new(), None::<String>);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '{' => {
                path.extend(key.take());
                1
            }
            '}' => {
                path.pop();
                1
            }
            '\'' => {
                let closing = 1 + rest[1..].find('\'').expect("a string is closed");
                let text = rest[1..closing].to_owned();
                assert!(!text.contains(['\\', '\n']), "{name}: {text}");
                match key.take() {
                    Some(key) => {
                        let keys = path.iter().map(String::as_str).chain([key.as_str()]).collect::<Vec<_>>();
                        assert_eq!(texts.insert(keys.join("."), text), None, "{name}: {key} stands twice");
                    }
                    None => key = Some(text),
                }
                closing + 1
            }
            '/' => rest.find('\n').expect("a comment ends"),
            ':' | ',' => 1,
            _ if first.is_whitespace() => first.len_utf8(),
            _ => {
                let word = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').expect("a key ends");
                assert!(word > 0 && key.is_none(), "{name} is no plain table: {rest:.40}");
                key = Some(rest[..word].to_owned());
                word
            }
        };
        rest = &rest[length..];
    }
    texts
}
