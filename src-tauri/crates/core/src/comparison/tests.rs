//! Comparisons on small lists of one question each.

use super::*;
use crate::InterviewId;
use crate::checklist::parse_checklist;
use crate::interview::{Answer, Audience, Interview};

fn list(id: &str, version: &str, previous: &str, numbers: &[&str]) -> Checklist {
    let items: String = numbers
        .iter()
        .map(|no| {
            let hidden = if *no == "h" { "show_if = { item = \"1\", is = [\"yes\"] }" } else { "" };
            format!("[[items]]\nno = \"{no}\"\nsection = \"s\"\ntext = {{ ja = \"問\", en = \"Q\" }}\nkind = \"mark\"\n{hidden}\n")
        })
        .collect();
    let text = format!(
        "format = 1\nid = \"{id}\"\nversion = \"{version}\"\naudience = \"admin\"\nofficial = false\n{previous}\n\
         title = {{ ja = \"題\", en = \"T\" }}\nsource = {{ ja = \"出\", en = \"S\" }}\n\
         [[sections]]\nid = \"s\"\ntitle = {{ ja = \"節\", en = \"S\" }}\n{items}"
    );
    parse_checklist(&text).unwrap_or_else(|problems| panic!("a proper list: {problems:?}"))
}

fn answers(given: &[(&str, bool)]) -> Vec<Answer> {
    let blank = |no: &str| Answer::blank(InterviewId(uuid::Uuid::nil()), no);
    given
        .iter()
        .map(|(no, value)| Answer {
            confirmed: Some(AnswerValue::Mark { value: *value }),
            ..blank(no)
        })
        .collect()
}

fn interview(list: &Checklist) -> Interview {
    Interview {
        checklist: list.id.clone(),
        checklist_version: list.version.clone(),
        audience: Audience::Admin,
        interviewee: "somebody".into(),
        visit: None,
        started: None,
        ended: None,
        breaks: Vec::new(),
        note: None,
    }
}

#[test]
fn answers_that_count_are_set_side_by_side_in_the_order_of_the_left() {
    let lists = [
        list("a", "1", "", &["1", "2", "h"]),
        list("b", "1", "", &["x", "y", "z"]),
    ];
    let map = parse_map(
        "format = 1\nleft = { id = \"a\", version = \"1\" }\nright = { id = \"b\", version = \"1\" }\n\
         [[pairs]]\nleft = \"h\"\nright = \"z\"\n[[pairs]]\nleft = \"2\"\nright = \"y\"\n\
         [[pairs]]\nleft = \"1\"\nright = \"x\"\nnote = { ja = \"注\", en = \"Note\" }\n",
        &lists,
    )
    .expect("a proper map");
    let (left, right) = (interview(&lists[0]), interview(&lists[1]));
    // h was answered yes before 1 became no, so it does not apply and does not count.
    let left_answers = answers(&[("1", false), ("h", true)]);
    let right_answers = answers(&[("x", true), ("z", true)]);
    let compared = compare(
        Side {
            interview: &left,
            list: &lists[0],
            answers: &left_answers,
        },
        Side {
            interview: &right,
            list: &lists[1],
            answers: &right_answers,
        },
        &map.pairs,
    );
    let found: Vec<_> = compared
        .iter()
        .map(|c| (c.left.as_str(), c.right.as_str(), c.agreement))
        .collect();
    assert_eq!(
        found,
        [
            ("1", "x", Agreement::ToYes),
            ("2", "y", Agreement::Unanswered),
            ("h", "z", Agreement::OneSided)
        ],
        "by the order of the left list"
    );
}

#[test]
fn each_fault_of_a_map_is_named() {
    let lists = [list("a", "1", "", &["1", "2"]), list("b", "1", "", &["x"])];
    let head =
        "format = 1\nleft = { id = \"a\", version = \"1\" }\nright = { id = \"b\", version = \"1\" }\n";
    let check = |text: String, expected: &[&str]| {
        let found = match parse_map(&text, &lists) {
            Ok(_) => Vec::new(),
            Err(problems) => problems
                .into_iter()
                .map(|p| format!("{}:{} {}", p.line.unwrap_or(0), p.place, p.problem))
                .collect(),
        };
        assert_eq!(found, expected, "problems of {text}");
    };
    let pair = |left: &str, right: &str| format!("[[pairs]]\nleft = \"{left}\"\nright = \"{right}\"\n");
    check(format!("{head}{}", pair("1", "x")), &[]);
    check(
        format!("{head}{}{}{}", pair("1", "x"), pair("9", "x"), pair("1", "x")),
        &["7:9 unknown_item", "10:1 duplicate"],
    );
    check(format!("{head}{}", pair("1", "9")), &["4:9 unknown_item"]);
    check(
        format!("{}{}", head.replace("\"b\"", "\"c\""), pair("1", "x")),
        &["0:c unknown_list"],
    );
    check(
        format!("{}{}", head.replace("format = 1", "format = 2"), pair("1", "x")),
        &["0: format_newer"],
    );
    check(format!("{head}pairs = 1\n"), &["4: syntax"]);
}

#[test]
fn versions_lead_from_one_to_the_next() {
    let lists = [
        list("a", "1", "", &["1", "2", "3"]),
        list(
            "a",
            "2",
            "previous = { version = \"1\", moved = [{ from = \"2\", to = \"4\" }] }",
            &["1", "3", "4"],
        ),
        list(
            "a",
            "3",
            "previous = { version = \"2\", dropped = [\"3\"] }",
            &["1", "3", "4"],
        ),
    ];
    let pairs = |from: usize, to: usize| succession(&lists[from], &lists[to], &lists);
    let expected = |pairs: &[(&str, &str)]| {
        Some(
            pairs
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(
        pairs(0, 1),
        expected(&[("1", "1"), ("2", "4"), ("3", "3")]),
        "2 is 4 now"
    );
    assert_eq!(
        pairs(0, 2),
        expected(&[("1", "1"), ("2", "4")]),
        "3 means something else in version 3"
    );
    assert_eq!(
        pairs(1, 1),
        expected(&[("1", "1"), ("3", "3"), ("4", "4")]),
        "a version is like itself"
    );
    assert_eq!(pairs(1, 0), None, "nothing leads backwards");
    assert_eq!(
        succession(&lists[0], &lists[2], &lists[2..]),
        None,
        "version 2 is not at hand"
    );
}

#[test]
fn how_two_answers_stand_to_each_other() {
    let mark = |value| Some(AnswerValue::Mark { value });
    let dated = |value| {
        Some(AnswerValue::YesNoDate {
            value,
            checked_on: None,
            target_on: None,
        })
    };
    let option = |id: &str| {
        Some(AnswerValue::Single {
            option: id.into(),
            text: None,
        })
    };
    for (left, right, expected) in [
        (mark(true), dated(true), Agreement::Same),
        (mark(false), mark(true), Agreement::ToYes),
        (dated(true), mark(false), Agreement::ToNo),
        (mark(true), Some(AnswerValue::DontKnow), Agreement::Differs),
        (
            Some(AnswerValue::DontKnow),
            Some(AnswerValue::DontKnow),
            Agreement::Same,
        ),
        (option("A"), option("B"), Agreement::Differs),
        (option("A"), option("A"), Agreement::Same),
        (mark(true), None, Agreement::OneSided),
        (None, None, Agreement::Unanswered),
    ] {
        assert_eq!(
            Agreement::of(left.as_ref(), right.as_ref()),
            expected,
            "{left:?} beside {right:?}"
        );
    }
}
