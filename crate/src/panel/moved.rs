//! Links to what has moved to another panel since they were copied.

use super::json::Key;
use super::session::{GOAL, NONE};

/// Settings of the recurrent layer in `layers` that went with it to `sequences`, when it learned there.
const WENT: [&str; 6] = ["series", "own", "noise", "rate", "epochs", "speed"];
/// Those of them, and of those that stayed, whose names and values mean the same there.
const KEPT: [&str; 7] = ["own", "noise", "rate", "speed", "units", "seed", "moment"];
/// What a teacher's link says of any panel.
const OF_ALL: [&str; 4] = ["show", "hide", "lock", "questions"];

/// Where a link's query leads today: the panel and the query there. Nothing where it is still good as it stands.
pub fn moved(panel: &str, query: &str) -> Option<(Key, String)> {
    if panel != "layers" {
        return None;
    }
    let pairs: Vec<(&str, &str)> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let went = |(name, _): &(&str, &str)| WENT.contains(name);
    let learns = pairs.contains(&("part", "recurrent")) && pairs.iter().any(went) || pairs.contains(&("goal", "beat"));
    let renamed = |(name, value): &(&str, &str)| match (*name, *value) {
        ("series", "own") => Some("data=own".to_owned()),
        ("epochs", epochs) => Some(format!("steps={epochs}")),
        ("goal", "beat") => Some(format!("{name}={value}")),
        (name, value) => (KEPT.contains(&name) || OF_ALL.contains(&name)).then(|| format!("{name}={value}")),
    };
    if learns {
        return Some(("sequences", pairs.iter().filter_map(renamed).collect::<Vec<_>>().join("&")));
    }
    let stays = || query.split('&').filter(|pair| !WENT.contains(&pair.split('=').next().unwrap_or_default()));
    pairs.iter().any(went).then(|| {
        let rest = stays().collect::<Vec<_>>().join("&");
        // A link that says how things stand opens free play, be it with what every setting is by default.
        ("layers", if rest.is_empty() { format!("{GOAL}={NONE}") } else { rest })
    })
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn what_learned_among_the_layers_is_in_the_panel_of_sequences() {
        let to = |query| moved("layers", query);
        let there = |query: &str| Some(("sequences", query.to_owned()));
        assert_eq!(to("part=recurrent&units=3&epochs=25&moment=9"), there("units=3&steps=25&moment=9"));
        assert_eq!(to("part=recurrent&series=own&own=AAAA&walk=3"), there("data=own&own=AAAA"));
        assert_eq!(to("goal=beat"), there("goal=beat"));
        assert_eq!(to("part=conv&epochs=31&k22=2"), Some(("layers", "part=conv&k22=2".to_owned())));
        assert_eq!(to("part=recurrent&epochs=2&lock=seed&goal=edges"), there("steps=2&lock=seed"));
        assert_eq!(to("epochs=3"), Some(("layers", "goal=none".to_owned())));
        assert_eq!(to("part=recurrent&units=3"), None);
        assert_eq!(moved("network", "epochs=3"), None);
    }
}
