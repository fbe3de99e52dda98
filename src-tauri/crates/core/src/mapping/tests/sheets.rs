//! Sheets in the shapes in which ministries, associations and hospitals publish them.

use super::*;

/// Three sheets, one an audience, with merged sections, notes, blank rows and vertical text.
fn three_sheets() -> Workbook {
    let executive = sheet(
        "経営層",
        &[
            "サイバー対策の確認表（経営層の方へ）|<|<|<|<",
            "※ 一人で記入してください。|||",
            "",
            "区分|番号|確認事項|回答|備考",
            "体\\n制\\n構\\n築|1|責任者を決めて\\nいますか。|はい・いいえ|委員会でもよい",
            "^|2|予算を組んでいますか。|はい・いいえ|",
            "^|^||^|二年分を見る",
            "運用|③|訓練を年に一度していますか。|□済　□未|",
            "※ 訓練は机の上でもよい。|<|<|<|<",
            "",
            "",
            "区分|番号|確認事項|回答|備考",
            "|4|記録を読んでいますか。|はい・いいえ|",
            "||以上|",
        ],
    );
    let admin = sheet(
        "システム管理者",
        &[
            "大項目|No.|設問|はい|いいえ|解説|根拠",
            "ネットワーク|<|<|<|<|<|<",
            "|1－1|外から入る口を一覧にしていますか。||||6.0版 12、6.0版 13",
            "|1－2|口ごとに、つなぐ相手を||||",
            "||書き出していますか。|||契約書を見る|",
            "端末|<|<|<|<|<|<",
            "|2－1|更新の日を決めていますか。||||",
            "||（持ち出すものを含む）||||",
            "（注1）口とは線の着く所をいう。||||||",
        ],
    );
    let user = sheet(
        "利用者",
        &[
            "区\\n分|項番|チェック項目|結果（○・×）",
            "日|1|席を立つとき画面を閉じていますか。|",
            "々|2|合言葉を一人で使っていますか。|",
            "の|3|届いた添付を確かめていますか。|",
            "事|4|困ったときの電話番号を知っていますか。|",
        ],
    );
    let mut hidden = sheet("一覧", &["番号|項目", "1|見えない項目"]);
    hidden.hidden = true;
    workbook(vec![executive, admin, hidden, user])
}

#[test]
fn a_workbook_shows_what_it_looks_like() {
    let outline = outline(&three_sheets());
    let executive = &outline.sheets[0];
    assert_eq!((executive.rows, executive.columns), (14, 5), "its size");
    assert_eq!(
        executive.head[0][4], "サイバー対策の確認表（経営層の方へ）",
        "merged cells show in each column"
    );
    let guesses: Vec<String> = outline
        .sheets
        .iter()
        .map(|s| {
            s.guess.as_ref().map_or("none".into(), |g| {
                let columns = [
                    &g.number,
                    &g.section,
                    &Some(g.text.clone()),
                    &g.help,
                    &g.answer,
                    &g.guideline,
                ];
                let columns: Vec<&str> = columns.iter().map(|c| c.as_deref().unwrap_or("-")).collect();
                format!(
                    "{} {} {} {}",
                    g.header_row,
                    columns.join(""),
                    word(&g.audience),
                    word(&g.kind)
                )
            })
        })
        .collect();
    assert_eq!(
        guesses,
        [
            "4 BACED- executive yes_no",
            "1 BACFDG admin yes_no",
            "none",
            "1 BAC-D- user mark",
        ],
        "columns by their headings, nothing for a hidden sheet"
    );
}

#[test]
fn each_sheet_becomes_the_list_of_its_audience() {
    let book = three_sheets();
    let made = mapped(&guessed(&book), &book);
    assert_eq!(made.problems, Vec::new(), "nothing stands in the way");
    let ids: Vec<&str> = made.lists.iter().map(|l| l.id.as_str()).collect();
    assert_eq!(
        ids,
        ["own-executive", "own-admin", "own-user"],
        "the audience tells lists apart"
    );
    assert_eq!(
        items(&made.lists[0]),
        [
            "体制構築/1 責任者を決めて⏎いますか。 [yes_no]",
            "体制構築/2 予算を組んでいますか。 [yes_no]",
            "運用/3 訓練を年に一度していますか。 [single A=済 B=未]",
            "運用/4 記録を読んでいますか。 [yes_no]",
        ],
        "the first sheet"
    );
}

#[test]
fn the_rows_say_why_they_were_taken_so() {
    let book = three_sheets();
    let made = mapped(&guessed(&book), &book);
    let of = |sheet: &str| {
        let rows = made.rows.iter().filter(|r| r.sheet == sheet).cloned().collect();
        told(&Mapped {
            rows,
            ..Mapped::default()
        })
    };
    assert_eq!(
        of("経営層"),
        [
            "5 item numbered 1",
            "6 item numbered 2",
            "7 continued more_help",
            "8 item numbered 3",
            "9 note note_mark",
            "10-11 blank empty",
            "12 skipped header",
            "13 item numbered 4",
            "14 note note_mark",
        ],
        "the first sheet"
    );
    assert_eq!(
        of("システム管理者"),
        [
            "2 section across",
            "3 item numbered 1-1",
            "4 item numbered 1-2",
            "5 continued unfinished",
            "6 section across",
            "7 item numbered 2-1",
            "8 continued unfinished",
            "9 note note_mark",
        ],
        "the second sheet"
    );
}

