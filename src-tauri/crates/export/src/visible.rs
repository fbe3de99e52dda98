//! Makes every character of a report visible, and notes where one had to be shown as its code.
//!
//! Invariant: nothing is dropped. A character that a medium cannot show as it is becomes `〔U+XXXX〕`, and the place is
//! listed once for each way of adapting it. Line ends become `\n`. Deliberately absent: Unicode normalisation, because
//! a hospital's text is evidence and stays as it was entered.

use junkai_core::report::document::{
    Adaptation, AdaptationKind, Bar, Block, Cell, Chart, Report, Row, RowKind, Section, Table,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a medium can show.
pub(crate) struct Medium<'a> {
    /// Whether there is a glyph for a character.
    pub(crate) has: &'a dyn Fn(char) -> bool,
    /// What a tab becomes.
    pub(crate) tab: &'a str,
}

type Found = BTreeMap<AdaptationKind, BTreeSet<char>>;

/// The report as `medium` can show it, and what had to be changed for that.
pub(crate) fn prepare(report: &Report, medium: &Medium<'_>) -> (Report, Vec<Adaptation>) {
    let mut pass = Pass {
        medium,
        file: &report.file,
        list: Vec::new(),
    };
    let mut frame = report.frame.clone();
    for text in [
        &mut frame.page,
        &mut frame.continued,
        &mut frame.adaptations,
        &mut frame.blank_left_out,
    ] {
        *text = pass.show("", text);
    }
    let title = pass.show("", &report.title);
    let shown = Report {
        file: report.file.clone(),
        lang: report.lang,
        head: report
            .head
            .iter()
            .map(|(label, value)| pass.pair(&title, label, value))
            .collect(),
        marking: pass.show(&title, &report.marking),
        revision: pass.show(&title, &report.revision),
        frame,
        landscape: report.landscape,
        sections: report
            .sections
            .iter()
            .map(|section| pass.section(section))
            .collect(),
        title,
    };
    (shown, pass.list)
}

/// The text as `medium` can show it; what was changed is added to `list` as being at `place` in `file`.
pub(crate) fn show(
    text: &str,
    medium: &Medium<'_>,
    file: &str,
    place: &str,
    list: &mut Vec<Adaptation>,
) -> String {
    let mut found = Found::new();
    let shown = visible(text, medium, &mut found);
    for (what, characters) in found {
        let codes: Vec<String> = characters.into_iter().map(code).collect();
        list.push(Adaptation {
            file: file.into(),
            place: place.into(),
            what,
            detail: codes.join(", "),
        });
    }
    shown
}

struct Pass<'a> {
    medium: &'a Medium<'a>,
    file: &'a str,
    list: Vec<Adaptation>,
}

