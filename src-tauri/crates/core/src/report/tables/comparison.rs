//! Answers side by side: between lists of one survey, and since an earlier one; as a table and as a chart.
//!
//! Invariant: table and chart come from the same comparison, so they count the same; items that both sides answered
//! alike, or neither did, are counted and not listed.

use super::super::context::Context;
use super::super::document::{Bar, Cell, Chart};
use super::super::table::{Field, Line, Listed, Scope};
use crate::checklist::{AnswerValue, Checklist};
use crate::comparison::{Agreement, Compared, Comparison, across, since};
use crate::record::Choice as _;

/// Names of the charts that a template may place.
pub(in crate::report) const CHARTS: [&str; 2] = [AcrossLists::NAME, SinceEarlier::NAME];

/// The chart called `name`; none where there is nothing to count.
pub(in crate::report) fn chart(name: &str, c: &Context<'_>) -> Option<Chart> {
    let compared = if name == AcrossLists::NAME {
        between(c)
    } else {
        earlier(c)
    };
    let bars: Vec<Bar> = compared
        .iter()
        .filter(|comparison| !comparison.lines.is_empty())
        .map(|comparison| Bar {
            label: heading(c, comparison),
            counts: comparison.counts(),
        })
        .collect();
    (!bars.is_empty()).then(|| Chart {
        caption: c.say("compared_items").to_owned(),
        parts: Agreement::ALL.iter().map(|a| c.choice(*a).to_owned()).collect(),
        bars,
    })
}

fn between<'a>(c: &Context<'a>) -> Vec<Comparison<'a>> {
    across(c.snapshot, c.sources.checklists, c.sources.maps)
}

fn earlier<'a>(c: &Context<'a>) -> Vec<Comparison<'a>> {
    let earlier = c.sources.earlier.into_iter();
    earlier
        .flat_map(|before| since(before, c.snapshot, c.sources.checklists, c.sources.maps))
        .collect()
}

/// Whose answers; the lists as well where one person answered both.
fn heading(c: &Context<'_>, comparison: &Comparison<'_>) -> String {
    let (left, right) = (comparison.left.interview, comparison.right.interview);
    if left.interviewee != right.interviewee {
        let values = [("left", left.interviewee.as_str()), ("right", &right.interviewee)];
        return c.pattern("beside", &values);
    }
    let side = |list: &Checklist, who: &str| {
        c.pattern("paren", &[("text", who), ("detail", list.title.get(c.lang))])
    };
    let left = side(comparison.left.list, &comparison.left.interview.interviewee);
    let right = side(comparison.right.list, &comparison.right.interview.interviewee);
    c.pattern("beside", &[("left", &left), ("right", &right)])
}

/// Two items that mean the same, with both answers.
struct Pair<'a> {
    left: &'a Checklist,
    right: &'a Checklist,
    compared: Compared,
}

impl<'a> Pair<'a> {
    fn lines(c: &Context<'a>, comparisons: Vec<Comparison<'a>>) -> Vec<Line<Self>> {
        let mut lines = Vec::new();
        for comparison in comparisons {
            let group = heading(c, &comparison);
            let (left, right) = (comparison.left.list, comparison.right.list);
            let told = comparison
                .lines
                .into_iter()
                .filter(|l| l.agreement != Agreement::Unanswered);
            let mut told = told
                .map(|compared| {
                    Line::Body(Self {
                        left,
                        right,
                        compared,
                    })
                })
                .peekable();
            if told.peek().is_some() {
                lines.push(Line::Group(group));
                lines.extend(told);
            }
        }
        lines
    }

    fn no(list: &Checklist, no: &str) -> Cell {
        let printed = list.item(no).and_then(|item| item.official_no.as_deref());
        Cell::text(printed.unwrap_or(no))
    }

    fn text(c: &Context<'_>, list: &Checklist, no: &str) -> Cell {
        Cell::text(list.item(no).map_or("", |item| item.text.get(c.lang)))
    }

    fn answer(c: &Context<'_>, list: &Checklist, no: &str, value: Option<&AnswerValue>) -> Cell {
        Cell::text(value.map_or(c.say("not_asked").to_owned(), |value| {
            c.answer(list.item(no), value)
        }))
    }
}

macro_rules! side_by_side {
    ($($(#[$doc:meta])* $name:ident $table:literal $compared:ident),+) => {$(
        $(#[$doc])*
        pub(in crate::report) struct $name<'a>(Pair<'a>);

        impl<'a> Listed<'a> for $name<'a> {
            const NAME: &'static str = $table;

            fn fields() -> Vec<Field<'a, Self>> {
                vec![
                    Field::cell("left_no", |_, p: &Self| Pair::no(p.0.left, &p.0.compared.left)),
                    Field::cell("left_text", |c, p: &Self| Pair::text(c, p.0.left, &p.0.compared.left)),
                    Field::cell("left_answer", |c, p: &Self| {
                        Pair::answer(c, p.0.left, &p.0.compared.left, p.0.compared.left_answer.as_ref())
                    }),
                    Field::cell("right_no", |_, p: &Self| Pair::no(p.0.right, &p.0.compared.right)),
                    Field::cell("right_text", |c, p: &Self| Pair::text(c, p.0.right, &p.0.compared.right)),
                    Field::cell("right_answer", |c, p: &Self| {
                        Pair::answer(c, p.0.right, &p.0.compared.right, p.0.compared.right_answer.as_ref())
                    }),
                    Field::cell("agreement", |c, p: &Self| Cell::text(c.choice(p.0.compared.agreement))),
                    Field::cell("note", |c, p: &Self| {
                        Cell::text(p.0.compared.note.as_ref().map_or("", |note| note.get(c.lang)))
                    }),
                ]
            }

            fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
                let wrap = |line| match line {
                    Line::Group(text) => Line::Group(text),
                    Line::Body(pair) => Line::Body(Self(pair)),
                    Line::Total(pair) => Line::Total(Self(pair)),
                };
                Pair::lines(c, $compared(c)).into_iter().map(wrap).collect()
            }
        }
    )+};
}

side_by_side! {
    /// Interviews of this survey whose lists a map connects.
    AcrossLists "across_lists" between,
    /// Interviews of this survey beside those of the earlier one.
    SinceEarlier "since_earlier" earlier
}
