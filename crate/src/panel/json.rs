//! What a panel shows, on its way to the page: Rust structs as JSON, and the same structs as TypeScript.
//!
//! A struct declared with `shown!` is written down once. The page's type checker sees it under the same names, so that a field
//! that is renamed or left out on one side is an error on the other.

use crate::typescript::declare;

/// A name that the page's texts or code know.
pub type Key = &'static str;
/// A text for people that needs no translation, such as a number.
pub type Text = String;

// The names that the declarations use, as TypeScript knows them.
declare!(
    "\
export type Key = string;
export type Text = string;
export type bool = boolean;
export type usize = number;
export type u8 = number;
export type u32 = number;
export type u64 = number;
export type f64 = number;
export type Vec<T> = T[];
export type Option<T> = T | null;
export type Map<T> = Record<string, T>;
"
);

/// Something that can be written as JSON.
pub trait Json {
    /// Appends it to `out`.
    fn write(&self, out: &mut String);

    /// It alone, as a text.
    fn json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }
}

/// Values under names.
#[derive(Clone, Debug, PartialEq)]
pub struct Map<T>(pub Vec<(Key, T)>);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl Json for str {
    fn write(&self, out: &mut String) {
        out.push('"');
        for c in self.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                c if c < ' ' => {
                    out.push_str("\\u00");
                    out.extend(
                        [c as u8 >> 4, c as u8 & 15].map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])),
                    );
                }
                c => out.push(c),
            }
        }
        out.push('"');
    }
}

impl Json for String {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
    }
}

impl Json for Key {
    fn write(&self, out: &mut String) {
        (**self).write(out);
    }
}

impl Json for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

macro_rules! whole_numbers {
    ($($type:ty)*) => {$(
        impl Json for $type {
            fn write(&self, out: &mut String) {
                out.push_str(&self.to_string());
            }
        }
    )*};
}
whole_numbers!(u8 u32 u64 usize i32);

/// A place on the screen or a share: six decimal places, which no eye can tell from more. What is no number is `null`.
impl Json for f64 {
    #[allow(clippy::cast_possible_truncation)] // within ±10⁹ after the check
    fn write(&self, out: &mut String) {
        if self.abs() <= 1e9 {
            out.push_str(&crate::text::scaled((self * 1e6).round() as i64, 6).replace('−', "-"));
        } else {
            out.push_str("null");
        }
    }
}

impl<T: Json> Json for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: Json> Json for Vec<T> {
    fn write(&self, out: &mut String) {
        self.as_slice().write(out);
    }
}

impl<T: Json> Json for [T] {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (at, item) in self.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            item.write(out);
        }
        out.push(']');
    }
}

impl<T: Json> Json for Map<T> {
    fn write(&self, out: &mut String) {
        out.push('{');
        for (at, (name, value)) in self.0.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            name.write(out);
            out.push(':');
            value.write(out);
        }
        out.push('}');
    }
}

/// Declares a struct of what a panel shows: `shown! { pub struct Name { field: Type, … } }`. It can be written as JSON, and its
/// constant `TYPESCRIPT` declares it to the page.
macro_rules! shown {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident { $( $(#[doc = $field_doc:literal])+ $field:ident: $type:ty, )* }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name { $( $(#[doc = $field_doc])+ pub $field: $type, )* }

        impl $name {
            /// The declaration in TypeScript.
            pub const TYPESCRIPT: &'static str = concat!(
                "/**", $($doc,)+ " */\nexport interface ", stringify!($name), " {\n",
                $( "  /**", $($field_doc,)+ " */\n  ", stringify!($field), ": ", stringify!($type), ";\n", )*
                "}\n"
            );
        }

        $crate::typescript::declare!($name::TYPESCRIPT);

        impl $crate::panel::json::Json for $name {
            #[allow(unused_assignments)]
            fn write(&self, out: &mut String) {
                let mut before = "{";
                $(
                    out.push_str(before);
                    out.push_str(concat!("\"", stringify!($field), "\":"));
                    $crate::panel::json::Json::write(&self.$field, out);
                    before = ",";
                )*
                out.push('}');
            }
        }
    };
}

pub(crate) use shown;

#[cfg(test)]
mod tests {
    use super::*;

    shown! {
        /// A spot in the plane.
        pub struct Spot {
            /// To the right.
            x: f64,
            /// What stands there.
            name: Option<Text>,
            /// More of them.
            more: Vec<Key>,
        }
    }

    #[test]
    fn a_struct_is_json_and_typescript_under_the_same_names() {
        let spot = Spot { x: -0.5, name: Some("a \"b\"\n\\".to_owned()), more: vec!["one", "둘"] };
        assert_eq!(spot.json(), r#"{"x":-0.5,"name":"a \"b\"\u000a\\","more":["one","둘"]}"#);
        assert_eq!(Spot::default().json(), r#"{"x":0,"name":null,"more":[]}"#);
        let declared = Spot::TYPESCRIPT.replace(' ', "");
        assert!(declared.contains("exportinterfaceSpot{") && declared.contains("name:Option<Text>;"), "{declared}");
    }

    #[test]
    fn numbers_have_six_places_and_what_is_none_is_null() {
        let numbers = vec![0.0, 1.0, 0.123_456_789, -1e-9, 1e9, 1e10, f64::NAN, f64::INFINITY];
        assert_eq!(numbers.json(), "[0,1,0.123457,0,1000000000,null,null,null]");
        assert_eq!(Map(vec![("b", true), ("a", false)]).json(), r#"{"b":true,"a":false}"#);
    }
}
