//! What a learner can do beside setting a value: declared once, read from what the page sends.

use super::json::Text;

/// One argument of a command, as the page sends it.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

/// What an argument must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// Any number.
    Number,
    /// A whole number from 0 on.
    Whole,
    /// A text.
    Text,
}

/// A type that arguments can have.
pub trait FromArgument: Sized {
    /// What an argument of this type is.
    const KIND: ArgumentKind;

    /// The argument as this type; `None` for one of another kind or out of all bounds.
    fn read(argument: &Argument) -> Option<Self>;
}

impl FromArgument for f64 {
    const KIND: ArgumentKind = ArgumentKind::Number;

    fn read(argument: &Argument) -> Option<Self> {
        if let Argument::Number(number) = argument { Some(*number) } else { None }
    }
}

impl FromArgument for usize {
    const KIND: ArgumentKind = ArgumentKind::Whole;

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a whole number below 2³², after the check
    fn read(argument: &Argument) -> Option<Self> {
        let Argument::Number(number) = *argument else { return None };
        ((0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0).then_some(number as Self)
    }
}

impl FromArgument for Text {
    const KIND: ArgumentKind = ArgumentKind::Text;

    fn read(argument: &Argument) -> Option<Self> {
        if let Argument::Text(text) = argument { Some(text.clone()) } else { None }
    }
}

/// The commands of a panel.
pub trait Command: Sized {
    /// The commands' names, each with what its arguments must be.
    const ALL: &'static [(&'static str, &'static [ArgumentKind])];

    /// The command called `name` with these arguments; `None` when there is no such command or an argument does not fit.
    fn read(name: &str, arguments: &[Argument]) -> Option<Self>;
}

/// A panel without commands.
impl Command for () {
    const ALL: &'static [(&'static str, &'static [ArgumentKind])] = &[];

    fn read(_: &str, _: &[Argument]) -> Option<Self> {
        None
    }
}

/// Declares a panel's commands: `commands! { pub enum GatesCommand { Flip(row: usize) = "flip", … } }`. The constant `TYPESCRIPT`
/// declares them to the page, each as a tuple of its name and its arguments.
macro_rules! commands {
    (
        $(#[doc = $doc:literal])+
        pub enum $name:ident { $( $(#[doc = $command_doc:literal])+ $variant:ident($($argument:ident: $type:ty),*) = $command:literal, )+ }
    ) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name { $( $(#[doc = $command_doc])+ $variant { $(#[doc = stringify!($argument)] $argument: $type),* }, )+ }

        impl $name {
            /// The declaration in TypeScript.
            pub const TYPESCRIPT: &'static str = concat!(
                "/**", $($doc,)+ " */\nexport type ", stringify!($name), " =\n",
                $( "  /**", $($command_doc,)+ " */\n  | [\"", $command, "\"", $( ", ", stringify!($argument), ": ", stringify!($type), )* "]\n", )+
                ";\n"
            );
        }

        $crate::typescript::declare!($name::TYPESCRIPT);

        impl $crate::panel::command::Command for $name {
            const ALL: &'static [(&'static str, &'static [$crate::panel::command::ArgumentKind])] =
                &[ $( ($command, &[ $( <$type as $crate::panel::command::FromArgument>::KIND ),* ]), )+ ];

            fn read(name: &str, arguments: &[$crate::panel::command::Argument]) -> Option<Self> {
                match name {
                    $( $command => {
                        #[allow(unused_mut)]
                        let mut rest = arguments.iter();
                        let command = Self::$variant { $( $argument: $crate::panel::command::FromArgument::read(rest.next()?)? ),* };
                        rest.next().is_none().then_some(command)
                    } )+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use commands;

#[cfg(test)]
mod tests {
    use super::*;

    commands! {
        /// What can be done.
        pub enum ToyCommand {
            /// Puts a name in a row.
            Put(row: usize, name: Text) = "put",
            /// Nothing at all.
            Rest() = "rest",
        }
    }

    #[test]
    fn a_command_is_read_by_its_name_and_the_kinds_of_its_arguments() {
        let (two, name) = (Argument::Number(2.0), Argument::Text("a".to_owned()));
        let put = ToyCommand::read("put", &[two.clone(), name.clone()]);
        assert_eq!(put, Some(ToyCommand::Put { row: 2, name: "a".to_owned() }));
        assert_eq!(ToyCommand::read("rest", &[]), Some(ToyCommand::Rest {}));
        let bad = [-1.0, 0.5, f64::NAN, f64::INFINITY, 1e10].map(Argument::Number);
        assert!(bad.into_iter().all(|row| ToyCommand::read("put", &[row, name.clone()]).is_none()));
        for (command, arguments) in
            [("put", vec![two.clone()]), ("rest", vec![two]), ("sleep", vec![]), ("put", vec![name.clone(), name])]
        {
            assert_eq!(ToyCommand::read(command, &arguments), None, "{command}");
        }
    }

    #[test]
    fn the_page_knows_commands_as_tuples() {
        let declared = ToyCommand::TYPESCRIPT;
        assert!(
            declared.contains(r#"| ["put", row: usize, name: Text]"#) && declared.contains(r#"| ["rest"]"#),
            "{declared}"
        );
    }
}
