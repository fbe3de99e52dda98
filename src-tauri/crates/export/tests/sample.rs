//! Reports to write: fictional, with everything in them that is hard to print.
//!
//! Invariant: the same call gives the same report. Deliberately absent: names of real hospitals and firms.

use junkai_core::report::document::{
    Align, Block, Cell, Column, Frame, Report, Row, RowKind, Section, Table,
};
use junkai_core::{Day, Lang};
use junkai_diagram::scene::{Anchor, Color, Item, Scene, Stroke};

/// Both faces, from the folder that the product ships.
pub(crate) fn fonts() -> junkai_export::pdf::Fonts {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../report-templates/fonts/");
    let read =
        |name: &str| std::fs::read(format!("{folder}{name}")).expect("the fonts are part of the repository");
    let (regular, bold) = (read("BIZUDGothic-Regular.ttf"), read("BIZUDGothic-Bold.ttf"));
    junkai_export::pdf::Fonts::parse(&regular, &bold).expect("the fonts can be read")
}

pub(crate) fn column(header: &str, width: f32, align: Align) -> Column {
    Column {
        header: header.into(),
        width,
        align,
        choices: Vec::new(),
    }
}

pub(crate) fn body(cells: Vec<Cell>) -> Row {
    Row {
        kind: RowKind::Body,
        cells,
    }
}

/// A report with one section of these blocks.
pub(crate) fn report(blocks: Vec<Block>) -> Report {
    Report {
        file: "05-external-connections".into(),
        lang: Lang::Ja,
        title: "外部接続一覧".into(),
        head: [
            ("医療機関", "架空総合病院"),
            ("調査事業者", "株式会社見本コンサルティング"),
            ("調査期間", "2026年10月1日～2026年12月18日"),
            ("版", "第1.2版（2026年12月20日）"),
        ]
        .map(|(label, value)| (label.to_owned(), value.to_owned()))
        .to_vec(),
        marking: "秘密".into(),
        revision: "第1.2版".into(),
        frame: Frame {
            page: "{page} / {pages} ページ".into(),
            continued: "（前ページの続き）".into(),
            adaptations: "表記を変えた箇所".into(),
            blank_left_out: "空欄は省いた。".into(),
        },
        landscape: false,
        sections: vec![Section {
            title: "接続の一覧".into(),
            blocks,
        }],
    }
}

/// A table of two columns, its second holding `texts`.
pub(crate) fn texts(texts: &[&str]) -> Table {
    let rows = (1u32..).zip(texts).map(|(number, text)| {
        body(vec![
            Cell::Number {
                value: f64::from(number),
                decimals: 0,
            },
            Cell::text(*text),
        ])
    });
    Table {
        caption: None,
        columns: vec![
            column("番号", 1.0, Align::Right),
            column("内容", 8.0, Align::Left),
        ],
        rows: rows.collect(),
    }
}

/// A checklist-like table of `count` rows in groups, with a sum.
pub(crate) fn checklist(count: usize) -> Table {
    let answers = ["○", "×", "確認中"];
    let notes = [
        "台帳は電子カルテ系のみ。部門システム（放射線、検査、透析）の端末は台帳に含まれていない。",
        "",
        "保守業者が持ち込むUSBメモリの検疫手順はあるが、「記録簿」への記入は徹底されていない、とのこと。VPN装置のファームウェアは7.2.11。",
    ];
    let mut columns = vec![
        column("番号", 1.2, Align::Centre),
        column("確認する内容", 7.0, Align::Left),
        column("回答", 1.3, Align::Centre),
        column("確認日", 2.6, Align::Centre),
        column("所要（時間）", 1.6, Align::Right),
        column("備考", 7.0, Align::Left),
    ];
    columns[2].choices = answers.iter().map(|answer| (*answer).to_owned()).collect();
    let mut rows = Vec::new();
    for at in 0..count {
        if at % 9 == 0 {
            let name = format!("{}　組織と体制、資産の把握、外部接続の管理", at / 9 + 1);
            rows.push(Row {
                kind: RowKind::Group,
                cells: vec![Cell::text(name)],
            });
        }
        let day: Day = format!("2026-11-{:02}", at % 28 + 1)
            .parse()
            .expect("a day of November");
        rows.push(body(vec![
            Cell::text(format!("1-{}", at + 1)),
            Cell::text("サーバ、端末PC、ネットワーク機器の台帳管理を行っているか。"),
            Cell::text(answers[at % 3]),
            Cell::Day(day),
            Cell::Number {
                value: at as f64 * 0.25,
                decimals: 2,
            },
            Cell::text(notes[at % 3]),
        ]));
    }
    let sum = Cell::Number {
        value: count as f64 * 1.5,
        decimals: 2,
    };
    let cells = vec![
        Cell::text("計"),
        Cell::Empty,
        Cell::Empty,
        Cell::Empty,
        sum,
        Cell::Empty,
    ];
    rows.push(Row {
        kind: RowKind::Total,
        cells,
    });
    Table {
        caption: Some("チェックリストへの回答".into()),
        columns,
        rows,
    }
}

