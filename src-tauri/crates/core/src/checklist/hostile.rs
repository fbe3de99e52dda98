//! Lists that were made to keep the lint, or the conditions, busy for ever.
//!
//! Invariant: whatever a file says, the lint ends, with an answer. A test here that does not end, or ends the process,
//! has failed.

use super::{AnswerValue, Applicability, Checklist, ContentProblem, parse_checklist};
use crate::InterviewId;
use crate::interview::Answer;
use std::fmt::Write as _;

const HEAD: &str = "format = 1\nid = \"x\"\nversion = \"1\"\naudience = \"admin\"\nofficial = false\n\
    title = { ja = \"題\", en = \"T\" }\nsource = { ja = \"出\", en = \"S\" }\n";
const SECTION: &str = "[[sections]]\nid = \"s\"\ntitle = { ja = \"節\", en = \"S\" }\n";

fn item(no: &str, kind: &str, more: &str) -> String {
    format!(
        "[[items]]\nno = \"{no}\"\nsection = \"s\"\ntext = {{ ja = \"問\", en = \"Q\" }}\nkind = \"{kind}\"\n{more}\n"
    )
}

fn is(no: &str, words: &[String]) -> String {
    format!("{{ item = \"{no}\", is = {words:?} }}")
}

fn after_yes(no: usize) -> String {
    format!("show_if = {}", is(&no.to_string(), &["yes".into()]))
}

fn options(count: usize) -> (String, Vec<String>) {
    let ids: Vec<String> = (0..count).map(|at| format!("o{at:02}")).collect();
    let texts: Vec<String> = (ids
        .iter()
        .map(|id| format!("{{ id = \"{id}\", text = {{ ja = \"甲\", en = \"A\" }} }}")))
    .collect();
    (format!("options = [{}]", texts.join(", ")), ids)
}

fn read(items: &[String]) -> Result<Checklist, Vec<ContentProblem>> {
    parse_checklist(&[HEAD, SECTION, &items.concat()].concat())
}

fn found(read: &Result<Checklist, Vec<ContentProblem>>) -> Vec<String> {
    let problems = read.as_ref().err().into_iter().flatten();
    problems.map(|p| format!("{} {}", p.place, p.problem)).collect()
}

#[test]
fn a_chain_of_conditions_may_be_as_long_as_a_list() {
    // Each item rests on the next one, so that judging the first leads through all of them.
    let last = 20_000;
    let mut items: Vec<String> = (0..last)
        .map(|at| item(&at.to_string(), "mark", &after_yes(at + 1)))
        .collect();
    items.push(item(&last.to_string(), "mark", ""));
    let list = read(&items).expect("nothing is wrong with it");
    let answers: Vec<Answer> = (list.items.iter())
        .map(|item| Answer {
            confirmed: Some(AnswerValue::Mark { value: true }),
            ..Answer::blank(InterviewId(uuid::Uuid::nil()), &item.no)
        })
        .collect();
    let shown = Applicability::of(&list, &answers).items().len();
    assert_eq!(shown, list.items.len(), "every answer shows the next item");
}

#[test]
fn a_circle_is_found_however_long_it_is() {
    let last = 20_000;
    let mut items: Vec<String> = (0..last)
        .map(|at| item(&at.to_string(), "mark", &after_yes(at + 1)))
        .collect();
    items.push(item(&last.to_string(), "mark", &after_yes(last / 2)));
    let problems = found(&read(&items));
    let circle = (last / 2..=last).map(|at| format!("{at} cycle"));
    assert!(
        problems.into_iter().eq(circle.take(10_000)),
        "those in the circle and none before it"
    );
}

#[test]
fn a_circle_through_a_section_names_the_items_in_it() {
    let list = [
        HEAD,
        SECTION,
        "show_if = ",
        &is("1", &["yes".into()]),
        "\n",
        &item("1", "mark", ""),
        &item("2", "mark", ""),
    ];
    let read = parse_checklist(&list.concat());
    assert_eq!(
        found(&read),
        ["1 cycle"],
        "1 decides about itself, and 2 about nothing"
    );
}

