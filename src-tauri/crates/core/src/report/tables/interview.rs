//! Interviews as a whole: the lists they were held with, their head, and counts by section of the list.

use super::super::context::{Context, Held, count};
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::Day;
use crate::checklist::AnswerValue;
use crate::interview::Answer;
use crate::record::RecordKind;

/// An interview as a whole.
pub(in crate::report) struct Heard<'a>(&'a Held<'a>);

impl Heard<'_> {
    /// The day of the visit, or the day on which the interview began.
    fn day(&self, c: &Context<'_>) -> Option<Day> {
        let visit = self
            .0
            .interview
            .visit
            .and_then(|id| c.find(&c.snapshot.visits, id))
            .map(|visit| visit.on);
        visit.or(self.0.interview.started.map(|moment| moment.day_in_japan()))
    }
}

impl<'a> Listed<'a> for Heard<'a> {
    const NAME: &'static str = "interview";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("interviewee", |i: &Self| Some(&i.0.interview.interviewee)),
            Field::choice("audience", |i: &Self| Some(i.0.interview.audience)),
            Field::cell("on", |c, i: &Self| i.day(c).map_or(Cell::Empty, Cell::Day)),
            Field::cell("visit", |c, i: &Self| {
                Cell::text(
                    i.0.interview
                        .visit
                        .map(|id| c.name(RecordKind::Visit, id))
                        .unwrap_or_default(),
                )
            }),
            Field::cell("started", |c, i: &Self| {
                Cell::text(
                    i.0.interview
                        .started
                        .map(|moment| c.clock(moment, i.day(c)))
                        .unwrap_or_default(),
                )
            }),
            Field::cell("ended", |c, i: &Self| {
                Cell::text(
                    i.0.interview
                        .ended
                        .map(|moment| c.clock(moment, i.day(c)))
                        .unwrap_or_default(),
                )
            }),
            Field::cell("breaks", |c, i: &Self| {
                let day = i.day(c);
                let breaks = i.0.interview.breaks.iter().map(|pause| {
                    c.pattern(
                        "span",
                        &[
                            ("from", &c.clock(pause.from, day)),
                            ("to", &c.clock(pause.to, day)),
                        ],
                    )
                });
                Cell::text(c.join(breaks))
            }),
            Field::cell("list_title", |c, i: &Self| Cell::text(i.0.list_title(c.lang))),
            Field::text("list_version", |i: &Self| Some(&i.0.interview.checklist_version)),
            Field::text("note", |i: &Self| i.0.interview.note.as_deref()),
        ]
    }

    fn lines(_: &Context<'a>, scope: Scope<'a>) -> Vec<Line<Self>> {
        match scope {
            Scope::Interview(held) => vec![Line::Body(Self(held))],
            _ => Vec::new(),
        }
    }
}

/// A checklist that interviews of this document were held with.
pub(in crate::report) struct ListUsed<'a>(&'a Held<'a>);

impl<'a> Listed<'a> for ListUsed<'a> {
    const NAME: &'static str = "lists";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("title", |c, i: &Self| Cell::text(i.0.list_title(c.lang))),
            Field::text("id", |i: &Self| Some(&i.0.interview.checklist)),
            Field::text("version", |i: &Self| Some(&i.0.interview.checklist_version)),
            Field::cell("source", |c, i: &Self| {
                Cell::text(i.0.list.map_or("", |l| l.source.get(c.lang)))
            }),
            Field::cell("standing", |c, i: &Self| {
                let word = |official: bool| if official { "official" } else { "derived_list" };
                Cell::text(c.say(i.0.list.map_or("list_not_loaded", |l| word(l.official))))
            }),
            Field::cell("note", |c, i: &Self| {
                Cell::text(
                    i.0.list
                        .and_then(|l| l.note.as_ref())
                        .map_or("", |note| note.get(c.lang)),
                )
            }),
            Field::cell("minutes", |c, i: &Self| {
                let minutes = i.0.list.and_then(|l| l.minutes);
                Cell::text(
                    minutes
                        .map(|m| c.pattern("minutes", &[("minutes", &m.to_string())]))
                        .unwrap_or_default(),
                )
            }),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut lists: Vec<&'a Held<'a>> = Vec::new();
        for held in c.heard() {
            if !lists.iter().any(|known| known.same_list(held)) {
                lists.push(held);
            }
        }
        let several = lists.len() > 1;
        let mut lines = Vec::new();
        for held in lists {
            if several {
                lines.push(Line::Group(held.list_title(c.lang).to_owned()));
            }
            lines.push(Line::Body(Self(held)));
        }
        lines
    }
}

