//! One small survey, put together by hand, and the documents made from it.

use super::*;
use crate::backup::Backup;
use crate::checklist::{AnswerValue, parse_benchmarks, parse_checklist};
use crate::connection::{CategoryCheck, Connection, Investigation, InvestigationMeans, LineKind};
use crate::effort::Effort;
use crate::finding::{FindingState, Severity};
use crate::interview::{Answer, Audience, Interview};
use crate::inventory::{Asset, AssetKind, System, SystemKind};
use crate::record::{Kept, RecordKind, RecordRef, Tri};
use crate::request::{Request, RequestKind, RequestOutcome};
use crate::survey::{Beds, Founder, Hospital, Participant, Side, Survey, Visit, VisitKind};
use crate::{AnswerId, AssetId, ConnectionId, FindingId, InterviewId, Snapshot, SurveyId, SystemId, Wording};
use uuid::Uuid;

pub(super) const LIST: &str = r#"
format = 1
id = "users"
version = "1"
audience = "user"
official = false
title = { ja = "利用者の確認表", en = "User list" }
source = { ja = "指針第5.2版", en = "Guideline 5.2" }
minutes = 30
[[sections]]
id = "a"
title = { ja = "認証", en = "Sign-on" }
[[sections]]
id = "b"
title = { ja = "媒体", en = "Media" }
[[items]]
no = "1"
section = "a"
text = { ja = "自分のIDだけを使う。", en = "I use only my own ID." }
kind = "mark"
guideline = ["6.5"]
benchmarks = ["own_id"]
[[items]]
no = "2"
section = "b"
text = { ja = "USBメモリを使う。", en = "I use USB sticks." }
kind = "mark"
[[items]]
no = "3"
section = "b"
text = { ja = "使う前に検査する。", en = "I scan them first." }
kind = "mark"
show_if = { item = "2", is = ["yes"] }
"#;

const FIGURES: &str = r#"
[[benchmarks]]
id = "own_id"
what = { ja = "共用IDがない", en = "No shared ids" }
percent = 73
of = { ja = "4,811病院", en = "4,811 hospitals" }
on = "2023-03-17"
source = { ja = "全国調査2023", en = "National survey 2023" }
"#;

fn kept<T: ts_rs::TS>(id: impl Into<Uuid>, record: T) -> Kept<T> {
    Kept {
        id: id.into(),
        rev: 1,
        record,
    }
}

fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

pub(super) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn filled<T: serde::de::DeserializeOwned>(record: serde_json::Value) -> T {
    serde_json::from_value(record).expect("a record of the test")
}

fn answer(interview: u128, item: &str, own: Option<bool>, confirmed: Option<bool>) -> Kept<Answer> {
    let interview = InterviewId(uuid(interview));
    let mark = |value: Option<bool>| value.map(|value| AnswerValue::Mark { value });
    let answer = Answer {
        own: mark(own),
        confirmed: mark(confirmed),
        ..Answer::blank(interview, item)
    };
    kept(AnswerId::of(interview, item), answer)
}

fn interviews(s: &mut Snapshot) {
    let interview = |who: &str, started: Option<&str>| Interview {
        checklist: "users".into(),
        checklist_version: "1".into(),
        audience: Audience::User,
        interviewee: who.into(),
        visit: None,
        started: started.map(|text| text.parse().expect("a moment")),
        ended: None,
        breaks: Vec::new(),
        note: None,
    };
    s.interviews
        .push(kept(uuid(10), interview("看護師", Some("2026-11-02T16:30:00Z"))));
    s.interviews
        .push(kept(uuid(11), interview("医師", Some("2026-11-03T01:00:00Z"))));
    s.answers.push(answer(10, "1", Some(true), Some(false)));
    s.answers.push(answer(10, "2", Some(false), Some(false)));
    s.answers.push(answer(10, "3", Some(true), None));
    s.answers.push(answer(11, "1", Some(true), Some(true)));
    let mut unclear = answer(11, "2", None, None);
    unclear.record.confirmed = Some(AnswerValue::DontKnow);
    unclear.record.not_understood = Some("媒体の範囲".into());
    unclear.record.hard_to_understand = Some(true);
    s.answers.push(unclear);
    s.answers.push(answer(11, "9", None, Some(true)));
}

