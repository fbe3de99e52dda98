//! One section on one sheet.
//!
//! Invariant: the largest table of a section decides the columns of its sheet; everything else spans whole columns of
//! it, and every row is as high as its text. Deliberately absent: choices of colour and font (`styles`).

use super::lists::Lists;
use super::measure;
use super::styles::{Look, Styles, Value};
use crate::Error;
use crate::visible::join;
use junkai_core::Lang;
use junkai_core::report::document::{
    Adaptation, AdaptationKind, Align, Block, Cell, Column, Report, Row, RowKind, Section, Table,
};
use rust_xlsxwriter::{ExcelDateTime, Worksheet};

/// Width of a sheet for upright and for lying paper.
const TOTAL: [f64; 2] = [92.0, 134.0];
/// Header rows stay in sight unless what stands above them would fill the window.
const MOST_FROZEN: f64 = 300.0;
const A4: u8 = 9;
const A3: u8 = 8;
/// A wider sheet, fitted to A4, could not be read.
const MOST_ON_A4: f64 = 210.0;

/// A sheet being filled.
pub(super) struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    report: &'a Report,
    section: &'a Section,
    styles: &'a mut Styles,
    lists: &'a mut Lists,
    adaptations: &'a mut Vec<Adaptation>,
    widths: Vec<f64>,
    row: u32,
    /// Height of the rows so far.
    depth: f64,
}

/// The list of adaptations as a section of its own.
pub(super) fn adaptations(title: &str, list: &[Adaptation]) -> Section {
    let column = |width| Column {
        header: String::new(),
        width,
        align: Align::Left,
        choices: Vec::new(),
    };
    let rows = list.iter().map(|adaptation| Row {
        kind: RowKind::Body,
        cells: vec![Cell::text(&adaptation.place), Cell::text(&adaptation.detail)],
    });
    let table = Table {
        caption: None,
        columns: vec![column(3.0), column(1.5)],
        rows: rows.collect(),
    };
    Section {
        title: title.into(),
        blocks: vec![Block::Table(table)],
    }
}