pub(super) fn says(answer: &Answer, yes: bool) -> bool {
    answer.counted().and_then(AnswerValue::yes) == Some(yes)
}

/// Counts of one section of the list.
#[derive(Default)]
pub(in crate::report) struct SectionCount<'a> {
    title: &'a str,
    applicable: usize,
    own: usize,
    confirmed: usize,
    yes: usize,
    no: usize,
    dont_know: usize,
    not_applicable: usize,
    other: usize,
    unanswered: usize,
    differs: usize,
    hard: usize,
}

impl SectionCount<'_> {
    fn add(&mut self, answer: Option<&Answer>) {
        self.applicable += 1;
        self.own += usize::from(answer.is_some_and(|a| a.own.is_some()));
        self.confirmed += usize::from(answer.is_some_and(|a| a.confirmed.is_some()));
        self.differs += usize::from(answer.is_some_and(Answer::differs));
        self.hard += usize::from(answer.is_some_and(|a| a.hard_to_understand == Some(true)));
        let counted = answer.and_then(Answer::counted);
        *match counted {
            None => &mut self.unanswered,
            Some(AnswerValue::DontKnow) => &mut self.dont_know,
            Some(AnswerValue::NotApplicable) => &mut self.not_applicable,
            Some(value) => match value.yes() {
                Some(true) => &mut self.yes,
                Some(false) => &mut self.no,
                None => &mut self.other,
            },
        } += 1;
    }
}

impl<'a> Listed<'a> for SectionCount<'a> {
    const NAME: &'static str = "interview_sections";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("title", |s: &Self| Some(s.title)),
            Field::cell("applicable", |_, s: &Self| count(s.applicable)),
            Field::cell("own", |_, s: &Self| count(s.own)),
            Field::cell("confirmed", |_, s: &Self| count(s.confirmed)),
            Field::cell("yes", |_, s: &Self| count(s.yes)),
            Field::cell("no", |_, s: &Self| count(s.no)),
            Field::cell("dont_know", |_, s: &Self| count(s.dont_know)),
            Field::cell("not_applicable", |_, s: &Self| count(s.not_applicable)),
            Field::cell("other", |_, s: &Self| count(s.other)),
            Field::cell("unanswered", |_, s: &Self| count(s.unanswered)),
            Field::cell("differs", |_, s: &Self| count(s.differs)),
            Field::cell("hard", |_, s: &Self| count(s.hard)),
        ]
    }

    fn lines(c: &Context<'a>, scope: Scope<'a>) -> Vec<Line<Self>> {
        let Scope::Interview(held) = scope else {
            return Vec::new();
        };
        if held.list.is_none() {
            return Vec::new();
        }
        let mut total = Self {
            title: c.say("total"),
            ..Self::default()
        };
        let mut lines = Vec::new();
        for (section, items) in &held.sections {
            let mut sum = Self {
                title: section.title.get(c.lang),
                ..Self::default()
            };
            let counted = items
                .iter()
                .filter(|item| held.applicable.contains(item.no.as_str()));
            for item in counted {
                let answer = held.answers.get(item.no.as_str()).copied();
                sum.add(answer);
                total.add(answer);
            }
            lines.push(Line::Body(sum));
        }
        lines.push(Line::Total(total));
        lines
    }
}
