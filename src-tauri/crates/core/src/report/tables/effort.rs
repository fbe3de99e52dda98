//! The effort sheet in the form of document 6, and the same hours by week, by person and one by one.

use super::super::context::{Context, count, hours};
use super::super::document::Cell;
use super::super::table::{Field, Line, Listed, Scope};
use crate::Day;
use crate::effort::{Effort, EffortSum, ROWS, WeekSum, people, planned_total, weeks};
use crate::record::RecordKind;

fn sum(c: &Context<'_>) -> EffortSum {
    EffortSum::of(c.snapshot.efforts.iter().map(|kept| &kept.record))
}

/// Head of the sheet: hospital and firm.
pub(in crate::report) struct SheetHead;

impl<'a> Listed<'a> for SheetHead {
    const NAME: &'static str = "effort_head";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("hospital", |c, _: &Self| {
                Cell::text(
                    c.snapshot
                        .hospital
                        .as_ref()
                        .map_or("", |hospital| hospital.name.as_str()),
                )
            }),
            Field::cell("firm", |c, _: &Self| Cell::text(c.snapshot.survey.firm.clone())),
        ]
    }

    fn lines(_: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        vec![Line::Body(Self)]
    }
}

/// One of the 17 rows, or their sum.
pub(in crate::report) struct SheetRow {
    number: Option<u8>,
    work: &'static str,
    planned: Option<u32>,
    actual: Option<u32>,
}

impl<'a> Listed<'a> for SheetRow {
    const NAME: &'static str = "effort_sheet";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::number("no", |r: &Self| r.number.map(u32::from)),
            Field::cell("item", |c, r: &Self| {
                Cell::text(
                    r.number
                        .map_or("", |number| c.word("effort_row", &number.to_string())),
                )
            }),
            Field::cell("work", |c, r: &Self| {
                Cell::text(if r.number.is_some() {
                    c.word("effort_work", r.work)
                } else {
                    c.say("total")
                })
            }),
            Field::cell("planned", |_, r: &Self| r.planned.map_or(Cell::Empty, hours)),
            Field::cell("actual", |_, r: &Self| r.actual.map_or(Cell::Empty, hours)),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let sum = sum(c);
        let rows = ROWS.iter().zip(sum.actual).map(|(row, actual)| {
            // The sheet leaves a row blank until hours are booked on it.
            let actual = (actual > 0).then_some(actual);
            Line::Body(Self {
                number: Some(row.number),
                work: row.work(),
                planned: row.planned,
                actual,
            })
        });
        let total = Self {
            number: None,
            work: "none",
            planned: Some(planned_total()),
            actual: Some(sum.total),
        };
        rows.chain([Line::Total(total)]).collect()
    }
}

/// One week, Monday to Sunday.
pub(in crate::report) struct WeekLine {
    monday: Option<Day>,
    hours: u32,
    so_far: u32,
}

impl<'a> Listed<'a> for WeekLine {
    const NAME: &'static str = "effort_weeks";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("from", |c, w: &Self| {
                w.monday.map_or(Cell::text(c.say("total")), Cell::Day)
            }),
            Field::day("to", |w: &Self| w.monday.map(|monday| monday.plus(6))),
            Field::cell("hours", |_, w: &Self| hours(w.hours)),
            Field::cell("so_far", |_, w: &Self| hours(w.so_far)),
            Field::cell("share", |_, w: &Self| {
                share(u64::from(w.so_far), u64::from(planned_total()))
            }),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let weeks = weeks(c.snapshot.efforts.iter().map(|kept| &kept.record));
        let so_far = weeks.last().map_or(0, |week| week.so_far);
        let line = |week: WeekSum| {
            Line::Body(Self {
                monday: Some(week.monday),
                hours: week.hours,
                so_far: week.so_far,
            })
        };
        let mut lines: Vec<_> = weeks.into_iter().map(line).collect();
        if !lines.is_empty() {
            lines.push(Line::Total(Self {
                monday: None,
                hours: so_far,
                so_far,
            }));
        }
        lines
    }
}

