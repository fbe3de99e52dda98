//! What each row of a sheet is: an item, a heading, a note, more of the item above.
//!
//! Invariant: every row comes back once, in order, with its reason; the decision about a row rests on the row itself,
//! on what was decided above, and on what the sheet does throughout, never on the wording of a certain sheet.

use super::column::Columns;
use super::grid::Grid;
use super::line::{Line, Seen};
use super::number::{self, Number};
use super::spelling::{
    adds, asks, chapter, ends, folded, is_heading, is_note, is_wide_letter, length, one_line,
};
use super::{MOST_ITEMS, MappedAs, MappedRow, MappedWhy, RowProblem, SheetMapping};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Rows of a sheet that are looked at.
const MOST_ROWS: usize = 100_000;
/// Bytes in them, the content of a merged area counted for each row that it covers, and that of the headings for each
/// row that is compared with them.
const MOST_TEXT: usize = 16 * 1024 * 1024;
/// The longest heading.
const HEADING: usize = 60;

/// An item before it has its number.
#[derive(Debug)]
pub(super) struct Found {
    /// Its row in [`Rows::rows`].
    pub(super) at: usize,
    pub(super) number: Option<Number>,
    pub(super) shares: bool,
    pub(super) section: usize,
    pub(super) text: String,
    pub(super) help: Vec<String>,
    pub(super) answer: String,
    pub(super) guideline: Vec<String>,
    known: HashSet<String>,
}

impl Found {
    /// References, each once.
    fn refer(&mut self, references: &str) {
        for reference in split(references) {
            if self.known.insert(reference.clone()) {
                self.guideline.push(reference);
            }
        }
    }
}

/// The rows of a sheet, and the items and sections in them.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<MappedRow>,
    pub(super) sections: Vec<String>,
    pub(super) items: Vec<Found>,
    /// Whether there was more than a list may have.
    pub(super) too_many: bool,
}

/// Reads the rows below the headings. Items before any heading belong to `first_section`.
pub(super) fn read(grid: &Grid<'_>, columns: &Columns, mapping: &SheetMapping, first_section: &str) -> Rows {
    let last = mapping.last_row.unwrap_or(u32::MAX);
    let mut rows: Vec<u32> = grid
        .sheet
        .cells
        .range((mapping.header_row, 0)..(last, 0))
        .map(|((row, _), _)| *row)
        .collect();
    rows.dedup();
    let header = mapping
        .header_row
        .checked_sub(1)
        .map(|row| Line::of(grid, columns, row));
    let Some(lines) = lines(grid, columns, &rows, header.as_ref().map_or(0, Line::size)) else {
        return Rows {
            too_many: true,
            ..Rows::default()
        };
    };
    let mut reader = Reader {
        grid,
        columns,
        mapping,
        habits: Habits::of(&lines),
        spread: spread(&lines),
        header,
        first_section,
        section: None,
        places: HashMap::new(),
        above: None,
        row: mapping.header_row,
        out: Rows::default(),
    };
    for (at, line) in lines.iter().enumerate() {
        reader.gap(line.row);
        reader.take(line, lines.get(at + 1));
        reader.row = line.row + 1;
        if reader.out.items.len() > MOST_ITEMS {
            reader.out.too_many = true;
            break;
        }
    }
    reader.out
}

/// The rows, unless there is more in them than any list holds.
fn lines(grid: &Grid<'_>, columns: &Columns, rows: &[u32], header: usize) -> Option<Vec<Line>> {
    if rows.len() > MOST_ROWS {
        return None;
    }
    let mut left = MOST_TEXT;
    let counted = rows.iter().map(|row| {
        let line = Line::of(grid, columns, *row);
        left = left.checked_sub(line.size().saturating_add(header))?;
        Some(line)
    });
    counted.collect()
}

/// What a sheet does throughout.
struct Habits {
    /// Items have numbers.
    numbered: bool,
    /// Items are whole sentences.
    sentences: bool,
    /// Chapters stand above items with other numbers.
    chapters: bool,
}

impl Habits {
    fn of(lines: &[Line]) -> Self {
        let texts = lines
            .iter()
            .filter(|l| !l.text.own().is_empty() && l.across.is_none());
        let (mut all, mut numbered, mut sentences, mut chapters) = (0, 0, 0, 0);
        for line in texts {
            all += 1;
            sentences += usize::from(asks(line.text.own()));
            numbered += usize::from(line.read.is_some());
            chapters += usize::from(chapter(line.number.own()));
        }
        Self {
            numbered: numbered * 4 >= all && numbered > 0,
            sentences: sentences * 2 >= all,
            chapters: chapters * 2 < numbered,
        }
    }
}