impl<'a> Sheet<'a> {
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        report: &'a Report,
        section: &'a Section,
        styles: &'a mut Styles,
        lists: &'a mut Lists,
        adaptations: &'a mut Vec<Adaptation>,
    ) -> Self {
        let widths = grid(report, section);
        Self {
            sheet,
            report,
            section,
            styles,
            lists,
            adaptations,
            widths,
            row: 0,
            depth: 0.0,
        }
    }

    pub(super) fn fill(mut self) -> Result<(), Error> {
        for (at, width) in (0u16..).zip(&self.widths) {
            self.sheet.set_column_width(at, *width)?;
        }
        self.sheet.set_screen_gridlines(false);
        self.title_block()?;
        let main = main_table(self.section);
        for (at, block) in self.section.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(text) => self.line(text, Look::Paragraph)?,
                Block::Note(text) => self.line(text, Look::Note)?,
                Block::Heading(text) => self.line(text, Look::Heading)?,
                Block::Table(table) => self.table(table, main == Some(at))?,
                Block::Chart(chart) => self.table(&chart.as_table(), false)?,
                Block::Figure => {}
            }
        }
        self.print_setup()
    }

    fn title_block(&mut self) -> Result<(), Error> {
        let all = (0, self.widths.len() - 1);
        let height = |widths: &[f64], span, text: &str| {
            measure::height(
                measure::lines(text, measure::width_of(span, widths) * 10.0 / 16.0),
                16.0,
            )
            .max(26.0)
        };
        let title = self.report.title.clone();
        if self.widths.len() > 1 && !self.report.marking.is_empty() {
            let spans = measure::spans(&[8.5, 1.5], &self.widths);
            let tall = height(&self.widths, spans[0], &title);
            self.text(spans[0], &title, Look::Title, Align::Left)?;
            let marking = self.report.marking.clone();
            self.text(spans[1], &marking, Look::Marking, Align::Right)?;
            self.end_row(tall)?;
        } else {
            let tall = height(&self.widths, all, &title);
            self.text(all, &title, Look::Title, Align::Left)?;
            self.end_row(tall)?;
            let marking = self.report.marking.clone();
            self.line(&marking, Look::Marking)?;
        }
        self.head()?;
        self.end_row(8.0)?;
        if self.section.title != title {
            let section = self.section.title.clone();
            self.line(&section, Look::Section)?;
        }
        Ok(())
    }

    /// The title block, two or three entries beside each other: it stays in sight, so it has to be low.
    fn head(&mut self) -> Result<(), Error> {
        let total: f64 = self.widths.iter().sum();
        let across = if total > 120.0 { 3 } else { 2 }.min(self.widths.len());
        let spans = measure::spans(&vec![1.0; across], &self.widths);
        let colon = match self.report.lang {
            Lang::Ja => "：",
            Lang::En => ": ",
        };
        for pairs in self.report.head.clone().chunks(across) {
            let mut lines = 1;
            for (at, span) in spans.iter().enumerate() {
                let text = pairs
                    .get(at)
                    .map(|(label, value)| format!("{label}{colon}{value}"));
                let text = text.unwrap_or_default();
                lines = lines.max(measure::lines(&text, measure::width_of(*span, &self.widths)));
                self.text(*span, &text, Look::Head, Align::Left)?;
            }
            self.end_row(measure::height(lines, 10.0))?;
        }
        Ok(())
    }

    /// A text across the sheet, on as many rows as it takes.
    fn line(&mut self, text: &str, look: Look) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        let all = (0, self.widths.len() - 1);
        let size = Styles::size(look);
        let width = measure::width_of(all, &self.widths).min(240.0) * 10.0 / size;
        let pieces = measure::pieces(text, width);
        self.note_split(text, pieces.len(), &self.section.title.clone());
        for piece in pieces {
            self.text(all, &piece, look, Align::Left)?;
            let extra = if matches!(look, Look::Heading | Look::Caption | Look::Section) {
                6.0
            } else {
                0.0
            };
            self.end_row(measure::height(measure::lines(&piece, width), size) + extra)?;
        }
        Ok(())
    }

    fn table(&mut self, table: &Table, main: bool) -> Result<(), Error> {
        if table.columns.is_empty() {
            return Ok(());
        }
        if let Some(caption) = &table.caption {
            self.line(caption, Look::Caption)?;
        }
        let spans = if main {
            (0..table.columns.len()).map(|at| (at, at)).collect()
        } else {
            let shares: Vec<f64> = table
                .columns
                .iter()
                .map(|column| f64::from(column.width.max(0.1)))
                .collect();
            measure::spans(&shares, &self.widths)
        };
        let headed = table.columns.iter().any(|column| !column.header.is_empty());
        if headed {
            self.header(table, &spans, main)?;
        }
        let first = self.row;
        let mut number = 0;
        for row in &table.rows {
            number += usize::from(row.kind == RowKind::Body);
            self.table_row(table, row, &spans, number)?;
        }
        if self.row > first {
            self.rules(table, &spans, first)?;
            if main && headed {
                let last = column(spans[spans.len() - 1].1);
                self.sheet.autofilter(first - 1, 0, self.row - 1, last)?;
            }
        }
        self.end_row(10.0)
    }

    fn header(&mut self, table: &Table, spans: &[(usize, usize)], main: bool) -> Result<(), Error> {
        let mut lines = 1;
        for (column, span) in table.columns.iter().zip(spans) {
            // The filter's button covers the end of a line.
            let free = measure::width_of(*span, &self.widths) - 2.5;
            lines = lines.max(measure::lines(&column.header, free));
            self.text(*span, &column.header, Look::Header, Align::Centre)?;
        }
        let row = self.row;
        self.end_row(measure::height(lines, 10.0) + 4.0)?;
        if main {
            // Printed above another table, the header would be a false one.
            if self.main_is_last() {
                self.sheet.set_repeat_rows(row, row)?;
            }
            if self.depth <= MOST_FROZEN {
                self.sheet.set_freeze_panes(row + 1, 0)?;
            }
        }
        Ok(())
    }

    fn main_is_last(&self) -> bool {
        let last = self
            .section
            .blocks
            .iter()
            .rposition(|block| matches!(block, Block::Table(_)));
        last == main_table(self.section)
    }

    fn table_row(
        &mut self,
        table: &Table,
        row: &Row,
        spans: &[(usize, usize)],
        number: usize,
    ) -> Result<(), Error> {
        if row.kind == RowKind::Group {
            let across = (spans[0].0, spans[spans.len() - 1].1);
            let text = row
                .cells
                .first()
                .map(|cell| cell.display(self.report.lang))
                .unwrap_or_default();
            let lines = measure::lines(&text, measure::width_of(across, &self.widths));
            self.text(across, &text, Look::Group, Align::Left)?;
            return self.end_row(measure::height(lines, 10.0) + 2.0);
        }
        let look = if row.kind == RowKind::Total {
            Look::Total
        } else {
            Look::Body
        };
        let mut parts: Vec<Vec<String>> = Vec::new();
        for (at, (column, span)) in table.columns.iter().zip(spans).enumerate() {
            let width = measure::width_of(*span, &self.widths);
            parts.push(match row.cells.get(at) {
                Some(Cell::Text(text)) => measure::pieces(text, width),
                _ => vec![String::new()],
            });
            if let (Some(Cell::Text(text)), Some(pieces)) = (row.cells.get(at), parts.last()) {
                let caption = table.caption.as_deref().unwrap_or_default();
                let place = join(&[&self.section.title, caption, &number.to_string(), &column.header]);
                self.note_split(text, pieces.len(), &place);
            }
        }
        let count = parts.iter().map(Vec::len).max().unwrap_or(1);
        for part in 0..count {
            let mut lines = 1;
            for (at, (column, span)) in table.columns.iter().zip(spans).enumerate() {
                let text = parts[at].get(part).map(String::as_str).unwrap_or_default();
                lines = lines.max(measure::lines(text, measure::width_of(*span, &self.widths)));
                match row.cells.get(at) {
                    Some(cell @ (Cell::Number { .. } | Cell::Day(_))) if part == 0 => {
                        self.value(*span, cell, look, column.align)?;
                    }
                    _ => self.text(*span, text, look, column.align)?,
                }
            }
            self.end_row(measure::height(lines, 10.0))?;
        }
        Ok(())
    }

    /// A number or a day; as text where cells have no such number or day.
    fn value(&mut self, span: (usize, usize), cell: &Cell, look: Look, align: Align) -> Result<(), Error> {
        let (row, first) = (self.row, column(span.0));
        match cell {
            Cell::Number { value, decimals } if value.is_finite() => {
                let format = self.styles.get(look, align, Value::Number(*decimals)).clone();
                self.merge(span, look, align)?;
                self.sheet.write_number_with_format(row, first, *value, &format)?;
            }
            Cell::Day(day) if (1900..=9999).contains(&day.0.year()) => {
                let part = |number: i8| u8::try_from(number).unwrap_or(1);
                let year = u16::try_from(day.0.year()).unwrap_or(1900);
                let date = ExcelDateTime::from_ymd(year, part(day.0.month()), part(day.0.day()))?;
                let format = self.styles.get(look, align, Value::Day).clone();
                self.merge(span, look, align)?;
                self.sheet
                    .write_datetime_with_format(row, first, &date, &format)?;
            }
            other => self.text(span, &other.display(self.report.lang), look, align)?,
        }
        Ok(())
    }

    fn merge(&mut self, span: (usize, usize), look: Look, align: Align) -> Result<(), Error> {
        if span.0 < span.1 {
            self.text(span, "", look, align)?;
        }
        Ok(())
    }

    fn text(&mut self, span: (usize, usize), text: &str, look: Look, align: Align) -> Result<(), Error> {
        let format = self.styles.get(look, align, Value::Text);
        if span.0 == span.1 {
            self.sheet
                .write_string_with_format(self.row, column(span.0), text, format)?;
        } else {
            self.sheet
                .merge_range(self.row, column(span.0), self.row, column(span.1), text, format)?;
        }
        Ok(())
    }

    fn end_row(&mut self, height: f64) -> Result<(), Error> {
        self.sheet.set_row_height(self.row, height.min(409.0))?;
        self.row += 1;
        self.depth += height;
        Ok(())
    }

    /// Offers the words that the cells of a column may hold.
    fn rules(&mut self, table: &Table, spans: &[(usize, usize)], first: u32) -> Result<(), Error> {
        for (of, span) in table.columns.iter().zip(spans) {
            if !of.choices.is_empty() {
                let rule = self.lists.rule(&of.choices)?;
                self.sheet
                    .add_data_validation(first, column(span.0), self.row - 1, column(span.0), &rule)?;
            }
        }
        Ok(())
    }

    fn note_split(&mut self, text: &str, pieces: usize, place: &str) {
        if pieces > 1 {
            self.adaptations.push(Adaptation {
                file: self.report.file.clone(),
                place: place.to_owned(),
                what: AdaptationKind::Split,
                detail: format!("{} = {pieces}", text.chars().count()),
            });
        }
    }

    fn print_setup(&mut self) -> Result<(), Error> {
        let total: f64 = self.widths.iter().sum();
        self.sheet
            .set_paper_size(if total > MOST_ON_A4 { A3 } else { A4 });
        if self.report.landscape || total > TOTAL[0] * 1.3 {
            self.sheet.set_landscape();
        } else {
            self.sheet.set_portrait();
        }
        self.sheet.set_print_fit_to_pages(1, 0);
        self.sheet.set_print_center_horizontally(true);
        self.sheet.set_margins(0.5, 0.5, 0.55, 0.7, 0.3, 0.35);
        let plain = |text: &str, most: usize| {
            text.chars()
                .take(most)
                .collect::<String>()
                .replace('&', "&&")
                .replace('\n', " ")
        };
        let page = plain(&self.report.frame.page, 40)
            .replace("{pages}", "&N")
            .replace("{page}", "&P");
        let left = [plain(&self.report.marking, 20), plain(&self.report.title, 60)].join("　");
        let right = [plain(&self.report.revision, 30), page].join("　");
        // The space keeps a digit of the text from being read as part of the size.
        self.sheet.set_footer(format!("&L&8 {left}&R&8 {right}"));
        Ok(())
    }
}

/// Widths of the sheet's columns.
fn grid(report: &Report, section: &Section) -> Vec<f64> {
    let total = TOTAL[usize::from(report.landscape)];
    let main = main_table(section).and_then(|at| match section.blocks.get(at) {
        Some(Block::Table(table)) => Some(table),
        _ => None,
    });
    let mut widths = match main {
        Some(table) => measure::widths(table, total, report.lang),
        None => vec![total / 8.0; 8],
    };
    let most = section.blocks.iter().map(|block| match block {
        Block::Table(table) => table.columns.len(),
        Block::Chart(chart) => chart.parts.len() + 1,
        _ => 0,
    });
    widths.resize(most.max().unwrap_or_default().max(widths.len()), 12.0);
    widths
}

/// Which block is the largest table, in cells.
fn main_table(section: &Section) -> Option<usize> {
    let size = |block: &Block| match block {
        Block::Table(table) => table.columns.len() * (table.rows.len() + 1),
        _ => 0,
    };
    let largest = section.blocks.iter().map(size).max().filter(|&size| size > 0)?;
    section.blocks.iter().position(|block| size(block) == largest)
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}
