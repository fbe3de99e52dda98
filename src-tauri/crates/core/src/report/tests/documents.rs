//! The documents of one small survey, as a reader sees them.

use super::small_survey::{LIST, day, find, made, made_with, survey};
use super::*;
use crate::checklist::parse_checklist;
use crate::finding::FindingState;
use crate::record::{RecordKind, RecordRef};
use crate::{Snapshot, SurveyId, Wording};
use uuid::Uuid;

#[test]
fn ten_documents_have_title_block_and_sections_even_of_an_empty_survey() {
    let empty = Snapshot::empty(SurveyId(Uuid::nil()), survey().survey);
    for lang in [Lang::Ja, Lang::En] {
        for snapshot in [&empty, &survey()] {
            let reports = made(snapshot, lang);
            let files: Vec<&str> = reports.iter().map(|report| report.file.as_str()).collect();
            assert_eq!(
                files,
                Templates::DELIVERABLES,
                "all ten, in the order of hand-over"
            );
            for report in &reports {
                assert!(
                    !report.sections.is_empty(),
                    "{} says at least that nothing was recorded",
                    report.file
                );
                assert!(
                    report.sections.iter().all(|s| !s.blocks.is_empty()),
                    "{} has no bare heading",
                    report.file
                );
                assert!(
                    report.frame.page.contains("{page}"),
                    "the page counter is left to the writer"
                );
            }
        }
    }
}

#[test]
fn rows_have_as_many_cells_as_there_are_columns() {
    for report in made(&survey(), Lang::Ja) {
        for table in tables(&report) {
            for row in &table.rows {
                let wanted = if row.kind == RowKind::Group {
                    1
                } else {
                    table.columns.len()
                };
                assert_eq!(row.cells.len(), wanted, "a row of {}", report.file);
            }
        }
    }
}

#[test]
fn same_survey_same_documents() {
    assert_eq!(
        made(&survey(), Lang::Ja),
        made(&survey(), Lang::Ja),
        "nothing depends on order of maps or on time"
    );
}

