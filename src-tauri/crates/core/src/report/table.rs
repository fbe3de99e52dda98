//! From a list of records to a ruled table, as the template orders its columns.
//!
//! Invariant: the keys that a template may use for a table are exactly the fields listed here for it; a template
//! decides about order, headings and widths, never about what a cell holds.

use super::context::Context;
use super::document::{Align, Cell, Column, Row, RowKind, Table};
use super::template::{ColumnTemplate, Layout, TableTemplate};
use crate::Day;
use crate::record::Choice;

/// Placeholders that titles and running text may hold.
pub(super) const LAYOUT_PLACEHOLDERS: [&str; 6] = [
    "hospital",
    "firm",
    "client",
    "supervising_firm",
    "interviewee",
    "list",
];

/// What a section is about.
#[derive(Clone, Copy)]
pub(super) enum Scope<'a> {
    /// The document as a whole.
    Document,
    /// One interview.
    Interview(&'a super::context::Held<'a>),
    /// All interviews of the document on the same list as this one.
    Shared(&'a super::context::Held<'a>),
}

type CellOf<'a, T> = Box<dyn Fn(&Context<'a>, &T, usize) -> Cell + 'a>;
type ChoicesOf<'a> = Box<dyn Fn(&Context<'a>, Scope<'a>) -> Vec<String> + 'a>;

/// One thing that can be told about a `T`.
pub(super) struct Field<'a, T> {
    pub(super) key: &'static str,
    choices: ChoicesOf<'a>,
    cell: CellOf<'a, T>,
    /// Whether it takes a column for each heading of [`Listed::spread`].
    spread: bool,
}

impl<'a, T: 'a> Field<'a, T> {
    /// Anything.
    pub(super) fn cell(key: &'static str, get: impl Fn(&Context<'a>, &T) -> Cell + 'a) -> Self {
        Self {
            key,
            choices: Box::new(|_, _| Vec::new()),
            cell: Box::new(move |c, row, _| get(c, row)),
            spread: false,
        }
    }

    /// Free text.
    pub(super) fn text(key: &'static str, get: impl Fn(&T) -> Option<&'a str> + 'a) -> Self {
        Self::cell(key, move |_, row| Cell::text(get(row).unwrap_or_default()))
    }

    /// A day.
    pub(super) fn day(key: &'static str, get: impl Fn(&T) -> Option<Day> + 'a) -> Self {
        Self::cell(key, move |_, row| get(row).map_or(Cell::Empty, Cell::Day))
    }

    /// A whole number.
    pub(super) fn number(key: &'static str, get: impl Fn(&T) -> Option<u32> + 'a) -> Self {
        Self::cell(key, move |_, row| {
            get(row).map_or(Cell::Empty, |n| Cell::Number {
                value: f64::from(n),
                decimals: 0,
            })
        })
    }

    /// A closed choice; a dash where it was not asked about.
    pub(super) fn choice<C: Choice>(key: &'static str, get: impl Fn(&T) -> Option<C> + 'a) -> Self {
        Self::cell(key, move |c, row| {
            Cell::text(get(row).map_or(c.say("not_asked"), |choice| c.choice(choice)))
        })
        .offering(|c, _| C::ALL.iter().map(|choice| c.choice(*choice).to_owned()).collect())
    }

    /// Yes or no; a dash where it was not asked about.
    pub(super) fn flag(key: &'static str, get: impl Fn(&T) -> Option<bool> + 'a) -> Self {
        Self::cell(key, move |c, row| {
            Cell::text(get(row).map_or(c.say("not_asked"), |yes| c.yes_no(yes)))
        })
        .offering(|c, _| [true, false].map(|yes| c.yes_no(yes).to_owned()).to_vec())
    }

    /// A column for each heading of the table's spread.
    pub(super) fn spread(key: &'static str, get: impl Fn(&Context<'a>, &T, usize) -> Cell + 'a) -> Self {
        Self {
            key,
            choices: Box::new(|_, _| Vec::new()),
            cell: Box::new(get),
            spread: true,
        }
    }

    /// With the words that a cell may hold.
    pub(super) fn offering(mut self, choices: impl Fn(&Context<'a>, Scope<'a>) -> Vec<String> + 'a) -> Self {
        self.choices = Box::new(choices);
        self
    }
}

/// A row before it is laid out.
pub(super) enum Line<T> {
    /// A heading across the table.
    Group(String),
    /// An ordinary row.
    Body(T),
    /// A sum.
    Total(T),
}

/// A list that a document can show as a table.
pub(super) trait Listed<'a>: Sized + 'a {
    /// The table's name in the templates.
    const NAME: &'static str;

    /// What can be told about each row.
    fn fields() -> Vec<Field<'a, Self>>;

    /// The rows, in order.
    fn lines(c: &Context<'a>, scope: Scope<'a>) -> Vec<Line<Self>>;

    /// Headings of the columns into which a spread field is laid out.
    fn spread(_: &Context<'a>, _: Scope<'a>) -> Vec<String> {
        Vec::new()
    }
}

