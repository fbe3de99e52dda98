//! Texts: the shared ones, and how a text in a file is read.
//!
//! Invariant: a text is what a reader sees in the cell, runs joined, furigana left out; the list grows with the texts
//! that are there, never with the number that the file declares. Deliberately absent: fonts of the runs.

use crate::container::Package;
use crate::xml::Part;
use crate::{Error, Limit, MAX_CELLS, MAX_TEXT};
use std::io::Read;

/// The shared texts, in their order; none when there is no such part.
pub(crate) fn shared(package: &mut Package<'_>, name: &str) -> Result<Vec<String>, Error> {
    let mut texts = Vec::new();
    let Some(mut part) = package.part(name)? else {
        return Ok(texts);
    };
    let mut bytes = 0_usize;
    part.root("sst")?;
    while part.child()? {
        if !part.is("si") {
            part.skip()?;
            continue;
        }
        let text = rich(&mut part)?;
        bytes += text.len();
        if bytes > MAX_TEXT {
            return Err(Limit::Text.into());
        }
        if texts.len() == MAX_CELLS {
            return Err(Limit::Cells.into());
        }
        texts.push(text);
    }
    part.finish()?;
    Ok(texts)
}

/// Leaves the element that was just entered (`si` or `is`) with its text.
pub(crate) fn rich<R: Read>(part: &mut Part<R>) -> Result<String, Error> {
    let mut text = String::new();
    while part.child()? {
        if part.is("t") {
            run(part, &mut text)?;
        } else if part.is("r") {
            while part.child()? {
                if part.is("t") {
                    run(part, &mut text)?;
                } else {
                    part.skip()?;
                }
            }
        } else {
            // `rPh` is furigana: it stands beside the text and is not part of it.
            part.skip()?;
        }
        if text.len() > MAX_TEXT {
            return Err(Limit::Text.into());
        }
    }
    Ok(text)
}

/// Space around a run is layout of the file unless the file says otherwise.
fn run<R: Read>(part: &mut Part<R>, into: &mut String) -> Result<(), Error> {
    let preserved = part
        .attribute("xml:space")?
        .is_some_and(|space| space == "preserve");
    let mut raw = String::new();
    part.text(&mut raw)?;
    let kept = if preserved {
        raw.as_str()
    } else {
        raw.trim_matches([' ', '\t', '\r', '\n'])
    };
    into.push_str(&unescaped(kept));
    Ok(())
}

/// Replaces `_xHHHH_`, with which Excel writes characters that xml cannot hold, and ends lines with `\n` alone. What
/// would be a control character or half of one stays as it is written.
pub(crate) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = match (unit(rest), rest.get(7..).and_then(unit)) {
            (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                let scalar = 0x1_0000 + ((u32::from(high) - 0xD800) << 10) + (u32::from(low) - 0xDC00);
                (char::from_u32(scalar), 14)
            }
            (Some(unit), _) => (char::from_u32(u32::from(unit)), 7),
            (None, _) => (None, 0),
        };
        match character.filter(|c| !c.is_control() || "\t\r\n".contains(*c)) {
            Some(character) => {
                plain.push(character);
                rest = &rest[length..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    plain.push_str(rest);
    if plain.contains('\r') {
        plain = plain.replace("\r\n", "\n").replace('\r', "\n");
    }
    plain
}

/// The UTF-16 unit that is escaped at the start of a text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let closed = text.get(6..7) == Some("_");
    let valid = closed && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    valid.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(unescaped(text), expected, "{text}");
    }

    #[test]
    fn escaped_characters_are_read_and_controls_stay_as_written() {
        check("一行_x000D_\n二行", "一行\n二行");
        check("_x0041__x0042_", "AB");
        check("_x005F_x000D_", "_x000D_");
        check("_xD83D__xDCF7_", "📷");
        check("_xD83D_ alone", "_xD83D_ alone");
        check("_x0000_", "_x0000_");
        check("_x001B_[31m", "_x001B_[31m");
        check("_x12", "_x12");
        check("_xあいう_", "_xあいう_");
        check("_x+041_", "_x+041_");
        check("max_x", "max_x");
        check("a\r\nb\rc", "a\nb\nc");
    }
}
