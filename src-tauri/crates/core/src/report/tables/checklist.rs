//! Interviews: their head, counts, items with both answers, and interviews side by side.
//!
//! Invariant: an item that a condition hides is shown as not counted and keeps its answer; an answer to an item that
//! the list at hand does not have is shown below the list.

use super::super::context::{Context, Held, count};
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::Day;
use crate::checklist::{AnswerKind, AnswerValue, Benchmark, Item};
use crate::interview::Answer;
use crate::record::RecordKind;
use crate::snapshot::find;

/// An interview as a whole.
pub(in crate::report) struct Heard<'a>(&'a Held<'a>);

impl Heard<'_> {
    /// The day of the visit, or the day on which the interview began.
    fn day(&self, c: &Context<'_>) -> Option<Day> {
        let visit = self
            .0
            .interview
            .visit
            .and_then(|id| find(&c.snapshot.visits, id))
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
            Field::cell("list_title", |c, i: &Self| Cell::text(i.0.list_title(c.lang))),
            Field::text("list_id", |i: &Self| Some(&i.0.interview.checklist)),
            Field::text("list_version", |i: &Self| Some(&i.0.interview.checklist_version)),
            Field::cell("list_source", |c, i: &Self| {
                Cell::text(i.0.list.map_or("", |l| l.source.get(c.lang)))
            }),
            Field::cell("list_standing", |c, i: &Self| {
                let word = |official: bool| if official { "official" } else { "derived_list" };
                Cell::text(c.say(i.0.list.map_or("list_not_loaded", |l| word(l.official))))
            }),
            Field::cell("list_note", |c, i: &Self| {
                Cell::text(
                    i.0.list
                        .and_then(|l| l.note.as_ref())
                        .map_or("", |note| note.get(c.lang)),
                )
            }),
            Field::cell("list_minutes", |c, i: &Self| {
                let minutes = i.0.list.and_then(|l| l.minutes);
                Cell::text(
                    minutes
                        .map(|m| c.pattern("minutes", &[("minutes", &m.to_string())]))
                        .unwrap_or_default(),
                )
            }),
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
        let Some(list) = held.list else { return Vec::new() };
        let mut total = Self {
            title: c.say("total"),
            ..Self::default()
        };
        let mut lines = Vec::new();
        for section in &list.sections {
            let mut sum = Self {
                title: section.title.get(c.lang),
                ..Self::default()
            };
            for (_, answer) in held.counted().filter(|(item, _)| item.section == section.id) {
                sum.add(answer);
                total.add(answer);
            }
            lines.push(Line::Body(sum));
        }
        lines.push(Line::Total(total));
        lines
    }
}

/// One item with what was answered to it.
pub(in crate::report) struct ItemAnswer<'a> {
    held: &'a Held<'a>,
    /// None for an answer to an item that the list at hand does not have.
    item: Option<&'a Item>,
    no: &'a str,
    answer: Option<&'a Answer>,
}

impl<'a> ItemAnswer<'a> {
    fn value(&self, c: &Context<'a>, get: fn(&Answer) -> Option<&AnswerValue>) -> Cell {
        Cell::text(
            self.answer
                .and_then(get)
                .map(|value| c.answer(self.item, value))
                .unwrap_or_default(),
        )
    }

    fn status(&self) -> &'static str {
        if self.item.is_some() && !self.held.applicable.contains(self.no) {
            return "not_counted";
        }
        match self.answer {
            Some(Answer {
                confirmed: Some(_), ..
            }) => "confirmed",
            Some(Answer { own: Some(_), .. }) => "own_only",
            _ => "unanswered",
        }
    }
}

/// The words for an answer, where every item of the list is answered by one of a few words.
fn answer_words<'a>(c: &Context<'a>, scope: Scope<'a>) -> Vec<String> {
    let (Scope::Interview(held) | Scope::Shared(held)) = scope else {
        return Vec::new();
    };
    let items = held.list.map(|l| l.items.as_slice()).unwrap_or_default();
    let has = |kind: AnswerKind| items.iter().any(|item| item.kind == kind);
    if items
        .iter()
        .any(|item| !matches!(item.kind, AnswerKind::Mark | AnswerKind::YesNo))
    {
        return Vec::new();
    }
    let mut words = Vec::new();
    if has(AnswerKind::Mark) {
        words.extend(["mark_yes", "mark_no"]);
    }
    if has(AnswerKind::YesNo) {
        words.extend(["answer_yes", "answer_no"]);
    }
    words.extend(["dont_know", "not_applicable"]);
    words.into_iter().map(|word| c.say(word).to_owned()).collect()
}