fn ledger(s: &mut Snapshot) {
    let system = |name: &str, kind: SystemKind| -> System {
        filled(serde_json::json!({ "name": name, "kind": kind }))
    };
    s.systems
        .push(kept(uuid(20), system("電子カルテ", SystemKind::Ehr)));
    s.systems.push(kept(uuid(21), system("画像", SystemKind::Pacs)));
    let asset: Asset = filled(serde_json::json!({
        "kind": AssetKind::MobileRouter, "name": "放射線部ルータ", "maker": "甲社", "model": "R-1",
        "end_of_support": "2026-03-31",
    }));
    s.assets.push(kept(uuid(30), asset));
    let connection: Connection = filled(serde_json::json!({
        "label": "C-01", "category": 3, "purpose": "CTの保守", "line": LineKind::Mobile,
        "terminating_asset": AssetId(uuid(30)), "system": SystemId(uuid(21)), "known_to_manager": Tri::No,
    }));
    s.connections.push(kept(uuid(40), connection));
    s.investigations.push(kept(
        uuid(50),
        Investigation {
            connection: ConnectionId(uuid(40)),
            on: day("2026-11-10"),
            means: InvestigationMeans::OnSite,
            whom: Some("放射線技師長".into()),
            result: "操作室の棚で確認".into(),
            next_step: Some("契約書を依頼".into()),
        },
    ));
    s.category_checks.push(kept(
        uuid(60),
        CategoryCheck {
            category: 7,
            asked_on: day("2026-11-02"),
            whom: Some("システム管理者".into()),
            really_none: Some(true),
            note: None,
        },
    ));
    let backup: Backup = filled(serde_json::json!({
        "system": SystemId(uuid(20)), "data": "診療記録", "generations": 3, "offline": Tri::No,
    }));
    s.backups.push(kept(uuid(70), backup));
}

pub(super) fn survey() -> Snapshot {
    let survey = Survey {
        firm: "調査会社A".into(),
        client: Some("協会".into()),
        supervising_firm: Some("監督企業B".into()),
        period_start: Some(day("2026-11-01")),
        period_end: None,
        unit_price_yen: Some(10_000),
        cost_cap_yen: None,
        earlier: None,
        note: None,
    };
    let mut s = Snapshot::empty(SurveyId(uuid(1)), survey);
    let hospital: Hospital = filled(serde_json::json!({
        "name": "みなと病院", "founder": Founder::Public, "beds": Beds { general: Some(300), ..Beds::default() },
    }));
    s.hospital = Some(hospital);
    let who = |side: Side, position: &str| Participant {
        side,
        position: position.into(),
    };
    s.visits.push(kept(
        uuid(2),
        Visit {
            on: day("2026-11-03"),
            kind: VisitKind::Both,
            participants: vec![
                who(Side::Hospital, "システム管理者"),
                who(Side::Firm, "主任調査員"),
            ],
            started: Some("2026-11-03T00:00:00Z".parse().expect("a moment")),
            ended: Some("2026-11-03T15:10:00Z".parse().expect("a moment")),
            note: None,
        },
    ));
    interviews(&mut s);
    ledger(&mut s);
    let request: Request = filled(serde_json::json!({
        "kind": RequestKind::VendorEnquiry, "what": "回線の契約書", "from_whom": "甲社 営業担当",
        "asked_on": "2026-11-10", "consent_on": "2026-11-10", "outcome": RequestOutcome::Open,
    }));
    s.requests.push(kept(uuid(80), request));
    for (n, on, surveyor, row, hours) in [
        (90, "2026-11-02", "K", 5, 4.5),
        (91, "2026-11-03", "S", 5, 4.0),
        (92, "2026-11-09", "K", 15, 1.25),
    ] {
        s.efforts.push(kept(
            uuid(n),
            Effort {
                on: day(on),
                surveyor: surveyor.into(),
                row,
                hours,
                note: None,
                interview: None,
            },
        ));
    }
    s.sort();
    s
}

fn findings() -> Vec<FindingView> {
    let to = |kind: RecordKind, id: u128| RecordRef { kind, id: uuid(id) };
    let view = |id: u128, severity: Severity, ja: &str, state: FindingState| FindingView {
        id: FindingId(uuid(id)),
        rule: None,
        severity,
        wording: Wording::new(ja, "x"),
        advice: None,
        rests_on: vec![to(RecordKind::Connection, 40), to(RecordKind::Asset, 30)],
        state,
        in_report: true,
        reason: None,
        note: None,
    };
    let mut kept_back = view(3, Severity::High, "報告に載せない気づき", FindingState::Accepted);
    kept_back.in_report = false;
    vec![
        view(1, Severity::Low, "参考の気づき", FindingState::Open),
        view(2, Severity::High, "LTE回線の所在", FindingState::Accepted),
        kept_back,
        view(4, Severity::High, "退けた気づき", FindingState::Dismissed),
    ]
}

pub(super) fn made(snapshot: &Snapshot, lang: Lang) -> Vec<Report> {
    made_with(snapshot, &findings(), lang)
}

pub(super) fn made_with(snapshot: &Snapshot, findings: &[FindingView], lang: Lang) -> Vec<Report> {
    let checklists = [parse_checklist(LIST).expect("the list of the test")];
    let benchmarks = parse_benchmarks(FIGURES).expect("the figures of the test");
    let sources = Sources {
        snapshot,
        checklists: &checklists,
        benchmarks: &benchmarks,
        maps: &[],
        earlier: None,
        findings,
        today: day("2026-11-21"),
        templates: &templates(),
    };
    deliverables(&sources, lang)
}

pub(super) fn find<'a>(reports: &'a [Report], file: &str) -> &'a Report {
    reports
        .iter()
        .find(|report| report.file == file)
        .expect("a deliverable of this name")
}