/// Section names written down the column, one character in each row, by their rows; only the first has the name.
fn spread(lines: &[Line]) -> BTreeMap<u32, String> {
    let single = |line: &Line| match &line.section {
        Seen::Own(text) if length(text) == 1 => text.chars().next().filter(|c| is_wide_letter(*c)),
        _ => None,
    };
    let mut found = BTreeMap::new();
    let mut run: Vec<(u32, char)> = Vec::new();
    let mut close = |run: &mut Vec<(u32, char)>| {
        if run.len() > 1 {
            let name: String = run.iter().map(|(_, c)| c).collect();
            for (at, (row, _)) in run.iter().enumerate() {
                found.insert(*row, if at == 0 { name.clone() } else { String::new() });
            }
        }
        run.clear();
    };
    for line in lines {
        let next = run.last().is_none_or(|(row, _)| row + 1 == line.row);
        match single(line) {
            Some(c) if next => run.push((line.row, c)),
            Some(c) => {
                close(&mut run);
                run.push((line.row, c));
            }
            None => close(&mut run),
        }
    }
    close(&mut run);
    found
}

struct Reader<'a> {
    grid: &'a Grid<'a>,
    columns: &'a Columns,
    mapping: &'a SheetMapping,
    habits: Habits,
    spread: BTreeMap<u32, String>,
    header: Option<Line>,
    first_section: &'a str,
    section: Option<usize>,
    /// Where each section stands, by its title.
    places: HashMap<String, usize>,
    /// The item of which the row above is a part.
    above: Option<usize>,
    /// The next row.
    row: u32,
    out: Rows,
}

