//! The handlers behind the table, a file a noun. What nearly every noun has in common is in `record`.
//!
//! Invariant: a handler takes the context and one input struct and gives one view; rules live in core.

pub mod answer;
pub mod audit;
pub mod batch;
pub mod card;
pub mod change;
pub mod checklist;
pub mod comparison;
pub mod detach;
pub mod diagram;
pub mod document;
mod done;
pub mod effort;
pub mod evidence;
pub mod finding;
pub mod form;
pub mod name;
pub mod picture;
pub mod record;
pub mod search;
pub mod survey;
pub mod vault;
pub mod workbook;

pub use answer::*;
pub use audit::*;
pub use batch::*;
pub use card::*;
pub use change::*;
pub use checklist::*;
pub use comparison::*;
pub use detach::*;
pub use diagram::*;
pub use document::*;
pub use evidence::*;
pub use form::*;
pub use name::*;
pub use picture::*;
pub use record::*;
pub use search::*;
pub use survey::*;
pub use vault::*;
pub use workbook::*;

/// Declares a struct that crosses the wire.
macro_rules! wire {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $type:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, serde::Serialize, serde::Deserialize, schemars::JsonSchema, ts_rs::TS)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$fdoc])* pub $field: $type),* }
    )+};
}
pub(crate) use wire;

wire! {
    /// No arguments.
    Nothing {}
    /// One survey.
    InSurvey {
        /// The survey.
        survey: junkai_core::SurveyId,
    }
}
