//! SQL text lives here and nowhere else (pragmas are in `cipher` and `migrate`): a module per table.
//!
//! Invariant: a module knows rows and how they are written, nothing of keys, files or rules. Values are bound,
//! never put into the text.

pub(crate) mod card;
pub(crate) mod change;
pub(crate) mod checklist;
pub(crate) mod chunk;
pub(crate) mod event;
pub(crate) mod export;
pub(crate) mod meta;
pub(crate) mod record;
pub(crate) mod reference;
pub(crate) mod schema;
pub(crate) mod survey;

use crate::chain::Hash;
use crate::error::{Error, Result};
use junkai_core::{Moment, RecordKind};
use uuid::Uuid;

fn uuid(text: &str) -> Result<Uuid> {
    text.parse().map_err(|_| Error::stored_form())
}

fn kind(text: &str) -> Result<RecordKind> {
    RecordKind::from_name(text).ok_or(Error::stored_form())
}

fn moment(text: &str) -> Result<Moment> {
    text.parse().map_err(|_| Error::stored_form())
}

fn hash(bytes: &[u8]) -> Result<Hash> {
    bytes.try_into().map_err(|_| Error::stored_form())
}

fn unsigned(number: i64) -> Result<u64> {
    number.try_into().map_err(|_| Error::stored_form())
}

fn signed(number: u64) -> Result<i64> {
    number.try_into().map_err(|_| Error::stored_form())
}