/// Per cent to one decimal.
fn share(part: u64, whole: u64) -> Cell {
    if whole == 0 {
        return Cell::Empty;
    }
    let tenths = part.saturating_mul(1000) / whole;
    Cell::Number {
        value: f64::from(u32::try_from(tenths).unwrap_or(u32::MAX)) / 10.0,
        decimals: 1,
    }
}

/// Hours of one surveyor; the sum counts days of each person by themselves.
pub(in crate::report) struct PersonLine<'a> {
    surveyor: Option<&'a str>,
    days: usize,
    entries: usize,
    hours: u32,
}

impl<'a> Listed<'a> for PersonLine<'a> {
    const NAME: &'static str = "effort_people";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("surveyor", |c, p: &Self| {
                Cell::text(p.surveyor.unwrap_or(c.say("total")))
            }),
            Field::cell("days", |_, p: &Self| count(p.days)),
            Field::cell("entries", |_, p: &Self| count(p.entries)),
            Field::cell("hours", |_, p: &Self| hours(p.hours)),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let mut total = Self {
            surveyor: None,
            days: 0,
            entries: 0,
            hours: 0,
        };
        let mut lines = Vec::new();
        for person in people(c.snapshot.efforts.iter().map(|kept| &kept.record)) {
            let line = Self {
                surveyor: Some(person.surveyor),
                days: person.days,
                entries: person.entries,
                hours: person.hours,
            };
            total.days += line.days;
            total.entries += line.entries;
            total.hours = total.hours.saturating_add(line.hours);
            lines.push(Line::Body(line));
        }
        lines.push(Line::Total(total));
        lines
    }
}

/// One entry.
pub(in crate::report) struct EntryLine<'a>(&'a Effort);

impl<'a> Listed<'a> for EntryLine<'a> {
    const NAME: &'static str = "effort_entries";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::day("on", |e: &Self| Some(e.0.on)),
            Field::text("surveyor", |e: &Self| Some(&e.0.surveyor)),
            Field::number("row", |e: &Self| Some(u32::from(e.0.row))),
            Field::cell("item", |c, e: &Self| {
                Cell::text(c.word("effort_row", &e.0.row.to_string()))
            }),
            Field::cell("hours", |_, e: &Self| hours(e.0.hundredths())),
            Field::text("note", |e: &Self| e.0.note.as_deref()),
            Field::cell("interview", |c, e: &Self| {
                Cell::text(
                    e.0.interview
                        .map(|id| c.name(RecordKind::Interview, id))
                        .unwrap_or_default(),
                )
            }),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        c.snapshot
            .efforts
            .iter()
            .map(|kept| Line::Body(Self(&kept.record)))
            .collect()
    }
}

/// Hours and money as a whole.
pub(in crate::report) struct Cost {
    hours: u32,
    unit_price: Option<u64>,
    cost: Option<u64>,
    cap: u64,
}

fn yen(amount: u64) -> Cell {
    // Amounts of a survey are far below 2^53, from where on a float would lose the last yen.
    Cell::Number {
        value: amount as f64,
        decimals: 0,
    }
}

impl<'a> Listed<'a> for Cost {
    const NAME: &'static str = "effort_cost";

    fn fields() -> Vec<Field<'a, Self>> {
        vec![
            Field::cell("planned", |_, _: &Self| hours(planned_total())),
            Field::cell("actual", |_, cost: &Self| hours(cost.hours)),
            Field::cell("unit_price", |_, cost: &Self| {
                cost.unit_price.map_or(Cell::Empty, yen)
            }),
            Field::cell("cost", |_, cost: &Self| cost.cost.map_or(Cell::Empty, yen)),
            Field::cell("cap", |_, cost: &Self| yen(cost.cap)),
            Field::cell("share", |_, cost: &Self| {
                cost.cost.map_or(Cell::Empty, |yen| share(yen, cost.cap))
            }),
        ]
    }

    fn lines(c: &Context<'a>, _: Scope<'a>) -> Vec<Line<Self>> {
        let sum = sum(c);
        let unit_price = c.snapshot.survey.unit_price_yen;
        let cost = unit_price.map(|price| sum.cost_yen(price));
        vec![Line::Body(Self {
            hours: sum.total,
            unit_price,
            cost,
            cap: c.snapshot.survey.cost_cap(),
        })]
    }
}