#[test]
fn title_block() {
    let reports = made(&survey(), Lang::Ja);
    let head: Vec<String> = reports[0]
        .head
        .iter()
        .map(|(label, value)| format!("{label} {value}"))
        .collect();
    insta::assert_snapshot!(head.join("\n"), @r##"
    対象病院 みなと病院
    調査会社 調査会社A
    委託元 協会
    監督企業 監督企業B
    調査期間 2026年11月1日 ～
    版 第1版
    作成日 2026年11月21日
    "##);
}

#[test]
fn answers_of_one_user() {
    insta::assert_snapshot!(page(find(&made(&survey(), Lang::Ja), "03-checklist-user"), "看護師"), @r##"
    | 項目 | 内容 |
    | 回答者（役職） | 看護師 |
    | 対象 | 医療従事者・一般の利用者 |
    | 実施日 | 2026年11月3日 |
    | 訪問 | － |
    | 開始 | 01:30 |
    | 終了 | － |
    | 中断 | － |
    | 確認表 | 利用者の確認表 |
    | 確認表の版 | 1 |
    | 備考 | － |
    | 節 | 対象項目 | 事前回答 | 確認済 | ○（はい） | ×（いいえ） | 分からない | 該当なし | その他の回答 | 未回答 | 事前と相違 | 理解困難 |
    | 認証 | 1 | 1 | 1 | 0 | 1 | 0 | 0 | 0 | 0 | 1 | 0 |
    | 媒体 | 1 | 1 | 1 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 |
    = 合計 | 2 | 2 | 2 | 0 | 2 | 0 | 0 | 0 | 0 | 1 | 0 |
    | 番号 | 確認項目 | 事前回答 | 確認結果 | 相違 | 状態 | 備考 | 分からなかった点 | 理解困難 | 指針の箇所 | 全国調査 |
    > 認証 |
    | 1 | 自分のIDだけを使う。 | ○ | × | 相違 | 確認済 |  |  |  | 6.5 | 全国 73% |
    > 媒体 |
    | 2 | USBメモリを使う。 | × | × |  | 確認済 |  |  |  |  |  |
    | 3 | 使う前に検査する。 | ○ |  |  | 対象外（集計せず）: 2（×） |  |  |  |  |  |
    "##);
}

#[test]
fn list_and_figures_are_explained_once() {
    let reports = made(&survey(), Lang::Ja);
    let users = find(&reports, "03-checklist-user");
    insta::assert_snapshot!(page(users, "調査の方法と確認表") + &page(users, "全国調査の数値"), @r##"
    回答者が事前に記入した回答（事前回答）を、面談で調査員と確認した（確認結果）。確認結果がある項目は確認結果を、ない項目は事前回答を集計した。
    | 項目 | 内容 |
    | 確認表 | 利用者の確認表 |
    | 位置づけ | 指針から導いた確認表（公式の確認表ではない） |
    | 確認表についての注記 | － |
    | 出典 | 指針第5.2版 |
    | 識別名 | users |
    | 版 | 1 |
    | 予定時間 | 30分 |
    (「対象外」は他の回答により当てはまらない項目で、回答は残し、集計しない。「理解困難」は確認表そのものの改善に役立てる印であり、回答者の評価ではない。※を付けた番号は公式のものではない。)
    上の表の「全国」は、次の調査で当てはまると答えた病院の割合である。目安であり、優劣を示すものではない。
    | 番号 | 全国調査の設問 | 割合 | 対象 | 出典 |
    | 1 | 共用IDがない | 全国 73% | 4,811病院 | 全国調査2023 |
    "##);
    let titles = |file: &str| -> Vec<String> {
        let sections = find(&reports, file).sections.iter();
        sections.map(|section| section.title.clone()).collect()
    };
    assert_eq!(
        titles("01-checklist-executive"),
        ["聞き取り結果"],
        "without interviews there is no list or figure to explain"
    );
}

#[test]
fn answers_of_users_side_by_side() {
    insta::assert_snapshot!(page(find(&made(&survey(), Lang::En), "03-checklist-user"), "Answers side by side"), @r##"
    # User list
    Answers to the same list side by side. Where nothing was confirmed, the own answer is shown.
    | No. | Item | 看護師 | 医師 | Differs |
    > Sign-on |
    | 1 | I use only my own ID. | × | ○ | Differs |
    > Media |
    | 2 | I use USB sticks. | × | Don't know | Differs |
    | 3 | I scan them first. | Does not apply, not counted | Does not apply, not counted |  |
    "##);
}

#[test]
fn a_system_without_backup_is_listed_as_such() {
    insta::assert_snapshot!(page(find(&made(&survey(), Lang::Ja), "04-backup-status"), "バックアップ状況"), @r##"
    情報システムごとに、どのデータを、どの方法と頻度で、どこに保管しているかを示す。記録がないシステムもその旨を載せる。
    | システム | 対象データ | 方法 | 頻度 | 世代数 | 保管場所 | オフライン | 暗号化 | 院外保管 | 復元試験 | 直近の復元試験日 | 担当者の役職 | 備考 |
    | 電子カルテ | 診療記録 |  |  | 3 |  | × | － | － | － |  |  |  |
    | 画像 | バックアップの記録なし |  |  |  |  | － | － | － | － |  |  |  |
    (○：している　×：していない　不明：確認したが分からなかった　－：確認していない)
    "##);
}

#[test]
fn categories_never_asked_about_are_seen() {
    insta::assert_snapshot!(page(find(&made(&survey(), Lang::En), "05-external-connections"), "The eight categories"), @r##"
    Connections were sought in eight categories. For a category without any, it is recorded who confirmed that there is none.
    | Category | Connections | Of these, not known before | Asked on | Person asked (position) | Confirmed as none | Note |
    | [1] Systems | 0 | 0 | Not asked about |  | – |  |
    | [2] Network maintenance | 0 | 0 | Not asked about |  | – |  |
    | [3] Maintenance of CT, MRI and other devices | 1 | 1 | Not asked about |  | – |  |
    | [4] My Number card | 0 | 0 | Not asked about |  | – |  |
    | [5] Regional care network | 0 | 0 | Not asked about |  | – |  |
    | [6] Remote image reading | 0 | 0 | Not asked about |  | – |  |
    | [7] Research network | 0 | 0 | 2026-11-02 | システム管理者 | Yes |  |
    | [8] Remote services and others | 0 | 0 | Not asked about |  | – |  |
    | Line | Connections | Of these, not known before |
    | LTE or 5G | 1 | 1 |
    = Total | 1 | 1 |
    "##);
}

#[test]
fn the_history_stands_under_its_connection() {
    insta::assert_snapshot!(page(find(&made(&survey(), Lang::Ja), "05-external-connections"), "調査履歴"), @r##"
    接続ごとに、いつ、どの方法で、誰に確認し、何が分かったかを示す。
    | 番号 | 日付 | 方法 | 相手（役職） | 結果 | 次の対応 |
    > C-01（CTの保守） |
    | C-01 | 2026年11月10日 | 現地確認 | 放射線技師長 | 操作室の棚で確認 | 契約書を依頼 |
    "##);
}

#[test]
fn what_is_on_the_ledger_and_not_on_the_drawing_is_shown() {
    insta::assert_snapshot!(page(find(&made(&survey(), Lang::Ja), "06-network-overview"), "台帳との照合"), @r##"
    # 台帳にあり、図にないもの
    | 名称 | 種別・区分 |
    > 外部接続 |
    | C-01（CTの保守） | ［3］CT・MRIなど検査機器の保守 |
    > システム |
    | 電子カルテ | 電子カルテ・オーダ |
    | 画像 | 画像 |
    > 機器 |
    | 放射線部ルータ | LTE・5Gルータ |
    # 図にあり、台帳にないもの
    (図の機器、システム、外部接続はすべて台帳にある。)
    "##);
}

#[test]
fn the_effort_sheet_has_the_form_of_document_6() {
    insta::assert_snapshot!(page(find(&made(&survey(), Lang::Ja), "08-effort-sheet"), "工数確認票"), @r##"
    # 病院のサイバーセキュリティに関する現状調査と報告書作成の業務
    | 項目 | 内容 |
    | 対象病院 | みなと病院 |
    | 調査企業 | 調査会社A |
    | 番号 | 項目 | 作業 | 予定工数（時間） | 実績工数（時間） |
    | 1 | ①チェックリストによるヒアリング（経営層向け） | 調査 | 16.00 |  |
    | 2 | ①チェックリストによる調査結果（経営層向け） | 図書作成 | 16.00 |  |
    | 3 | ②チェックリストによるヒアリング（システム管理者向け） | 調査 | 16.00 |  |
    | 4 | ②チェックリストによる調査結果（システム管理者向け） | 図書作成 | 16.00 |  |
    | 5 | ③チェックリストによるヒアリング（医療従事者・一般のシステム利用者向け） | 調査 | 16.00 | 8.50 |
    | 6 | ③チェックリストによる調査結果（医療従事者・一般のシステム利用者向け） | 図書作成 | 16.00 |  |
    | 7 | ④病院情報システムのバックアップ状況（表） | 調査 | 4.00 |  |
    | 8 | ④病院情報システムのバックアップ状況（表） | 図書作成 | 16.00 |  |
    | 9 | ⑤外部接続先一覧 および 外部接続先調査履歴 | 調査 | 4.00 |  |
    | 10 | ⑤外部接続先一覧 および 外部接続先調査履歴 | 図書作成 | 16.00 |  |
    | 11 | ⑥ネットワーク概要図 | 調査 | 4.00 |  |
    | 12 | ⑥ネットワーク概要図 | 図書作成 | 16.00 |  |
    | 13 | ⑦情報システム管理体制図 | 調査 | 4.00 |  |
    | 14 | ⑦情報システム管理体制図 | 図書作成 | 16.00 |  |
    | 15 | 移動 | － |  | 1.25 |
    | 16 | 打合せ | － |  |  |
    | 17 | その他（事前調査、進捗報告など） | － | 24.00 |  |
    =  |  | 合計 | 200.00 | 9.75 |
    調査会社A（調査会社） → 監督企業B（取り纏め） → 協会
    "##);
}

#[test]
fn hours_and_money() {
    let reports = made(&survey(), Lang::Ja);
    let sheet = find(&reports, "08-effort-sheet");
    let text = ["費用", "週別", "担当者別"]
        .map(|title| page(sheet, title))
        .join("");
    insta::assert_snapshot!(text, @r##"
    | 項目 | 内容 |
    | 予定工数（時間） | 200.00 |
    | 実績工数（時間） | 9.75 |
    | 単価（円／時間） | 10,000 |
    | 人件費（円） | 97,500 |
    | 人件費の上限（円） | 3,000,000 |
    | 上限に対する割合（%） | 3.2 |
    (人件費は実績工数に単価を乗じ、1円未満を切り捨てた額である。旅費と経費は含まない。)
    | 週の始め（月曜） | 週の終わり（日曜） | 工数（時間） | 累計（時間） | 予定に対する割合（%） |
    | 2026年11月2日 | 2026年11月8日 | 8.50 | 8.50 | 4.2 |
    | 2026年11月9日 | 2026年11月15日 | 1.25 | 9.75 | 4.8 |
    = 合計 |  | 9.75 | 9.75 | 4.8 |
    | 担当者 | 日数（延べ） | 件数 | 工数（時間） |
    | K | 2 | 2 | 5.75 |
    | S | 1 | 1 | 4.00 |
    = 合計 | 3 | 3 | 9.75 |
    "##);
}

#[test]
fn visits_show_times_of_japan() {
    insta::assert_snapshot!(page(find(&made(&survey(), Lang::Ja), "10-hospital-report"), "調査の概要"), @r##"
    | 項目 | 内容 |
    | 委託元 | 協会 |
    | 監督企業 | 監督企業B |
    | 調査会社 | 調査会社A |
    | 調査期間 | 2026年11月1日 ～ |
    | 前回の調査 | － |
    | 備考 | － |
    # 訪問
    | 日付 | 目的 | 開始 | 終了 | 参加者（役職） | 備考 |
    | 2026年11月3日 | 聞き取りと巡回調査 | 09:00 | 2026年11月4日 00:10 | システム管理者（病院）、主任調査員（調査会社） |  |
    "##);
}

#[test]
fn the_hospital_reads_only_findings_meant_for_it() {
    let reports = made(&survey(), Lang::Ja);
    insta::assert_snapshot!(page(find(&reports, "10-hospital-report"), "気づいた点"), @r##"
    調査で気づいた点を、確認の急がれる順に示します。いずれも調査時点で得られた情報に基づくものです。事実と異なる点がありましたらお知らせください。
    | 番号 | 気づいた点 | 確認・検討いただきたいこと | 根拠となる記録 |
    > 早めの確認が望まれる事項 |
    | 1 | LTE回線の所在 |  | 外部接続：C-01 / 機器：放射線部ルータ |
    > 参考となる事項 |
    | 2 | 参考の気づき |  | 外部接続：C-01 / 機器：放射線部ルータ |
    "##);
    let decisions = page(find(&reports, "08-effort-sheet"), "気づきについての判断");
    for kept_back in ["報告に載せない気づき", "退けた気づき"] {
        assert!(
            decisions.contains(kept_back),
            "the supervising firm reads of every finding"
        );
        let told = reports
            .iter()
            .filter(|r| r.file != "08-effort-sheet")
            .map(|r| cells(std::slice::from_ref(r)));
        assert!(
            !told.flatten().any(|cell| cell.contains(kept_back)),
            "no other document speaks of {kept_back}"
        );
    }
}

/// Findings of one rule, one for each number, each resting on a record of its own.
fn alike(rule: &str, wording: impl Fn(u128) -> String, numbers: std::ops::Range<u128>) -> Vec<FindingView> {
    let view = |n: u128| FindingView {
        id: crate::FindingId(Uuid::from_u128(0x900 + n)),
        rule: Some(rule.into()),
        severity: crate::finding::Severity::High,
        wording: Wording::new(wording(n), wording(n)),
        advice: Some(Wording::new("ご確認ください。", "Please confirm.")),
        rests_on: vec![RecordRef {
            kind: RecordKind::Asset,
            id: Uuid::from_u128(0x900 + n),
        }],
        state: FindingState::Open,
        in_report: true,
        reason: None,
        note: None,
    };
    numbers.map(view).collect()
}

#[test]
fn findings_that_differ_in_a_name_only_stand_in_one_row() {
    let mut findings = alike("find_isdn_line", |n| format!("回線「C-{n}」がある。"), 1..4);
    findings.extend(alike("find_isdn_line", |_| "別の文「C-9」である。".into(), 4..5));
    findings.extend(alike(
        "find_legacy_device",
        |n| format!("回線「C-{n}」がある。"),
        5..6,
    ));
    findings.extend(alike("keep_backup_offline", |n| format!("{n}件ある。"), 6..8));
    insta::assert_snapshot!(page(find(&made_with(&survey(), &findings, Lang::Ja), "10-hospital-report"), "気づいた点"), @r##"
    調査で気づいた点を、確認の急がれる順に示します。いずれも調査時点で得られた情報に基づくものです。事実と異なる点がありましたらお知らせください。
    | 番号 | 気づいた点 | 確認・検討いただきたいこと | 根拠となる記録 |
    > 早めの確認が望まれる事項 |
    | 1～3 | 回線「C-1」がある。 / 次の2件についても同じです：C-2、C-3 | ご確認ください。 | 機器：（名称なし）、（名称なし）、（名称なし） |
    | 4 | 別の文「C-9」である。 | ご確認ください。 | 機器：（名称なし） |
    | 5 | 回線「C-5」がある。 | ご確認ください。 | 機器：（名称なし） |
    | 6 | 6件ある。 | ご確認ください。 | 機器：（名称なし） |
    | 7 | 7件ある。 | ご確認ください。 | 機器：（名称なし） |
    "##);
}

#[test]
fn records_beyond_the_tenth_are_listed_elsewhere() {
    let mut findings = alike("find_legacy_device", |_| "古い機器がある。".into(), 0..1);
    findings[0].rests_on = (0..12)
        .map(|n| RecordRef {
            kind: RecordKind::CategoryCheck,
            id: Uuid::from_u128(0x900 + n),
        })
        .collect();
    let mut hidden = findings[0].clone();
    hidden.in_report = false;
    hidden.wording = Wording::new("病院に伝えない。", "x");
    findings.push(hidden);
    let reports = made_with(&survey(), &findings, Lang::Ja);
    let names = |text: &str| text.matches("（名称なし）").count();
    let report = page(find(&reports, "10-hospital-report"), "気づいた点");
    assert!(
        names(&report) == 10 && report.contains("ほか 2 件"),
        "ten names and a count: {report}"
    );
    let decisions = page(find(&reports, "08-effort-sheet"), "気づきについての判断");
    assert_eq!(names(&decisions), 20, "ten names for each finding");
    let all = page(find(&reports, "08-effort-sheet"), "気づきの根拠となる記録の一覧");
    assert_eq!(names(&all), 24, "all names of both findings");
    let told = page(
        find(&reports, "09-asset-ledger"),
        "報告書の気づきの根拠となる記録",
    );
    assert_eq!(
        names(&told),
        12,
        "all names of the finding that the hospital reads"
    );
}

#[test]
fn the_hospital_stands_beside_the_nation() {
    insta::assert_snapshot!(page(find(&made(&survey(), Lang::Ja), "10-hospital-report"), "全国調査との比較"), @r##"
    全国の調査結果が公表されている項目について、貴院の回答を並べました。全国の数値は目安であり、優劣を示すものではありません。数値の対象と出典は表の後に示します。
    | 番号 | 確認項目 | 貴院の回答 | 全国調査 |
    > 利用者の確認表（看護師） |
    | 1 | 自分のIDだけを使う。 | × | 全国 73% |
    > 利用者の確認表（医師） |
    | 1 | 自分のIDだけを使う。 | ○ | 全国 73% |
    | 番号 | 全国調査の設問 | 割合 | 対象 | 出典 |
    | 1 | 共用IDがない | 全国 73% | 4,811病院 | 全国調査2023 |
    "##);
}

#[test]
fn the_survey_in_numbers() {
    insta::assert_snapshot!(page(find(&made(&survey(), Lang::En), "10-hospital-report"), "The survey in numbers"), @r##"
    | Item | Number |
    | Visits | 1 |
    | Interviews | 2 |
    | Checklist items that apply | 4 |
    | Of these, confirmed in the interview | 4 |
    | Of these, ○ (yes) | 1 |
    | Of these, × (no) | 2 |
    | Of these, don't know | 1 |
    | Own and confirmed answer differ | 1 |
    | Hard to understand | 1 |
    | Information systems | 2 |
    | Assets on the ledger | 1 |
    | Of these, version not confirmed | 1 |
    | Of these, support has ended | 1 |
    | External connections | 1 |
    | Of these, not known to the manager before the survey | 1 |
    | Categories of connection asked about (of 8) | 1 |
    | Backups | 1 |
    | Systems without a recorded backup | 1 |
    | Documents requested | 1 |
    | Of these, not submitted or not provided | 0 |
    | Of these, still waiting | 1 |
    | Findings in this report | 2 |
    "##);
}

#[test]
fn answers_offer_the_words_that_fit() {
    let reports = made(&survey(), Lang::Ja);
    let choices = |file: &str, header: &str| {
        let columns = tables(find(&reports, file))
            .flat_map(|table| &table.columns)
            .filter(|c| c.header == header);
        columns
            .map(|column| column.choices.join("/"))
            .next()
            .expect("a column of this name")
    };
    assert_eq!(
        choices("03-checklist-user", "確認結果"),
        "○/×/分からない/該当なし",
        "a list of marks only"
    );
    assert_eq!(
        choices("05-external-connections", "ログ保存"),
        "○/×/不明",
        "yes, no, or nobody knew"
    );
    assert_eq!(choices("03-checklist-user", "備考"), "", "free text");
}

#[test]
fn each_kind_of_answer_has_its_words() {
    use crate::checklist::AnswerValue as V;
    let list = parse_checklist(&LIST.replacen(
        "kind = \"mark\"\nguideline",
        "kind = \"table\"\noptions = [{ id = \"o\", text = { ja = \"甲\", en = \"First\" } }]\n\
         columns = [{ ja = \"型\", en = \"Model\" }, { ja = \"台数\", en = \"Number\" }]\nguideline",
        1,
    ));
    let list = list.expect("the list with another kind of item");
    let snapshot = survey();
    let templates = templates();
    let sources = Sources {
        snapshot: &snapshot,
        checklists: &[],
        benchmarks: &[],
        maps: &[],
        earlier: None,
        findings: &[],
        today: day("2026-11-21"),
        templates: &templates,
    };
    let (_, template) = templates.deliverables().next().expect("a template");
    let lookup = Lookup::of(&sources);
    let c = Context {
        sources: &sources,
        snapshot: &snapshot,
        held: &[],
        lookup: &lookup,
        template,
        lang: Lang::En,
    };
    for (place, expected) in [("5.2版 6.1", "Guideline 5.2, 6.1"), ("6.1", "6.1")] {
        assert_eq!(c.guideline(place), expected, "the guideline is named in English");
    }
    let dated = V::YesNoDate {
        value: false,
        checked_on: Some(day("2026-11-02")),
        target_on: Some(day("2027-03-31")),
    };
    let rows = vec![
        vec!["R-1".to_owned(), "2".to_owned()],
        vec!["R-2".to_owned(), String::new()],
    ];
    for (value, expected) in [
        (V::Mark { value: true }, "○"),
        (V::YesNo { value: false }, "No"),
        (dated, "No (checked 2026-11-02) (aimed at 2027-03-31)"),
        (
            V::Single {
                option: "o".into(),
                text: Some("as named".into()),
            },
            "First (as named)",
        ),
        (
            V::Single {
                option: "gone".into(),
                text: None,
            },
            "gone",
        ),
        (
            V::Multi {
                options: vec!["o".into(), "gone".into()],
                text: None,
            },
            "First, gone",
        ),
        (V::Number { value: 12.5 }, "12.5"),
        (
            V::Text {
                text: "as said".into(),
            },
            "as said",
        ),
        (V::Table { rows }, "Model: R-1; Number: 2\nModel: R-2"),
        (V::DontKnow, "Don't know"),
        (V::NotApplicable, "Not applicable"),
    ] {
        assert_eq!(c.answer(list.item("1"), &value), expected, "words for {value:?}");
    }
}
