//! Forms filled in as a hospital would, by changing cells of the workbook and nothing else.

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook};
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A form: its sheets as they can be looked at, and its parts as they are written.
pub(super) struct Form {
    sheets: Vec<(String, Range<Data>)>,
    parts: Vec<(String, Vec<u8>)>,
}

/// The row of the headings on the sheet with the questions, counted from 0.
const HEADINGS: u32 = 1;

impl Form {
    pub(super) fn read(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
        let mut zip =
            ZipArchive::new(Cursor::new(std::fs::read(path).expect("a file"))).expect("a container");
        let parts = (0..zip.len()).map(|at| {
            let mut part = zip.by_index(at).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("its content");
            (part.name().expect("a name").into_owned(), content)
        });
        let parts = parts.collect();
        Self {
            sheets: book.worksheets(),
            parts,
        }
    }

    /// Numbers of the items, in the order of the sheet.
    pub(super) fn items(&self) -> Vec<String> {
        let rows = HEADINGS + 1..=self.questions().end().map_or(0, |end| end.0);
        let numbers = rows.map(|row| self.number(row));
        numbers.filter(|number| !number.is_empty()).collect()
    }

    fn questions(&self) -> &Range<Data> {
        &self.sheets[1].1
    }

    fn number(&self, row: u32) -> String {
        let cell = self.questions().get_value((row, 0)).map(ToString::to_string);
        cell.unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    /// Where the answer to an item, or what goes under another heading, stands.
    fn cell(&self, item: &str, heading: &str) -> String {
        let questions = self.questions();
        let mut rows = HEADINGS + 1..=questions.end().expect("rows").0;
        let row = rows
            .find(|row| self.number(*row) == item)
            .expect("the item has a row");
        let mut columns = 0..=questions.end().expect("columns").1;
        let is_it = |column: &u32| {
            questions
                .get_value((HEADINGS, *column))
                .is_some_and(|c| c == heading)
        };
        let column = columns.find(is_it).expect("the heading is there");
        name(row, column)
    }

    /// Writes a text under the heading, as somebody types it.
    pub(super) fn write(&mut self, item: &str, heading: &str, text: &str) -> &mut Self {
        let cell = self.cell(item, heading);
        self.put(1, &cell, &typed(text));
        self
    }

    /// Writes the answer to an item.
    pub(super) fn answer(&mut self, item: &str, text: &str) -> &mut Self {
        self.write(item, "回答", text)
    }

    /// Writes a day under the heading, as a spreadsheet keeps it: in days since the end of 1899.
    pub(super) fn day(&mut self, item: &str, heading: &str, days: u32) -> &mut Self {
        let cell = self.cell(item, heading);
        self.put(1, &cell, &(String::new(), format!("<v>{days}</v>")));
        self
    }

    /// Writes a number as the answer to an item.
    pub(super) fn number_typed(&mut self, item: &str, number: u32) -> &mut Self {
        self.day(item, "回答", number)
    }

    /// Writes the first row of an item's table.
    pub(super) fn table(&mut self, item: &str, texts: &[String]) -> &mut Self {
        let sheet = format!("表 {item}");
        let found = self.sheets.iter().position(|(name, _)| *name == sheet);
        let at = found.expect("the table has a sheet");
        // The headings are the last row with something in it.
        let row = self.sheets[at]
            .1
            .used_cells()
            .map(|(row, ..)| row)
            .max()
            .expect("headings");
        let start = self.sheets[at].1.start().expect("a first cell");
        let row = start.0 + u32::try_from(row).expect("few rows") + 1;
        for (column, text) in (0..).zip(texts) {
            self.put(at, &name(row, column), &typed(text));
        }
        self
    }

    /// Replaces an empty cell, which keeps its looks.
    fn put(&mut self, sheet: usize, cell: &str, (kind, content): &(String, String)) {
        let part = format!("xl/worksheets/sheet{}.xml", sheet + 1);
        let part = self.parts.iter_mut().find(|(name, _)| *name == part);
        let xml = &mut part.expect("the sheet is there").1;
        let old = String::from_utf8(std::mem::take(xml)).expect("text");
        let begin = old
            .find(&format!("<c r=\"{cell}\""))
            .expect("the form has the cell");
        let end = begin + old[begin..].find('>').expect("the cell ends") + 1;
        let empty = old[begin..end].strip_suffix("/>").expect("the cell is empty");
        *xml = format!("{}{empty}{kind}>{content}</c>{}", &old[..begin], &old[end..]).into_bytes();
    }

    /// Changes the first such text in a part.
    pub(super) fn change(&mut self, part: &str, from: &str, to: &str) -> &mut Self {
        let found = self.parts.iter_mut().find(|(name, _)| name == part);
        let content = &mut found.expect("the part is there").1;
        let text = String::from_utf8(std::mem::take(content)).expect("text");
        assert!(text.contains(from), "{part} has {from}");
        *content = text.replacen(from, to, 1).into_bytes();
        self
    }

    /// Puts another part into the workbook.
    pub(super) fn part(&mut self, name: &str, content: Vec<u8>) -> &mut Self {
        self.parts.push((name.to_owned(), content));
        self
    }

    /// The file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default())
                .expect("a part");
            zip.write_all(content).expect("its content");
        }
        zip.finish().expect("a file").into_inner()
    }
}

/// A text in a cell: attributes and content.
fn typed(text: &str) -> (String, String) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    (
        " t=\"inlineStr\"".to_owned(),
        format!("<is><t xml:space=\"preserve\">{text}</t></is>"),
    )
}

/// The name of a cell; forms have few columns.
fn name(row: u32, column: u32) -> String {
    let letter = char::from(b'A' + u8::try_from(column).expect("few columns"));
    format!("{letter}{}", row + 1)
}
