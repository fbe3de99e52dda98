//! What a workbook looks like, and what its columns seem to be for.
//!
//! Invariant: a guess is a proposal that a person sees before it is applied; a sheet without recognisable headings and
//! a hidden sheet get none.

use super::answer::kind_of;
use super::column::letters;
use super::grid::Grid;
use super::header::{Role, audience, role};
use super::spelling::{length, one_line};
use super::{Outline, OutlineSheet, SheetMapping};
use crate::checklist::AnswerKind;
use crate::workbook::{Sheet, Workbook};
use std::collections::BTreeSet;

/// Rows that are shown, and the widest row that is.
const HEAD: u32 = 15;
const COLUMNS: u32 = 50;
/// Characters of a cell that are shown.
const SHOWN: usize = 200;
/// Rows in which headings are looked for, and rows that are looked at to know what columns hold.
const HEADINGS: u32 = 40;
const SAMPLE: u32 = 300;

/// What each sheet looks like.
pub fn outline(workbook: &Workbook) -> Outline {
    Outline {
        sheets: workbook.sheets.iter().map(sheet).collect(),
    }
}

fn sheet(sheet: &Sheet) -> OutlineSheet {
    let (rows, columns) = sheet.size();
    let shown = columns.min(COLUMNS);
    let grid = Grid::new(sheet, 0..shown);
    let head = (0..rows.min(HEAD))
        .map(|row| (0..shown).map(|column| cut(&grid.filled(row, column))).collect())
        .collect();
    let view = View {
        grid,
        rows,
        columns: shown,
    };
    OutlineSheet {
        name: sheet.name.clone(),
        hidden: sheet.hidden,
        rows,
        columns,
        head,
        guess: if sheet.hidden { None } else { view.guess() },
    }
}

fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

struct View<'a> {
    grid: Grid<'a>,
    rows: u32,
    columns: u32,
}

impl View<'_> {
    fn guess(&self) -> Option<SheetMapping> {
        let (found, roles) = self.headings()?;
        let header = self.last_line(found, &roles);
        let of = |wanted: Role| roles.iter().filter(move |(_, r)| *r == wanted).map(|(c, _)| *c);
        let text = of(Role::Text).max_by_key(|c| (self.weight(header, *c), std::cmp::Reverse(*c)))?;
        let other = of(Role::Text).find(|c| *c < text && self.groups(header, *c, text));
        let section = of(Role::Section).next().or(other);
        let answer = of(Role::Answer).next();
        let heading = answer.map(|c| self.heading(found, header, c)).unwrap_or_default();
        let answers: Vec<String> = answer
            .map(|c| self.below(header, c).collect())
            .unwrap_or_default();
        let names = self.above(found);
        let names = std::iter::once(self.grid.sheet.name.as_str()).chain(names.iter().map(String::as_str));
        Some(SheetMapping {
            sheet: self.grid.sheet.name.clone(),
            header_row: header + 1,
            last_row: None,
            number: of(Role::Number).next().map(letters),
            section: section.map(letters),
            text: letters(text),
            help: of(Role::Help).next().map(letters),
            answer: answer.map(letters),
            guideline: of(Role::Guideline).next().map(letters),
            audience: audience(names),
            kind: kind_of(&heading, &answers).unwrap_or(AnswerKind::YesNo),
        })
    }

    /// The row with the most headings, the first of equals, and what they say.
    fn headings(&self) -> Option<(u32, Vec<(u32, Role)>)> {
        let kinds = |roles: &[(u32, Role)]| {
            let all = [
                Role::Number,
                Role::Section,
                Role::Text,
                Role::Help,
                Role::Answer,
                Role::Guideline,
            ];
            all.iter()
                .filter(|kind| roles.iter().any(|(_, r)| r == *kind))
                .count()
        };
        let mut best: Option<(u32, Vec<(u32, Role)>)> = None;
        for row in 0..self.rows.min(HEADINGS) {
            let roles = self.roles(row);
            let proper = kinds(&roles) >= 2 && roles.iter().any(|(_, r)| *r == Role::Text);
            let better = best
                .as_ref()
                .is_none_or(|(_, known)| kinds(&roles) > kinds(known));
            if proper && better {
                best = Some((row, roles));
            }
        }
        best
    }

    /// What the cells that begin in a row are headings of.
    fn roles(&self, row: u32) -> Vec<(u32, Role)> {
        let begins = |column: &u32| {
            self.grid
                .area(row, *column)
                .is_none_or(|a| a.first == (row, *column))
        };
        (0..self.columns)
            .filter(begins)
            .filter_map(|column| Some((column, role(&self.grid.filled(row, column))?)))
            .collect()
    }

    /// Headings may take a second line: merged cells reach down to it, or it parts what stands above.
    fn last_line(&self, header: u32, roles: &[(u32, Role)]) -> u32 {
        let Some(next) = header.checked_add(1).filter(|next| *next < self.rows) else {
            return header;
        };
        let named = |wanted: [Role; 2]| {
            roles
                .iter()
                .filter(move |(_, r)| wanted.contains(r))
                .map(|(c, _)| *c)
        };
        let reach = |c: u32| self.grid.area(header, c).map_or(header, |a| a.last.0);
        let down = named([Role::Text, Role::Number])
            .map(reach)
            .max()
            .unwrap_or(header);
        if down > header && down <= header + 3 {
            return down;
        }
        let open = named([Role::Text, Role::Number]).all(|c| self.grid.filled(next, c).is_empty());
        let parts: Vec<String> = (0..self.columns)
            .map(|c| self.grid.filled(next, c))
            .filter(|t| !t.is_empty())
            .collect();
        let known = parts.iter().any(|t| role(t).is_some());
        let second = open && known && parts.iter().all(|t| length(t) <= 15);
        if second { next } else { header }
    }

    fn heading(&self, from: u32, to: u32, column: u32) -> String {
        let mut lines: Vec<String> = (from..=to).map(|row| self.grid.filled(row, column)).collect();
        lines.dedup();
        lines.join("\n")
    }

    /// Texts that begin in a column below the headings.
    fn below(&self, header: u32, column: u32) -> impl Iterator<Item = String> {
        let end = self.rows.min(header.saturating_add(1 + SAMPLE));
        let begins = move |row: &u32| self.grid.area(*row, column).is_none_or(|a| a.first.0 == *row);
        let rows = (header + 1..end).filter(begins);
        rows.map(move |row| self.grid.filled(row, column))
            .filter(|t| !t.is_empty())
    }

    /// How much text stands in a column.
    fn weight(&self, header: u32, column: u32) -> usize {
        self.below(header, column).map(|t| length(&t)).sum()
    }

    /// Whether the entries of `column` stand for several of `text` each.
    fn groups(&self, header: u32, column: u32, text: u32) -> bool {
        let names: BTreeSet<String> = self.below(header, column).collect();
        let entries = self.below(header, text).count();
        !names.is_empty() && names.len() * 10 <= entries * 7
    }

    /// What stands above the headings.
    fn above(&self, header: u32) -> Vec<String> {
        let cells = self.grid.sheet.cells.range(..(header, 0));
        cells
            .map(|((row, column), _)| one_line(&self.grid.filled(*row, *column)))
            .take(20)
            .collect()
    }
}
