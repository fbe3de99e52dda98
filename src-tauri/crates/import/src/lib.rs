//! Reads workbooks that others made.
//!
//! Invariant: nothing in a file decides how much memory or time it costs. Every size that a file declares is ignored or
//! compared with what is really there, every list has a limit, and what is refused is refused with its reason. A panic
//! on the way is a damaged file, never the end of the program. Deliberately absent: what the content means, formulas,
//! styles, pictures, and every format but `.xlsx`.
//!
//! The cells are read here, with `zip` and `quick-xml`, and not with calamine (which stays as the second opinion of the
//! tests), because calamine 0.38 cannot be held to that invariant from outside: it reserves memory for the declared
//! `uniqueCount` of the shared strings and copies a font with its name once for every cell format, and what a failed
//! allocation starts is an abort that no caller can catch. It subtracts corners of an area without looking at their
//! order, refuses a whole sheet for an unknown error word, gives either the formula mark or the number format of a cell
//! but not both in one pass, takes times of day for dates, and looks for the shared strings under a fixed name, so that
//! a scan before it could be made to look at other parts than those it reads.

mod area;
mod book;
mod cfb;
mod container;
mod formats;
mod opc;
mod sheet;
mod strings;
mod xml;

use junkai_core::workbook::Workbook;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Most bytes of a file.
pub const MAX_FILE: u64 = 32 * 1024 * 1024;
/// Most entries of its container.
pub const MAX_ENTRIES: usize = 2_000;
/// Most bytes of one part, unpacked.
pub const MAX_PART: u64 = 96 * 1024 * 1024;
/// Most bytes unpacked in all.
pub const MAX_UNPACKED: u64 = 128 * 1024 * 1024;
/// How many times larger than packed an entry may be, once it is past [`RATIO_FLOOR`].
pub const MAX_RATIO: u64 = 100;
/// Bytes that an entry may unpack to whatever its ratio is.
pub const RATIO_FLOOR: u64 = 4 * 1024 * 1024;
/// Most sheets.
pub const MAX_SHEETS: usize = 1_000;
/// Most cells with content, over all sheets.
pub const MAX_CELLS: usize = 2_000_000;
/// Rows of a sheet, as in Excel.
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns of a sheet, as in Excel.
pub const MAX_COLUMNS: u32 = 16_384;
/// Most bytes of text in the cells of all sheets, and as many again in the list of shared texts.
pub const MAX_TEXT: usize = 32 * 1024 * 1024;
/// Most bytes of one tag or one run of text.
pub const MAX_TOKEN: u64 = 1024 * 1024;
/// Most merged areas, over all sheets.
pub const MAX_MERGED: usize = 10_000;
/// Most elements inside one another.
pub const MAX_DEPTH: usize = 64;

/// What a file has too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of the file: [`MAX_FILE`].
    File,
    /// Entries of the container, or relationships that have to be kept: [`MAX_ENTRIES`].
    Entries,
    /// Bytes of one unpacked part: [`MAX_PART`].
    Part,
    /// Unpacked bytes in all: [`MAX_UNPACKED`].
    Unpacked,
    /// What an entry unpacks to, compared with its packed size: [`MAX_RATIO`].
    Ratio,
    /// Sheets: [`MAX_SHEETS`].
    Sheets,
    /// Cells with content: [`MAX_CELLS`].
    Cells,
    /// Rows: [`MAX_ROWS`].
    Rows,
    /// Columns: [`MAX_COLUMNS`].
    Columns,
    /// Text: [`MAX_TEXT`] and [`MAX_TOKEN`].
    Text,
    /// Merged areas: [`MAX_MERGED`].
    Merged,
    /// Elements inside one another: [`MAX_DEPTH`].
    Depth,
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::File => "the file",
            Self::Entries => "the number of entries",
            Self::Part => "a part",
            Self::Unpacked => "the unpacked content",
            Self::Ratio => "the unpacked content compared with the packed",
            Self::Sheets => "the number of sheets",
            Self::Cells => "the number of cells",
            Self::Rows => "a row number",
            Self::Columns => "a column number",
            Self::Text => "the text",
            Self::Merged => "the number of merged areas",
            Self::Depth => "the depth of the elements",
        })
    }
}

/// Why a workbook was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Something else than a workbook.
    #[error("not a workbook")]
    NotAWorkbook,
    /// The binary format of Excel 97 to 2003.
    #[error("an old workbook (.xls)")]
    OldWorkbook,
    /// The binary format of newer versions.
    #[error("a binary workbook (.xlsb)")]
    BinaryWorkbook,
    /// It opens with a password only.
    #[error("the workbook is protected with a password")]
    Password,
    /// It carries programs.
    #[error("the workbook contains macros")]
    Macros,
    /// It takes content from elsewhere.
    #[error("the workbook refers to other files or data sources")]
    ExternalLinks,
    /// It is larger than what is read.
    #[error("too large: {what}")]
    TooLarge {
        /// What there is too much of.
        what: Limit,
    },
    /// It contradicts its format, ends early, or declares entities.
    #[error("the workbook is damaged")]
    Damaged,
}

impl From<Limit> for Error {
    fn from(what: Limit) -> Self {
        Self::TooLarge { what }
    }
}

/// Reads a workbook.
///
/// # Errors
/// The reason for which the file is not read; there is no partial result.
pub fn read_workbook(bytes: &[u8]) -> Result<Workbook, Error> {
    catch_unwind(AssertUnwindSafe(|| book::read(bytes))).unwrap_or(Err(Error::Damaged))
}