/// A table of 24 columns, as of external connections.
pub(crate) fn wide(count: usize) -> Table {
    let headers = [
        "番号",
        "接続名称",
        "区分",
        "回線種別",
        "回線事業者",
        "契約者",
        "接続先事業者",
        "接続先の所在",
        "目的",
        "対象機器",
        "終端装置",
        "装置のバージョン",
        "認証方式",
        "多要素認証",
        "常時／都度",
        "通信方向",
        "許可する通信",
        "契約書",
        "責任分界",
        "保守期限",
        "把握していた人",
        "最終確認日",
        "所見",
        "備考",
    ];
    let columns = headers
        .iter()
        .map(|header| column(header, 2.0, Align::Left))
        .collect();
    let rows = (0..count).map(|at| {
        let cells = headers.iter().enumerate().map(|(place, header)| match place {
            0 => Cell::Number {
                value: at as f64 + 1.0,
                decimals: 0,
            },
            1 => Cell::text(format!("CT装置 遠隔保守回線（第{}放射線室）", at + 1)),
            4 => Cell::text("架空通信株式会社 西日本支店"),
            11 => Cell::text("FortiOS 7.2.11 build1740"),
            12 | 20 => Cell::Empty,
            21 => Cell::Day("2026-12-01".parse().expect("a day")),
            22 if at % 3 == 0 => Cell::text(
                "保守業者の都合で2019年に設置されたまま、病院の情報担当者は回線の存在を知らなかった。\
                 終端装置は業者の所有物で、契約書にセキュリティの責任分界がない。"
                    .repeat(2),
            ),
            _ => Cell::text(format!("{header}の内容")),
        });
        body(cells.collect())
    });
    Table {
        caption: Some("外部接続の詳細".into()),
        columns,
        rows: rows.collect(),
    }
}

/// A scene of `across` by `down` boxes with lettering of eight points.
pub(crate) fn scene(across: usize, down: usize) -> Scene {
    let mut items = Vec::new();
    let ink = Stroke {
        color: Color(0x33, 0x44, 0x66),
        width: 1.0,
        dash: false,
    };
    for at in 0..across * down {
        let (x, y) = (
            (at % across) as f64 * 150.0 + 20.0,
            (at / across) as f64 * 90.0 + 20.0,
        );
        items.push(Item::Rect {
            x,
            y,
            w: 110.0,
            h: 48.0,
            radius: 6.0,
            fill: Some(Color(0xEE, 0xF3, 0xFA)),
            stroke: Some(Stroke {
                dash: at % 3 == 1,
                ..ink
            }),
        });
        let text = |dy: f64, size: f64, bold: bool, text: String| Item::Text {
            x: x + 55.0,
            y: y + dy,
            size,
            bold,
            anchor: Anchor::Middle,
            color: Color(0x20, 0x20, 0x20),
            text,
        };
        items.push(text(20.0, 10.0, true, format!("機器{at}")));
        items.push(text(36.0, 8.0, false, "192.168.10.0/24".into()));
        if at % across + 1 < across {
            let points = vec![
                (x + 110.0, y + 24.0),
                (x + 130.0, y + 24.0),
                (x + 150.0, y + 24.0),
            ];
            items.push(Item::Line {
                points,
                stroke: ink,
                arrow: at % 2 == 0,
            });
        }
    }
    Scene {
        width: across as f64 * 150.0 + 10.0,
        height: down as f64 * 90.0 + 10.0,
        items,
    }
}

/// A report of everything at once.
pub(crate) fn varied() -> Report {
    let long = "遠隔保守の経路について、契約書・構成図・現地の配線を突き合わせた結果を記す。".repeat(60);
    let name = "医療法人社団".to_owned() + &"長名".repeat(90) + "会病院";
    let odd = [
        "=cmd|'/C calc'!A0",
        "+81-3-0000-0000",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "https://example.com/a?b=c&d=<e>",
        "制御\u{1B}[31m文字\u{0}と\u{7}",
        "方向\u{202E}逆転\u{202C}印\u{200F}",
        "絵文字😀と𠮷野家と葛\u{E0100}城市、ｱｲｳｴｵ㈱①Ⅳ髙﨑 Ωμ½™",
        "一行目\n二行目\r\n三行目\tタブの後",
        &long,
        &name,
        "VeryLongWordWithoutAnySpaceThatCannotBeBrokenAnywhere_0123456789_0123456789_0123456789_0123456789_0123456789",
    ];
    let mut report = report(vec![
        Block::Paragraph(
            "本書は、架空総合病院における外部接続（保守回線、地域医療連携、オンライン資格確認など）を、台帳、契約書、\
             ネットワーク構成図および現地調査により確認した結果をまとめたものである。「把握していなかった」と回答のあった\
             接続については、調査の経過も併せて記載している。\n段落の中の改行も、そのまま残る。"
                .into(),
        ),
        Block::Note("※ 確認できなかった項目は空欄とし、理由を備考に記した。".into()),
        Block::Table(checklist(40)),
        Block::Heading("特殊な文字".into()),
        Block::Table(texts(&odd)),
    ]);
    report.sections.push(Section {
        title: "外部接続の詳細".into(),
        blocks: vec![Block::Paragraph("接続ごとに記す。".into()), Block::Table(wide(7))],
    });
    report.sections.push(Section {
        title: "構成図".into(),
        blocks: vec![Block::Figure],
    });
    report.sections.push(Section {
        title: "おわりに".into(),
        blocks: vec![
            Block::Paragraph("以上。".into()),
            Block::Heading("次の手順".into()),
            Block::Table(checklist(3)),
        ],
    });
    report
}
