//! Notes of what a folder was made from, so that it is made anew only when something has changed.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};

/// What a folder is made from, and where that is noted.
pub struct Stamp<'a> {
    /// Files and folders.
    pub inputs: &'a [PathBuf],
    pub made: &'a Path,
    pub note: PathBuf,
}

impl Stamp<'_> {
    /// Whether the inputs, and what was made from them, are as they were when the note was written.
    pub fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.note).is_ok_and(|noted| self.digest().is_ok_and(|now| now == noted))
    }

    /// Forgets the note: from now on the folder is in pieces.
    pub fn begin(&self) {
        let _ = fs::remove_file(&self.note);
    }

    /// Notes that the folder is whole.
    pub fn end(&self) {
        // Without a note it is made once more than needed.
        let _ = self.digest().and_then(|digest| fs::write(&self.note, digest));
    }

    fn digest(&self) -> io::Result<String> {
        let mut inputs = DefaultHasher::new();
        for path in self.inputs {
            add(path, &mut inputs)?;
        }
        let mut made = DefaultHasher::new();
        add(self.made, &mut made)?;
        Ok(format!("{:016x} {:016x}\n", inputs.finish(), made.finish()))
    }
}

/// Adds a file, or all files in a folder, in the order of their names.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut inner = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        inner.sort();
        return inner.iter().try_for_each(|path| add(path, hasher));
    }
    let content = fs::read(path)?;
    hasher.write(path.as_os_str().as_encoded_bytes());
    hasher.write_usize(content.len());
    hasher.write(&content);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_what_goes_in_or_came_out_is_noticed() {
        let folder = std::env::temp_dir().join(format!("stamp-{}", std::process::id()));
        let (input, made) = (folder.join("input"), folder.join("made"));
        fs::create_dir_all(&made).unwrap();
        fs::write(&input, "one").unwrap();
        fs::write(made.join("page"), "page").unwrap();
        let inputs = [input.clone()];
        let stamp = Stamp { inputs: &inputs, made: &made, note: folder.join("note") };
        let mut seen = vec![stamp.is_fresh()];
        stamp.end();
        seen.push(stamp.is_fresh());
        fs::write(&input, "two").unwrap();
        seen.push(stamp.is_fresh());
        fs::write(&input, "one").unwrap();
        seen.push(stamp.is_fresh());
        fs::write(made.join("other"), "").unwrap();
        seen.push(stamp.is_fresh());
        stamp.end();
        stamp.begin();
        seen.push(stamp.is_fresh());
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(seen, [false, true, false, true, false, false]);
    }
}