#[test]
fn what_cannot_be_judged_is_not_refused() {
    let (offer, ids) = options(20);
    // More subsets of options than can be tried, or even held.
    let mut items: Vec<String> = (0..200)
        .map(|at| item(&format!("m{at}"), "multi", &offer))
        .collect();
    let all: Vec<String> = (0..200).map(|at| is(&format!("m{at}"), &ids)).collect();
    items.push(item(
        "z",
        "mark",
        &format!("show_if = {{ all = [{}] }}", all.join(", ")),
    ));
    assert_eq!(found(&read(&items)), Vec::<String>::new(), "some answers show z");
    // The last of many options, together with any of the others.
    let both = format!(
        "show_if = {{ all = [{}, {}] }}",
        is("m", &ids[19..]),
        is("m", &ids)
    );
    let items = [item("m", "multi", &offer), item("y", "mark", &both)];
    assert_eq!(
        found(&read(&items)),
        Vec::<String>::new(),
        "the last option shows y"
    );
}

#[test]
fn a_list_cannot_ask_for_endless_trying() {
    // No answers show any of these items, and for each of them there are 59049 to try.
    let mut items: Vec<String> = (0..10).map(|at| item(&at.to_string(), "mark", "")).collect();
    let never: Vec<String> = (0..10)
        .flat_map(|at| ["yes", "no"].map(|word| is(&at.to_string(), &[word.into()])))
        .collect();
    let never = format!("show_if = {{ all = [{}] }}", never.join(", "));
    items.extend((0..3_000).map(|at| item(&format!("i{at}"), "mark", &never)));
    let problems = found(&read(&items));
    assert_eq!(
        problems.first().map(String::as_str),
        Some("i0 unreachable"),
        "as long as there is work left to spend"
    );
}

#[test]
fn many_sections_options_and_faults_cost_no_more_than_they_say() {
    let mut text = HEAD.to_owned();
    for at in 0..10_000 {
        let _ = writeln!(
            text,
            "[[sections]]\nid = \"s{at}\"\ntitle = {{ ja = \"節\", en = \"S\" }}"
        );
    }
    for at in 0..10_000 {
        let named = format!("section = \"s{}\"", 9_999 - at);
        text += &item(
            &at.to_string(),
            "mark",
            &if at > 0 { after_yes(0) } else { String::new() },
        )
        .replace("section = \"s\"", &named);
    }
    assert_eq!(
        found(&parse_checklist(&text)),
        Vec::<String>::new(),
        "each item has its section"
    );
    let (offer, _) = options(20_000);
    let wrong: Vec<String> = (0..20_000).map(|at| format!("p{at}")).collect();
    let asks = format!("show_if = {}", is("1", &wrong));
    let problems = found(&read(&[item("1", "single", &offer), item("2", "mark", &asks)]));
    assert_eq!(problems.len(), 10_000, "as many as anybody reads");
}

#[test]
fn a_name_leads_nowhere_else() {
    for (version, good) in [
        ("1", true),
        ("2026.2-rc1", true),
        ("../1", false),
        ("a/b", false),
        ("..", false),
        ("a..b", false),
        ("1.", false),
        (".1", false),
        ("V1", false),
        ("a_b", false),
        ("con", false),
        ("nul.1", false),
        ("com1", false),
        ("com10", true),
        ("", false),
        ("\u{ff11}", false),
    ] {
        let named = HEAD.replace("version = \"1\"", &format!("version = \"{version}\""));
        let list = [&named, SECTION, &item("1", "mark", "")].concat();
        assert_eq!(parse_checklist(&list).is_ok(), good, "version {version:?}");
        let before = HEAD.replace(
            "official",
            &format!("previous = {{ version = \"{version}\" }}\nofficial"),
        );
        let list = [&before, SECTION, &item("1", "mark", "")].concat();
        assert_eq!(parse_checklist(&list).is_ok(), good, "previous {version:?}");
    }
}