impl Pass<'_> {
    fn show(&mut self, place: &str, text: &str) -> String {
        show(text, self.medium, self.file, place, &mut self.list)
    }

    fn pair(&mut self, title: &str, label: &str, value: &str) -> (String, String) {
        let label = self.show(title, label);
        let value = self.show(&join(&[title, &label]), value);
        (label, value)
    }

    fn section(&mut self, section: &Section) -> Section {
        let title = self.show("", &section.title);
        let blocks = section
            .blocks
            .iter()
            .map(|block| self.block(&title, block))
            .collect();
        Section { title, blocks }
    }

    fn block(&mut self, place: &str, block: &Block) -> Block {
        match block {
            Block::Paragraph(text) => Block::Paragraph(self.show(place, text)),
            Block::Note(text) => Block::Note(self.show(place, text)),
            Block::Heading(text) => Block::Heading(self.show(place, text)),
            Block::Table(table) => Block::Table(self.table(place, table)),
            Block::Figure => Block::Figure,
            Block::Chart(chart) => Block::Chart(self.chart(place, chart)),
        }
    }

    fn chart(&mut self, section: &str, chart: &Chart) -> Chart {
        let caption = self.show(section, &chart.caption);
        let place = join(&[section, &caption]);
        let parts = chart.parts.iter().map(|part| self.show(&place, part)).collect();
        let bar = |bar: &Bar| Bar {
            label: self.show(&place, &bar.label),
            counts: bar.counts.clone(),
        };
        let bars = chart.bars.iter().map(bar).collect();
        Chart { caption, parts, bars }
    }

    fn table(&mut self, section: &str, table: &Table) -> Table {
        let caption = table
            .caption
            .as_deref()
            .map(|caption| self.show(section, caption));
        let place = join(&[section, caption.as_deref().unwrap_or_default()]);
        let mut columns = table.columns.clone();
        for column in &mut columns {
            column.header = self.show(&place, &column.header);
            for choice in &mut column.choices {
                *choice = self.show(&place, choice);
            }
        }
        let mut number = 0;
        let rows = table.rows.iter().map(|row| {
            number += usize::from(row.kind == RowKind::Body);
            let cells = row.cells.iter().enumerate().map(|(at, cell)| match cell {
                Cell::Text(text) => {
                    let header = columns
                        .get(at)
                        .map(|column| column.header.as_str())
                        .unwrap_or_default();
                    let row = if row.kind == RowKind::Body {
                        number.to_string()
                    } else {
                        String::new()
                    };
                    Cell::Text(self.show(&join(&[&place, &row, header]), text))
                }
                other => other.clone(),
            });
            Row {
                kind: row.kind,
                cells: cells.collect(),
            }
        });
        let rows = rows.collect();
        Table {
            caption,
            columns,
            rows,
        }
    }
}

/// The parts of a place that are known, in one line.
pub(crate) fn join(parts: &[&str]) -> String {
    let known: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    known.join(" / ")
}

fn visible(text: &str, medium: &Medium<'_>, found: &mut Found) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                shown.push('\n');
            }
            '\n' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\t' => shown.push_str(medium.tab),
            _ => match hindrance(character, medium) {
                None => shown.push(character),
                Some(kind) => {
                    found.entry(kind).or_default().insert(character);
                    shown.push('〔');
                    shown.push_str(&code(character));
                    shown.push('〕');
                }
            },
        }
    }
    shown
}

fn hindrance(character: char, medium: &Medium<'_>) -> Option<AdaptationKind> {
    let number = u32::from(character);
    if character.is_control() || number & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&number) {
        return Some(AdaptationKind::ControlShown);
    }
    if matches!(number, 0x061C | 0x200E | 0x200F | 0x202A..=0x202E | 0x2066..=0x2069) {
        return Some(AdaptationKind::DirectionShown);
    }
    (!(medium.has)(character)).then_some(AdaptationKind::GlyphShown)
}

/// A character as `U+XXXX`.
pub(crate) fn code(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: &str, kinds: &[AdaptationKind]) {
        let medium = Medium {
            has: &|c| c != '😀',
            tab: "    ",
        };
        let mut list = Vec::new();
        assert_eq!(
            show(input, &medium, "f", "p", &mut list),
            expected,
            "text as shown"
        );
        let found: Vec<AdaptationKind> = list.iter().map(|adaptation| adaptation.what).collect();
        assert_eq!(found, kinds, "every way of adapting is listed once");
    }

    #[test]
    fn plain_text_stays() {
        check("病院A\nが ①", "病院A\nが ①", &[]);
        check("ハ\u{309A}", "ハ\u{309A}", &[]);
    }

    #[test]
    fn line_ends_and_tabs_are_settled() {
        check("a\r\nb\rc\u{2028}d", "a\nb\nc\nd", &[]);
        check("a\tb", "a    b", &[]);
    }

    #[test]
    fn hidden_characters_become_codes() {
        check(
            "a\u{1B}[31m\u{0}",
            "a〔U+001B〕[31m〔U+0000〕",
            &[AdaptationKind::ControlShown],
        );
        check("x\u{FFFE}", "x〔U+FFFE〕", &[AdaptationKind::ControlShown]);
        check(
            "gpj\u{202E}.exe",
            "gpj〔U+202E〕.exe",
            &[AdaptationKind::DirectionShown],
        );
        check("😀😀", "〔U+1F600〕〔U+1F600〕", &[AdaptationKind::GlyphShown]);
    }
}
