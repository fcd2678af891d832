//! A panel's settings, declared once: the struct that holds them and the table that everything else is read off.

use super::{Field, Value};
use crate::model::decimal::Decimal;

/// A type that a setting's value can have.
pub trait SettingValue {
    /// The value as the table holds it.
    fn to_value(&self) -> Value;

    /// The value from one that the table has checked.
    fn from_value(value: Value) -> Self;
}

/// The kinds of values, with the types that hold them. A table whose kind is not its field's type shows in the first test that
/// opens the panel.
macro_rules! holds {
    ($($type:ty => $kind:ident)*) => {$(
        impl SettingValue for $type {
            fn to_value(&self) -> Value {
                Value::$kind(self.clone())
            }

            fn from_value(value: Value) -> Self {
                match value {
                    Value::$kind(value) => value,
                    _ => unreachable!("a value of another kind than its setting"),
                }
            }
        }
    )*};
}
holds!(Decimal => Number f32 => Real u32 => Count String => Packed);

/// A choice that is kept as its name.
impl SettingValue for &'static str {
    fn to_value(&self) -> Value {
        Value::Choice(self)
    }

    fn from_value(value: Value) -> Self {
        match value {
            Value::Choice(name) => name,
            _ => unreachable!("a value of another kind than its setting"),
        }
    }
}

/// `on` and `off`.
impl SettingValue for bool {
    fn to_value(&self) -> Value {
        Value::Choice(if *self { "on" } else { "off" })
    }

    fn from_value(value: Value) -> Self {
        value == Value::Choice("on")
    }
}

/// The settings of a panel.
pub trait Settings: Clone + Default + PartialEq {
    /// The value of a setting of the panel's own table.
    fn get(&self, setting: &Field) -> Value;

    /// Sets it to a value that the table allows.
    fn put(&mut self, setting: &Field, value: Value);

    /// These with one of them set to a value that the table allows.
    #[must_use]
    fn with(&self, setting: &Field, value: Value) -> Self {
        let mut settings = self.clone();
        settings.put(setting, value);
        settings
    }

    /// The defaults with these values.
    fn of(values: Vec<(&'static Field, Value)>) -> Self {
        let mut settings = Self::default();
        for (setting, value) in values {
            settings.put(setting, value);
        }
        settings
    }
}

/// The bytes of a field's name as links write it: a hyphen for each underscore.
pub const fn hyphenated<const LENGTH: usize>(field: &str) -> [u8; LENGTH] {
    let mut name = [0; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        let byte = field.as_bytes()[at];
        name[at] = if byte == b'_' { b'-' } else { byte };
        at += 1;
    }
    name
}

/// The name of the setting that a field holds: `split_seed` is `split-seed` in links, attributes and texts.
macro_rules! setting_name {
    ($field:ident) => {{
        const FIELD: &str = stringify!($field);
        const BYTES: [u8; FIELD.len()] = $crate::panel::table::hyphenated(FIELD);
        const NAME: &str = match std::str::from_utf8(&BYTES) {
            Ok(name) => name,
            Err(_) => FIELD,
        };
        NAME
    }};
}

/// Declares a panel's settings.
///
/// ```text
/// settings! {
///     /// What a learner can set.
///     pub struct Settings {
///         /// The learning rate η.
///         rate: Decimal = Field::decimal(10, [0, 1], [0, 1]),
///     }
///     derived {
///         /// The same number under another name.
///         theta: Field::decimal(70, [-2, 2], [-10, 10]).unlinked() => Settings::threshold, Settings::set_threshold;
///     }
/// }
/// ```
///
/// gives the struct with one public field a setting, its `Default`, `TABLE`, and [`Settings`]. A field `split_seed` is the setting
/// `split-seed`. A derived setting has no field of
/// its own: it is read and set by two functions.
macro_rules! settings {
    (
        $(#[doc = $doc:literal])+
        pub struct $name:ident { $( $(#[doc = $field_doc:literal])+ $field:ident: $type:ty = $setting:expr, )+ }
        $( derived { $( $(#[doc = $derived_doc:literal])+ $derived:ident: $derived_setting:expr => $get:path, $put:path; )+ } )?
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $( $(#[doc = $field_doc])+ pub $field: $type, )+ }

        impl $name {
            /// The table of the settings.
            pub const TABLE: $crate::panel::table::Table = $crate::panel::table::Table(&[
                $( $setting.declared($crate::panel::table::setting_name!($field), concat!($($field_doc),+)), )+
                $($( $derived_setting.declared($crate::panel::table::setting_name!($derived), concat!($($derived_doc),+)), )+)?
            ]);
        }

        impl Default for $name {
            fn default() -> Self {
                Self { $( $field: $crate::panel::table::SettingValue::from_value($setting.default.clone()), )+ }
            }
        }

        impl $crate::panel::table::Settings for $name {
            fn get(&self, setting: &$crate::panel::table::Field) -> $crate::panel::table::Value {
                match setting.name {
                    $( name if name == $crate::panel::table::setting_name!($field) => $crate::panel::table::SettingValue::to_value(&self.$field), )+
                    $($( name if name == $crate::panel::table::setting_name!($derived) => $crate::panel::table::SettingValue::to_value(&$get(self)), )+)?
                    name => unreachable!("the table has no setting {name}"),
                }
            }

            fn put(&mut self, setting: &$crate::panel::table::Field, value: $crate::panel::table::Value) {
                match setting.name {
                    $( name if name == $crate::panel::table::setting_name!($field) => self.$field = $crate::panel::table::SettingValue::from_value(value), )+
                    $($( name if name == $crate::panel::table::setting_name!($derived) => $put(self, $crate::panel::table::SettingValue::from_value(value)), )+)?
                    name => unreachable!("the table has no setting {name}"),
                }
            }
        }
    };
}

/// Makes settings of types that have a list `ALL` and a `name` for each: choices by these names.
macro_rules! named {
    ($($type:ty),+) => {$(
        impl $crate::panel::table::SettingValue for $type {
            fn to_value(&self) -> $crate::panel::table::Value {
                $crate::panel::table::Value::Choice(self.name())
            }

            fn from_value(value: $crate::panel::table::Value) -> Self {
                let found = Self::ALL.iter().copied().find(|one| value == $crate::panel::table::Value::Choice(one.name()));
                found.expect("the table allows only these names")
            }
        }
    )+};
}

/// Declares a choice: `choices! { pub enum Form { Threshold = "threshold", Bias = "bias" } }`. Its names are those of links and
/// texts; the first one is where a panel opens.
macro_rules! choices {
    (
        $(#[doc = $doc:literal])+
        pub enum $name:ident { $( $(#[doc = $variant_doc:literal])+ $variant:ident = $text:literal, )+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $( $(#[doc = $variant_doc])+ $variant, )+ }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];
            /// Their names.
            pub const NAMES: &'static [&'static str] = &[ $( $text, )+ ];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$variant => $text, )+ }
            }
        }

        $crate::panel::table::named!($name);
    };
}

pub(crate) use {choices, named, setting_name, settings};