impl<'a> Listed<'a> for ItemAnswer<'a> {
    const NAME: &'static str = "answers";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("no", |c, a: &Self| {
                let derived = a.item.is_some_and(|i| i.derived) && a.held.list.is_some_and(|l| l.official);
                Cell::text(format!(
                    "{}{}",
                    a.no,
                    if derived { c.say("derived_item") } else { "" }
                ))
            }),
            Field::cell("text", |c, a: &Self| {
                Cell::text(a.item.map_or("", |item| item.text.get(c.lang)))
            }),
            Field::cell("own", |c, a: &Self| a.value(c, |answer| answer.own.as_ref())).offering(answer_words),
            Field::cell("confirmed", |c, a: &Self| {
                a.value(c, |answer| answer.confirmed.as_ref())
            })
            .offering(answer_words),
            Field::cell("differs", |c, a: &Self| {
                Cell::text(if a.answer.is_some_and(Answer::differs) {
                    c.say("differs")
                } else {
                    ""
                })
            }),
            Field::cell("status", |c, a: &Self| Cell::text(c.say(a.status()))),
            Field::text("note", |a: &Self| a.answer?.note.as_deref()),
            Field::text("not_understood", |a: &Self| a.answer?.not_understood.as_deref()),
            Field::cell("hard", |c, a: &Self| {
                let hard = a
                    .answer
                    .is_some_and(|answer| answer.hard_to_understand == Some(true));
                Cell::text(if hard { c.say("hard") } else { "" })
            }),
            Field::text("not_applicable_because", |a: &Self| {
                a.answer?.not_applicable_because.as_deref()
            }),
            Field::cell("evidence", |c, a: &Self| {
                c.evidence(a.answer.map_or(&[], |answer| answer.evidence.as_slice()))
            }),
            Field::cell("guideline", |c, a: &Self| {
                Cell::text(c.join(a.item.map(|item| item.guideline.as_slice()).unwrap_or_default()))
            }),
            Field::cell("national", |c, a: &Self| {
                let figure = a.item.and_then(|item| benchmark(c, item));
                Cell::text(figure.map(|figure| national(c, figure)).unwrap_or_default())
            }),
        ]
    }

    fn lines(c: &Context<'a>, scope: Scope<'a>) -> Vec<Line<Self>> {
        let Scope::Interview(held) = scope else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        let mut outside: Vec<&'a Answer> = held.answers.values().copied().collect();
        if let Some(list) = held.list {
            outside.retain(|answer| list.item(&answer.item).is_none());
            for section in &list.sections {
                lines.push(Line::Group(section.title.get(c.lang).to_owned()));
                lines.extend(
                    list.items
                        .iter()
                        .filter(|item| item.section == section.id)
                        .map(|item| {
                            let answer = held.answers.get(item.no.as_str()).copied();
                            Line::Body(Self {
                                held,
                                item: Some(item),
                                no: &item.no,
                                answer,
                            })
                        }),
                );
            }
        }
        if !outside.is_empty() {
            let why = if held.list.is_some() {
                "items_outside_list"
            } else {
                "list_not_loaded"
            };
            lines.push(Line::Group(c.say(why).to_owned()));
            outside.sort_by(|a, b| a.item.cmp(&b.item));
            lines.extend(outside.into_iter().map(|answer| {
                Line::Body(Self {
                    held,
                    item: None,
                    no: &answer.item,
                    answer: Some(answer),
                })
            }));
        }
        lines
    }
}

fn benchmark<'a>(c: &Context<'a>, item: &Item) -> Option<&'a Benchmark> {
    let id = item.benchmark.as_deref()?;
    c.sources.benchmarks.iter().find(|figure| figure.id == id)
}

fn national(c: &Context<'_>, figure: &Benchmark) -> String {
    c.pattern(
        "national",
        &[
            ("percent", &figure.percent.to_string()),
            ("of", figure.of.get(c.lang)),
        ],
    )
}

