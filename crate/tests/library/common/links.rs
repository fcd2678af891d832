//! Links with wrong values, as any panel answers them.

/// Each query must be answered with so many problems, and leave the panel as it opens.
pub fn assert_answered<P>(load: impl Fn(&mut P, &str) -> usize, link: impl Fn(&P) -> String, cases: &[(&str, usize)])
where
    P: Default,
{
    let mut panel = P::default();
    for &(query, problems) in cases {
        assert_eq!(load(&mut panel, query), problems, "{query}");
        assert_eq!(link(&panel), "", "{query}");
    }
}
