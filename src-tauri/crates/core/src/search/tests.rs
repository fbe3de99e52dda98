//! The search on a small survey put together by hand, with the templates that ship.

use super::*;
use crate::checklist::parse_checklist;
use crate::record::Kept;
use serde_json::{Value, json};

const LIST: &str = r#"
format = 1
id = "users"
version = "1"
audience = "user"
official = false
title = { ja = "利用者の確認表", en = "User list" }
source = { ja = "指針", en = "Guideline" }
minutes = 30
[[sections]]
id = "a"
title = { ja = "認証", en = "Sign-on" }
[[items]]
no = "U1-1"
section = "a"
text = { ja = "二要素認証を使う。", en = "I use a second factor." }
kind = "mark"
[[items]]
no = "U1-10"
section = "a"
text = { ja = "画面を隠す。", en = "I lock the screen." }
kind = "mark"
"#;

fn templates() -> Templates {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../report-templates");
    let files: Vec<(String, String)> = Templates::files()
        .into_iter()
        .map(|name| {
            let text = std::fs::read_to_string(folder.join(&name)).expect("a template file that ships");
            (name, text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    Templates::parse(&files).expect("the templates that ship have no problem")
}

fn kept<T: serde::de::DeserializeOwned + ts_rs::TS>(n: u128, record: Value) -> Kept<T> {
    Kept {
        id: Uuid::from_u128(n),
        rev: 1,
        record: serde_json::from_value(record).expect("a record of its kind"),
    }
}

fn id(n: u128) -> String {
    Uuid::from_u128(n).to_string()
}

fn snapshot() -> Snapshot {
    let survey = serde_json::from_value(json!({"firm": "A"})).expect("a survey needs a firm");
    let mut s = Snapshot::empty(crate::SurveyId(Uuid::nil()), survey);
    s.visits.push(kept(
        1,
        json!({"on": "2026-10-05", "kind": "walk_round", "note": "CT室のルーターを確認", "participants":
               [{"side": "hospital", "position": "放射線技師長"}]}),
    ));
    let interview =
        json!({"checklist": "users", "checklist_version": "1", "audience": "user", "interviewee": "看護師"});
    s.interviews.push(kept(2, interview));
    let answer = json!({"interview": id(2), "item": "U1-10", "note": "覗き見防止ﾌｨﾙﾀｰあり"});
    s.answers.push(kept(3, answer));
    s.requests.push(kept(
        4,
        json!({"kind": "homework", "what": "ファイアウォール設定書", "from_whom": "情報担当",
        "asked_on": "2026-10-05", "outcome": "open"}),
    ));
    s.systems.push(kept(
        5,
        json!({"name": "電子カルテ", "kind": "ehr", "vendor": "ミナト医用電子"}),
    ));
    s.assets.push(kept(
        6,
        json!({"kind": "firewall", "name": "ＦＷ－０１", "ip": "10.0.0.1",
        "location": {"building": "本館", "room": "サーバ室"}, "note": "ファイアウォール本体"}),
    ));
    s.connections.push(kept(
        7,
        json!({"label": "C-01", "category": 1, "purpose": "遠隔保守", "line": "ssl_vpn",
        "counterpart": "北斗通信機"}),
    ));
    s.backups
        .push(kept(8, json!({"system": id(5), "data": "全データ"})));
    s.efforts.push(kept(
        9,
        json!({"on": "2026-10-05", "surveyor": "A", "row": 1, "hours": 1.0, "note": "移動に時間"}),
    ));
    s.evidence.push(kept(
        10,
        json!({"name": "銘板", "media_type": "image/png", "bytes": 1, "sha256": "x"}),
    ));
    s
}

fn finding() -> FindingView {
    serde_json::from_value(
        json!({"id": id(11), "severity": "high", "state": "open", "in_report": true, "rests_on": [],
        "wording": {"ja": "保守回線に第二の要素がない", "en": "no second factor on the line"}}),
    )
    .expect("a finding")
}

/// Kind and title of the hits for `text`.
fn found(text: &str, lang: Lang) -> Vec<Hit> {
    let checklists = [parse_checklist(LIST).expect("the list has no problem")];
    let findings = [finding()];
    let searched = Searched {
        snapshot: &snapshot(),
        checklists: &checklists,
        findings: &findings,
        templates: &templates(),
        lang,
    };
    search(&searched, text)
}

fn titles(text: &str) -> Vec<String> {
    found(text, Lang::Ja).into_iter().map(|h| h.title).collect()
}

#[test]
fn every_kind_is_found_by_what_people_wrote_into_it() {
    use RecordKind as K;
    let check = |text: &str, kind: RecordKind, field: &str| {
        let hits = found(text, Lang::Ja);
        let hit = hits.iter().find(|h| h.kind == kind);
        let hit = hit.unwrap_or_else(|| panic!("{text} finds a {}: {hits:?}", kind.name()));
        assert_eq!(hit.field, field, "{text} stands in this field");
    };
    check("るーた", K::Visit, "note");
    check("技師長", K::Visit, "participants");
    check("二要素", K::Answer, "text");
    check("u1-1", K::Answer, "item");
    check("フィルタ", K::Answer, "note");
    check("ﾌｧｲｱｳｫｰﾙ", K::Request, "what");
    check("みなと", K::System, "vendor");
    check("fw-01", K::Asset, "name");
    check("１０．０．０．１", K::Asset, "ip");
    check("サーバー室", K::Asset, "location");
    check("ＶＰＮ", K::Connection, "line");
    check("c-01", K::Connection, "label");
    check("カルテ 全データ", K::Backup, "data");
    check("移動", K::Effort, "note");
    check("銘板", K::Evidence, "name");
    check("第二", K::Finding, "wording");
}

#[test]
fn names_come_before_what_stands_inside() {
    assert_eq!(
        titles("ファイアウォール"),
        ["ファイアウォール設定書", "ＦＷ－０１"],
        "a request called so, then an asset whose note or kind says so"
    );
    let numbers = titles("U1-1");
    assert!(
        numbers[0].starts_with("U1-1 "),
        "the number itself before one that begins with it: {numbers:?}"
    );
    assert_eq!(numbers.len(), 2, "both are found");
}

#[test]
fn every_word_must_be_there_and_nothing_is_found_by_nothing() {
    assert_eq!(titles("fw 本館"), ["ＦＷ－０１"], "two words in two fields");
    let missing = ["fw 別館", "", " \u{3000}", "ー"];
    for text in missing {
        assert!(titles(text).is_empty(), "{text:?} finds nothing");
    }
}

#[test]
fn an_item_says_its_interview_and_number_and_the_language_is_the_readers() {
    let hits = found("覗き見", Lang::Ja);
    assert_eq!(hits.len(), 1, "one item");
    let hit = &hits[0];
    assert_eq!(
        hit.interview,
        Some(InterviewId(Uuid::from_u128(2))),
        "its interview"
    );
    assert_eq!(hit.item.as_deref(), Some("U1-10"), "its number");
    assert_eq!(
        hit.id,
        crate::AnswerId::of(InterviewId(Uuid::from_u128(2)), "U1-10").0,
        "its answer"
    );
    assert_eq!(hit.detail, "覗き見防止ﾌｨﾙﾀｰあり", "the place as it was written");
    assert_eq!(
        found("second factor", Lang::En).len(),
        2,
        "question and finding in English"
    );
    assert!(
        found("second factor", Lang::Ja).is_empty(),
        "not where the reader reads Japanese"
    );
}

#[test]
fn a_list_of_hits_has_an_end() {
    let mut s = snapshot();
    for n in 0..80 {
        s.assets.push(kept(
            100 + n,
            json!({"kind": "server", "name": format!("端末{n}")}),
        ));
    }
    let searched = Searched {
        snapshot: &s,
        checklists: &[],
        findings: &[],
        templates: &templates(),
        lang: Lang::Ja,
    };
    let hits = search(&searched, "端末");
    assert_eq!(hits.len(), MOST_HITS, "no more than a person looks through");
    assert_eq!(hits[0].title, "端末0", "in the order of the survey");
}
