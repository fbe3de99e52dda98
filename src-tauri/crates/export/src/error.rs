//! What can go wrong while a document is written.
//!
//! Invariant: messages name neither a path nor a text of the survey. Deliberately absent: texts that a medium cannot
//! hold; those are adapted and listed, they never fail an export.

/// Reasons why a document was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes given as a font are not a font with a Unicode character map.
    #[error("font cannot be read")]
    Font,
    /// The part of the font that a document needs could not be cut out.
    #[error("font cannot be cut down to the characters of the document")]
    Subset,
    /// A document of more distinct characters or pages than its format can count.
    #[error("document is larger than its format allows")]
    TooLarge,
    /// The workbook could not be put together.
    #[error("workbook cannot be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The bytes could not be handed over.
    #[error("document cannot be written out")]
    Write(#[from] std::io::Error),
}