/// Keys of the fields of a list.
pub(super) fn keys<'a, T: Listed<'a>>() -> Vec<&'static str> {
    T::fields().into_iter().map(|field| field.key).collect()
}

/// The list as `template` orders it; none where it has no rows.
pub(super) fn build<'a, T: Listed<'a>>(
    c: &Context<'a>,
    scope: Scope<'a>,
    template: &TableTemplate,
) -> Option<Table> {
    let lines = T::lines(c, scope);
    if !lines.iter().any(|line| matches!(line, Line::Body(_))) {
        return None;
    }
    let fields = T::fields();
    let columns: Vec<(&ColumnTemplate, &Field<'a, T>)> = template
        .columns
        .iter()
        .filter_map(|column| {
            fields
                .iter()
                .find(|field| field.key == column.key)
                .map(|field| (column, field))
        })
        .collect();
    let caption = template.caption.as_ref().map(|pair| c.fill(pair, scope));
    Some(match template.layout {
        Layout::Table => ruled(c, scope, caption, &columns, lines),
        Layout::Form => form(c, caption, &columns, lines),
    })
}

fn ruled<'a, T: Listed<'a>>(
    c: &Context<'a>,
    scope: Scope<'a>,
    caption: Option<String>,
    columns: &[(&ColumnTemplate, &Field<'a, T>)],
    lines: Vec<Line<T>>,
) -> Table {
    let spread = T::spread(c, scope);
    let mut laid = Vec::new();
    for (template, field) in columns {
        let column = |header: &str| Column {
            header: header.to_owned(),
            width: template.width,
            align: template.align,
            choices: (field.choices)(c, scope),
        };
        if field.spread {
            laid.extend(spread.iter().map(|header| column(header)));
        } else {
            laid.push(column(template.header(c.lang)));
        }
    }
    let cells = |row: &T| {
        let each = |field: &Field<'a, T>| if field.spread { spread.len() } else { 1 };
        columns
            .iter()
            .flat_map(|(_, field)| (0..each(field)).map(|i| (field.cell)(c, row, i)))
            .collect()
    };
    let rows = lines
        .into_iter()
        .map(|line| match line {
            Line::Group(text) => Row {
                kind: RowKind::Group,
                cells: vec![Cell::text(text)],
            },
            Line::Body(row) => Row {
                kind: RowKind::Body,
                cells: cells(&row),
            },
            Line::Total(row) => Row {
                kind: RowKind::Total,
                cells: cells(&row),
            },
        })
        .collect();
    let mut table = Table {
        caption,
        columns: laid,
        rows,
    };
    let widths = columns
        .iter()
        .map(|(template, field)| (template.optional, if field.spread { spread.len() } else { 1 }));
    let optional: Vec<bool> = widths
        .flat_map(|(optional, width)| std::iter::repeat_n(optional, width))
        .collect();
    leave_out_empty(&mut table, &optional);
    table
}

/// Leaves out the `optional` columns in which no row has a value.
fn leave_out_empty(table: &mut Table, optional: &[bool]) {
    let empty = |at: usize| {
        let mut rows = table.rows.iter().filter(|row| row.kind != RowKind::Group);
        rows.all(|row| row.cells.get(at).is_none_or(|cell| *cell == Cell::Empty))
    };
    let kept: Vec<bool> = optional
        .iter()
        .enumerate()
        .map(|(at, optional)| !(*optional && empty(at)))
        .collect();
    let mut places = kept.iter();
    table.columns.retain(|_| places.next().is_none_or(|kept| *kept));
    for row in table.rows.iter_mut().filter(|row| row.kind != RowKind::Group) {
        let mut places = kept.iter();
        row.cells.retain(|_| places.next().is_none_or(|kept| *kept));
    }
}

/// Label and value of each field of each record; a dash where nothing was recorded.
fn form<'a, T: Listed<'a>>(
    c: &Context<'a>,
    caption: Option<String>,
    columns: &[(&ColumnTemplate, &Field<'a, T>)],
    lines: Vec<Line<T>>,
) -> Table {
    let column = |word: &str, width: f32| Column {
        header: c.say(word).to_owned(),
        width,
        align: Align::Left,
        choices: Vec::new(),
    };
    let mut rows = Vec::new();
    for line in lines {
        match line {
            Line::Group(text) => rows.push(Row {
                kind: RowKind::Group,
                cells: vec![Cell::text(text)],
            }),
            Line::Body(row) | Line::Total(row) => rows.extend(columns.iter().map(|(template, field)| {
                let value = match (field.cell)(c, &row, 0) {
                    Cell::Empty => Cell::text(c.say("not_asked")),
                    value => value,
                };
                Row {
                    kind: RowKind::Body,
                    cells: vec![Cell::text(template.header(c.lang)), value],
                }
            })),
        }
    }
    Table {
        caption,
        columns: vec![column("form_item", 30.0), column("form_value", 70.0)],
        rows,
    }
}