#[test]
fn merged_headings_and_names_written_down_become_sections() {
    let book = three_sheets();
    let made = mapped(&guessed(&book), &book);
    assert_eq!(
        items(&made.lists[1]),
        [
            "ネットワーク/1-1 外から入る口を一覧にしていますか。 [yes_no]",
            "ネットワーク/1-2 口ごとに、つなぐ相手を⏎書き出していますか。 [yes_no]",
            "端末/2-1 更新の日を決めていますか。⏎（持ち出すものを含む） [yes_no]",
        ],
        "the second sheet"
    );
    assert_eq!(
        made.lists[1].items[0].guideline,
        ["6.0版 12", "6.0版 13"],
        "references are parted"
    );
    assert_eq!(
        made.lists[1].items[0].official_no.as_deref(),
        Some("1－1"),
        "the number as printed is kept"
    );
    assert_eq!(
        items(&made.lists[2])[3],
        "日々の事/4 困ったときの電話番号を知っていますか。 [mark]",
        "a name written down the column, one character a row"
    );
}

#[test]
fn numbers_that_begin_anew_get_the_section_before_them() {
    let book = workbook(vec![sheet(
        "確認票",
        &[
            "番号|項目||回答",
            "１．組織|<|<|<",
            "1|規程|規程を作っていますか。|",
            "2|責任者|責任者を知っていますか。|",
            "３．技術|<|<|<",
            "1|更新|更新していますか。|",
            "2|控え|控えを取っていますか。|",
        ],
    )]);
    let made = mapped(
        &chosen("確認票", 1, ["A", "-", "C", "-", "D", "-"], AnswerKind::Mark),
        &book,
    );
    assert_eq!(
        items(&made.lists[0]),
        [
            "１．組織/1-1 規程を作っていますか。 [mark]",
            "１．組織/1-2 責任者を知っていますか。 [mark]",
            "３．技術/3-1 更新していますか。 [mark]",
            "３．技術/3-2 控えを取っていますか。 [mark]",
        ],
        "the sections' numbers come first"
    );
    assert_eq!(
        told(&made)[1],
        "3 item numbered 1-1 !number_prefixed",
        "and the row says so"
    );
    assert_eq!(
        made.lists[0].items[2].official_no.as_deref(),
        Some("1"),
        "the printed number stays"
    );
}

#[test]
fn a_sheet_without_numbers_is_numbered() {
    let book = workbook(vec![sheet(
        "Sheet1",
        &[
            "分類|内容|状況",
            "人|研修をしている|1.済 2.未 3.予定",
            "|誓約書を取っている|1.済 2.未 3.予定",
            "物|鍵を掛けている|1.済 2.未 3.予定",
            "|||",
            "|記入者：|",
        ],
    )]);
    let made = mapped(&guessed(&book), &book);
    assert_eq!(
        items(&made.lists[0])[..3],
        [
            "人/1 研修をしている [single 1=済 2=未 3=予定]",
            "人/2 誓約書を取っている [single 1=済 2=未 3=予定]",
            "物/3 鍵を掛けている [single 1=済 2=未 3=予定]",
        ],
        "from 1 on, with the options beside them"
    );
    assert!(
        made.lists[0].items.iter().all(|i| i.derived),
        "these numbers are ours"
    );
    assert_eq!(made.lists[0].id, "own", "a single list keeps the id");
    assert_eq!(
        made.lists[0].source,
        Wording::new("病院", "病院"),
        "one language stands for both"
    );
}

#[test]
fn an_english_sheet_is_read_alike() {
    let book = workbook(vec![sheet(
        "Staff",
        &[
            "Security check|<|<|<",
            "Item No.|Question|Yes/No|Notes",
            "Access|<|<|<",
            "A-1|Is every account personal?|Yes / No|Shared ones need a reason",
            "A-2|Are old accounts|Yes / No|",
            "|removed within a month?||",
            "Note: backups are asked about elsewhere.|||",
        ],
    )]);
    let mut mapping = guessed(&book);
    mapping.lang = Lang::En;
    let made = mapped(&mapping, &book);
    assert_eq!(
        items(&made.lists[0]),
        [
            "Access/A-1 Is every account personal? [yes_no]",
            "Access/A-2 Are old accounts⏎removed within a month? [yes_no]",
        ],
        "two items"
    );
    let list = &made.lists[0];
    assert_eq!(list.audience, Audience::User, "staff are users");
    let note = list.note.clone().unwrap_or_default();
    assert!(
        note.en.contains("Only English"),
        "the list says that only one language was at hand"
    );
    assert_eq!(count(&made, MappedAs::Note), 1, "the note is one");
}

#[test]
fn headings_of_two_lines_are_no_items() {
    let book = workbook(vec![sheet(
        "a",
        &[
            "番号|項目|回答|<|備考",
            "^|^|はい|いいえ|^",
            "1|鍵を掛けていますか。|||",
        ],
    )]);
    let mut mapping = guessed(&book);
    assert_eq!(
        mapping.sheets[0].header_row, 2,
        "the second line belongs to the headings"
    );
    mapping.sheets[0].header_row = 1;
    let made = mapped(&mapping, &book);
    assert_eq!(
        told(&made),
        ["2 skipped header", "3 item numbered 1"],
        "even when the first line was chosen"
    );
}
