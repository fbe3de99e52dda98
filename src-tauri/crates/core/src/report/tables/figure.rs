//! National figures: beside the answers given here, and what each of them says and where it comes from.
//!
//! Invariant: a figure is explained once in a document, however many items it stands beside.

use super::super::context::{Context, Held};
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::checklist::{Benchmark, Item};
use crate::interview::Answer;
use std::collections::{HashMap, HashSet};

/// Interviews whose figures the document shows: its own, or all where it is not about interviews.
fn shown<'a>(c: &Context<'a>) -> impl Iterator<Item = &'a Held<'a>> {
    let all = c.template.audiences.is_empty();
    let own = c.template.audiences.as_slice();
    c.held
        .iter()
        .filter(move |held| all || own.contains(&held.interview.audience))
}

fn benchmarks<'a>(c: &Context<'a>, item: &'a Item) -> impl Iterator<Item = &'a Benchmark> {
    let known = |id: &'a String| c.lookup.figures.get(id.as_str()).copied();
    item.benchmarks.iter().filter_map(known)
}

/// The figure that is printed beside the item.
pub(super) fn benchmark<'a>(c: &Context<'a>, item: &'a Item) -> Option<&'a Benchmark> {
    benchmarks(c, item).next()
}

/// The figure as it is printed: the share that said yes, or its own words.
pub(super) fn national(c: &Context<'_>, figure: &Benchmark) -> String {
    match (figure.percent, &figure.figure) {
        (Some(percent), _) => c.pattern("national", &[("percent", &percent.to_string())]),
        (None, Some(words)) => words.get(c.lang).to_owned(),
        (None, None) => String::new(),
    }
}

/// A national figure beside the answer given here.
pub(in crate::report) struct NationalFigure<'a> {
    item: &'a Item,
    answer: Option<&'a Answer>,
    figure: &'a Benchmark,
}

impl<'a> Listed<'a> for NationalFigure<'a> {
    const NAME: &'static str = "national_figures";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("no", |f: &Self| Some(&f.item.no)),
            Field::cell("text", |c, f: &Self| Cell::text(f.item.text.get(c.lang))),
            Field::cell("answer", |c, f: &Self| {
                let value = f.answer.and_then(|answer| answer.counted());
                Cell::text(value.map_or(c.say("not_asked").to_owned(), |value| {
                    c.answer(Some(f.item), value)
                }))
            }),
            Field::cell("national", |c, f: &Self| Cell::text(national(c, f.figure))),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut lines = Vec::new();
        for held in c.held {
            let figures = held.counted().filter_map(|(item, answer)| {
                benchmark(c, item).map(|figure| Line::Body(Self { item, answer, figure }))
            });
            let figures: Vec<_> = figures.collect();
            if !figures.is_empty() {
                let values = [
                    ("text", held.list_title(c.lang)),
                    ("detail", held.interview.interviewee.as_str()),
                ];
                lines.push(Line::Group(c.pattern("paren", &values)));
                lines.extend(figures);
            }
        }
        lines
    }
}

/// What a figure says, and of whom.
pub(in crate::report) struct FigureNote<'a> {
    figure: &'a Benchmark,
    /// Numbers of the items beside which it stands.
    items: Vec<&'a str>,
}

impl<'a> Listed<'a> for FigureNote<'a> {
    const NAME: &'static str = "figure_notes";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("items", |c, n: &Self| Cell::text(c.join(&n.items))),
            Field::cell("what", |c, n: &Self| Cell::text(n.figure.what.get(c.lang))),
            Field::cell("percent", |c, n: &Self| Cell::text(national(c, n.figure))),
            Field::cell("of", |c, n: &Self| Cell::text(n.figure.of.get(c.lang))),
            Field::cell("source", |c, n: &Self| Cell::text(n.figure.source.get(c.lang))),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut notes: Vec<Self> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut seen = HashSet::new();
        for held in shown(c) {
            let items = held.list.map(|list| list.items.as_slice()).unwrap_or_default();
            for item in items
                .iter()
                .filter(|item| seen.insert((&held.interview.checklist, &item.no)))
            {
                for figure in benchmarks(c, item) {
                    let place = *places.entry(&figure.id).or_insert(notes.len());
                    if place == notes.len() {
                        let items = Vec::new();
                        notes.push(Self { figure, items });
                    }
                    notes[place].items.push(&item.no);
                }
            }
        }
        notes.into_iter().map(Line::Body).collect()
    }
}