impl Reader<'_> {
    fn push(&mut self, row: u32, what: MappedAs, why: MappedWhy, text: &str) -> &mut MappedRow {
        let continues = matches!(what, MappedAs::Item | MappedAs::Continued);
        if !continues {
            self.above = None;
        }
        self.out.rows.push(MappedRow {
            sheet: self.mapping.sheet.clone(),
            row: row + 1,
            last_row: row + 1,
            what,
            why,
            no: None,
            section: None,
            text: text.to_owned(),
            problems: Vec::new(),
        });
        let at = self.out.rows.len() - 1;
        &mut self.out.rows[at]
    }

    /// Rows without any cell of their own before `next`.
    fn gap(&mut self, next: u32) {
        let mut from = self.row;
        if from >= next {
            return;
        }
        let over = self
            .grid
            .area(from, self.columns.text)
            .filter(|a| a.first.0 < from);
        let item = self
            .above
            .filter(|_| !self.grid.filled(from, self.columns.text).is_empty());
        if let (Some(area), Some(_)) = (over, item) {
            let last = area.last.0.min(next - 1);
            self.push(from, MappedAs::Continued, MappedWhy::MergedAbove, "")
                .last_row = last + 1;
            from = last + 1;
        }
        if from < next {
            self.push(from, MappedAs::Blank, MappedWhy::Empty, "").last_row = next;
        }
    }

    fn take(&mut self, line: &Line, next: Option<&Line>) {
        let whole = line.whole();
        if whole.is_empty() && line.text.filled().is_empty() {
            self.push(line.row, MappedAs::Blank, MappedWhy::Empty, "");
        } else if self.is_header(line) {
            self.push(line.row, MappedAs::Skipped, MappedWhy::Header, &whole);
        } else if let Some(text) = &line.across {
            self.across(line, text);
        } else if line.text_error {
            self.push(line.row, MappedAs::Problem, MappedWhy::NoQuestion, &whole)
                .problems
                .push(RowProblem::ErrorValue);
        } else if self.is_note_row(line) {
            self.push(line.row, MappedAs::Note, MappedWhy::NoteMark, &whole);
        } else {
            self.plain(line, next, &whole);
        }
    }

    fn plain(&mut self, line: &Line, next: Option<&Line>, whole: &str) {
        let named = self.name_of_section(line);
        match &line.text {
            Seen::Own(text) => self.text(line, text, next),
            Seen::Above(..) => self.under(line),
            Seen::Nothing => self.no_text(line, named, whole),
        }
    }

    /// Whether it is the headings: their second line, or the headings once more on the next page.
    fn is_header(&self, line: &Line) -> bool {
        let Some(header) = &self.header else { return false };
        let below = |seen: &Seen| matches!(seen, Seen::Above(row, _) if *row <= header.row);
        if below(&line.text) || (below(&line.number) && line.text.own().is_empty()) {
            return true;
        }
        let pairs = [
            (&line.number, &header.number),
            (&line.section, &header.section),
            (&line.text, &header.text),
            (&line.help, &header.help),
            (&line.answer, &header.answer),
            (&line.guideline, &header.guideline),
        ];
        let same = |a: &Seen, b: &Seen| folded(a.filled()) == folded(b.filled());
        let stands = !line.text.own().is_empty() && same(&line.text, &header.text);
        stands
            && pairs
                .into_iter()
                .all(|(here, there)| here.own().is_empty() || same(here, there))
    }

    fn is_note_row(&self, line: &Line) -> bool {
        let first = [line.number.own(), line.section.own(), line.text.own()]
            .into_iter()
            .chain(line.outside.first().map(String::as_str))
            .find(|text| !text.is_empty());
        let numbered = line.read.is_some() && !line.text.own().is_empty() && !is_note(line.number.own());
        !numbered && first.is_some_and(is_note)
    }

    fn across(&mut self, line: &Line, text: &str) {
        if is_note(text) {
            self.push(line.row, MappedAs::Note, MappedWhy::NoteMark, text);
        } else if length(text) <= HEADING && !asks(text) {
            let title = match line.number.own() {
                own if own.is_empty() || own == text => one_line(text),
                own => one_line(&format!("{own} {text}")),
            };
            self.heading(line.row, MappedWhy::Across, &title);
        } else if line.answer.own().is_empty() && length(text) > HEADING {
            self.push(line.row, MappedAs::Note, MappedWhy::Outside, text);
        } else {
            self.item(line, text, None, MappedWhy::Unnumbered);
        }
    }

    fn heading(&mut self, row: u32, why: MappedWhy, title: &str) {
        self.enter(title);
        self.push(row, MappedAs::Section, why, title);
    }

    /// From here on items belong to the section `title`; one that was there before goes on.
    fn enter(&mut self, title: &str) {
        let next = self.out.sections.len();
        let place = *self.places.entry(title.to_owned()).or_insert(next);
        if place == next {
            self.out.sections.push(title.to_owned());
        }
        self.section = Some(place);
    }

    /// Enters the section that is named in its column, if any.
    fn name_of_section(&mut self, line: &Line) -> Option<(MappedWhy, String)> {
        let own = line.section.own();
        let (why, title) = match self.spread.get(&line.row) {
            Some(name) => (MappedWhy::SpreadDown, name.clone()),
            None => (MappedWhy::SectionCell, one_line(own)),
        };
        if own.is_empty() || title.is_empty() {
            return None;
        }
        self.enter(&title);
        Some((why, title))
    }

    /// A row with a text of its own.
    fn text(&mut self, line: &Line, text: &str, next: Option<&Line>) {
        if self.habits.chapters && chapter(line.number.own()) {
            let title = one_line(&format!("{} {text}", line.number.own()));
            return self.heading(line.row, MappedWhy::HeadingMark, &title);
        }
        if line.read.is_some() {
            return self.item(line, text, line.read.clone(), MappedWhy::Numbered);
        }
        let offers = !line.answer.own().is_empty();
        if matches!(line.number, Seen::Above(..)) && self.out.items.last().is_some() {
            let own_answer = self.columns.answer.is_some() && !line.answer_above;
            return if own_answer {
                self.item(line, text, None, MappedWhy::SharesNumber);
            } else {
                self.more(line, text, MappedWhy::MergedAbove);
            };
        }
        if is_heading(text) && !offers {
            return self.heading(line.row, MappedWhy::HeadingMark, &one_line(text));
        }
        let above = self.above.and_then(|at| self.out.items.get(at));
        let follows = !offers && !self.starts_section(line);
        if follows && above.is_some_and(|above| self.is_addition(&above.text, text, next)) {
            return self.more(line, text, MappedWhy::Unfinished);
        }
        if self.habits.numbered && !offers && is_title(text) && next.is_some_and(|n| n.read.is_some()) {
            return self.heading(line.row, MappedWhy::ShortTitle, &one_line(text));
        }
        self.item(line, text, None, MappedWhy::Unnumbered);
    }

    fn starts_section(&self, line: &Line) -> bool {
        !line.section.own().is_empty() && !self.spread.get(&line.row).is_some_and(String::is_empty)
    }

    /// Whether a text without a number belongs to the one above.
    fn is_addition(&self, above: &str, text: &str, next: Option<&Line>) -> bool {
        if above.ends_with(['、', ',', '，', '・']) || (self.habits.numbered && adds(text)) {
            return true;
        }
        if !self.habits.numbered || ends(above) {
            return false;
        }
        // Where items are no sentences, a short word above the next number is a heading.
        self.habits.sentences || !(length(text) <= 15 && next.is_some_and(|n| n.read.is_some()))
    }

    /// A row over which the text of the row above reaches.
    fn under(&mut self, line: &Line) {
        if self.above.is_none() {
            self.push(line.row, MappedAs::Skipped, MappedWhy::MergedAbove, &line.whole());
        } else {
            self.more(line, "", MappedWhy::MergedAbove);
        }
    }

    fn no_text(&mut self, line: &Line, named: Option<(MappedWhy, String)>, whole: &str) {
        let number = line.number.own();
        let bare = number::is_bare(number) && !chapter(number);
        if let Some((why, title)) = named {
            self.push(line.row, MappedAs::Section, why, &title);
        } else if !number.is_empty() && bare {
            self.push(line.row, MappedAs::Problem, MappedWhy::NoQuestion, whole)
                .problems
                .push(RowProblem::TextMissing);
        } else if !number.is_empty() && length(number) <= HEADING && !ends(number) {
            self.heading(line.row, MappedWhy::HeadingMark, &one_line(number));
        } else if !number.is_empty() {
            self.push(line.row, MappedAs::Note, MappedWhy::Outside, whole);
        } else if !line.help.own().is_empty() && self.above.is_some() {
            self.more(line, "", MappedWhy::MoreHelp);
        } else if !line.outside.is_empty() {
            self.push(line.row, MappedAs::Note, MappedWhy::Outside, whole);
        } else {
            self.push(line.row, MappedAs::Skipped, MappedWhy::NoQuestion, whole);
        }
    }

    fn item(&mut self, line: &Line, text: &str, number: Option<Number>, why: MappedWhy) {
        if self.section.is_none() {
            let title = self.first_section.to_owned();
            self.enter(&title);
        }
        let section = self.section.unwrap_or_default();
        let mut problems = Vec::new();
        if line.from_formula {
            problems.push(RowProblem::FromFormula);
        }
        if line.number_error {
            problems.push(RowProblem::ErrorValue);
        }
        let title = self.out.sections.get(section).cloned();
        let row = self.push(line.row, MappedAs::Item, why, text);
        row.section = title;
        row.problems = problems;
        let help = line.help.filled();
        self.above = Some(self.out.items.len());
        let mut found = Found {
            at: self.out.rows.len() - 1,
            number,
            shares: why == MappedWhy::SharesNumber,
            section,
            text: text.to_owned(),
            help: (!help.is_empty()).then(|| help.to_owned()).into_iter().collect(),
            answer: line.answer.filled().to_owned(),
            guideline: Vec::new(),
            known: HashSet::new(),
        };
        found.refer(line.guideline.filled());
        self.out.items.push(found);
    }

    /// More of the item above: text, explanation, references.
    fn more(&mut self, line: &Line, text: &str, why: MappedWhy) {
        let Some(at) = self.above.or(self.out.items.len().checked_sub(1)) else {
            return;
        };
        let shown = if text.is_empty() {
            line.whole()
        } else {
            text.to_owned()
        };
        let problems = line.from_formula.then_some(RowProblem::FromFormula);
        let row = self.push(line.row, MappedAs::Continued, why, &shown);
        row.problems.extend(problems);
        self.above = Some(at);
        let item = &mut self.out.items[at];
        if !text.is_empty() {
            item.text.push('\n');
            item.text.push_str(text);
        }
        let help = line.help.own();
        if !help.is_empty() {
            item.help.push(help.to_owned());
        }
        item.refer(line.guideline.own());
        let answer = line.answer.own();
        if !answer.is_empty() {
            if !item.answer.is_empty() {
                item.answer.push('\n');
            }
            item.answer.push_str(answer);
        }
    }
}

fn is_title(text: &str) -> bool {
    length(text) <= 30 && !asks(text)
}

fn split(references: &str) -> Vec<String> {
    let parts = references.split(['\n', '、', ',', '，', ';', '；']);
    parts.map(one_line).filter(|p| !p.is_empty()).collect()
}