/// One item with the answers of all interviews on the same list.
pub(in crate::report) struct ItemCompared<'a> {
    item: &'a Item,
    answers: Vec<String>,
    same: bool,
}

impl<'a> Listed<'a> for ItemCompared<'a> {
    const NAME: &'static str = "comparison";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::text("no", |i: &Self| Some(&i.item.no)),
            Field::cell("text", |c, i: &Self| Cell::text(i.item.text.get(c.lang))),
            Field::spread("each", |_, i: &Self, at| {
                Cell::text(i.answers.get(at).map_or("", String::as_str))
            })
            .offering(answer_words),
            Field::cell("differs", |c, i: &Self| {
                Cell::text(if i.same { "" } else { c.say("differs") })
            }),
        ]
    }

    fn lines(c: &Context<'a>, scope: Scope<'a>) -> Vec<Line<Self>> {
        let Scope::Shared(first) = scope else {
            return Vec::new();
        };
        let Some(list) = first.list else { return Vec::new() };
        let all: Vec<&Held<'a>> = c.heard().filter(|held| held.same_list(first)).collect();
        let mut lines = Vec::new();
        for section in &list.sections {
            lines.push(Line::Group(section.title.get(c.lang).to_owned()));
            for item in list.items.iter().filter(|item| item.section == section.id) {
                let answer = |held: &&Held<'a>| {
                    if !held.applicable.contains(item.no.as_str()) {
                        return c.say("not_counted").to_owned();
                    }
                    let value = held
                        .answers
                        .get(item.no.as_str())
                        .and_then(|answer| answer.counted());
                    value.map_or(c.say("not_asked").to_owned(), |value| c.answer(Some(item), value))
                };
                let answers: Vec<String> = all.iter().map(answer).collect();
                let same = answers.windows(2).all(|pair| pair[0] == pair[1]);
                lines.push(Line::Body(Self { item, answers, same }));
            }
        }
        lines
    }

    fn spread(c: &Context<'a>, scope: Scope<'a>) -> Vec<String> {
        let Scope::Shared(first) = scope else {
            return Vec::new();
        };
        c.heard()
            .filter(|held| held.same_list(first))
            .map(|held| held.interview.interviewee.clone())
            .collect()
    }
}

/// An item that was hard to understand: a finding about the list itself.
pub(in crate::report) struct HardItem<'a> {
    held: &'a Held<'a>,
    answer: &'a Answer,
}

impl<'a> Listed<'a> for HardItem<'a> {
    const NAME: &'static str = "hard_items";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("list", |c, i: &Self| Cell::text(i.held.list_title(c.lang))),
            Field::text("interviewee", |i: &Self| Some(&i.held.interview.interviewee)),
            Field::text("no", |i: &Self| Some(&i.answer.item)),
            Field::cell("text", |c, i: &Self| {
                let item = i.held.list.and_then(|list| list.item(&i.answer.item));
                Cell::text(item.map_or("", |item| item.text.get(c.lang)))
            }),
            Field::cell("hard", |c, i: &Self| {
                Cell::text(if i.answer.hard_to_understand == Some(true) {
                    c.say("hard")
                } else {
                    ""
                })
            }),
            Field::text("not_understood", |i: &Self| i.answer.not_understood.as_deref()),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut lines = Vec::new();
        for held in c.held {
            let unclear = |a: &&Answer| {
                a.hard_to_understand == Some(true)
                    || a.not_understood.as_deref().is_some_and(|t| !t.trim().is_empty())
            };
            let mut answers: Vec<&'a Answer> = held.answers.values().copied().filter(unclear).collect();
            // In the order of the list; items that it does not have come last.
            let place = |a: &Answer| {
                held.list
                    .and_then(|l| l.items.iter().position(|i| i.no == a.item))
            };
            answers.sort_by_key(|a| (place(a).unwrap_or(usize::MAX), a.item.as_str()));
            lines.extend(
                answers
                    .into_iter()
                    .map(|answer| Line::Body(Self { held, answer })),
            );
        }
        lines
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
            Field::cell("what", |c, f: &Self| Cell::text(f.figure.what.get(c.lang))),
            Field::cell("national", |c, f: &Self| Cell::text(national(c, f.figure))),
            Field::cell("source", |c, f: &Self| Cell::text(f.figure.source.get(c.lang))),
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
