//! Hospitals made from a seed, as commands: for the bench and for tests of scale.
//!
//! Invariant: the same seed and size give the same commands, byte for byte. Names are invented from word lists.

use junkai_core::checklist::AnswerKind;
use serde_json::{Value, json};
use uuid::Uuid;

/// How large a hospital is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Name in the bench's table.
    pub name: &'static str,
    /// Checklist answers.
    pub answers: usize,
    /// External connections.
    pub connections: usize,
    /// Assets.
    pub assets: usize,
    /// Photos.
    pub photos: usize,
    /// Bytes of a photo.
    pub photo_bytes: usize,
}

/// Small, about the sample's size, and large.
pub const SIZES: [Size; 3] = [
    Size {
        name: "small",
        answers: 60,
        connections: 8,
        assets: 30,
        photos: 4,
        photo_bytes: 300_000,
    },
    Size {
        name: "sample",
        answers: 168,
        connections: 31,
        assets: 120,
        photos: 20,
        photo_bytes: 300_000,
    },
    Size {
        name: "large",
        answers: 600,
        connections: 300,
        assets: 1000,
        photos: 200,
        photo_bytes: 300_000,
    },
];

/// A small generator of numbers (SplitMix64), enough for invented data and the same everywhere.
pub struct Random(u64);

impl Random {
    /// Begins at `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.draw() % n.max(1) as u64).unwrap_or(0)
    }

    /// One of `list`.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// An id.
    pub fn id(&mut self) -> Uuid {
        let high = u128::from(self.draw());
        let bits = (high << 64) | u128::from(self.draw());
        uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
    }
}

/// A generated hospital: its survey and the commands that build it.
pub struct Generated {
    /// The survey.
    pub survey: Uuid,
    /// Commands in order: name and arguments.
    pub commands: Vec<(&'static str, Value)>,
}

const KINDS: [&str; 12] = [
    "server",
    "terminal",
    "firewall",
    "router",
    "switch",
    "storage",
    "ct",
    "mri",
    "imaging",
    "laboratory",
    "bedside",
    "mobile_router",
];
const LINES: [&str; 7] = [
    "leased",
    "ip_vpn",
    "ipsec_vpn",
    "ssl_vpn",
    "mobile",
    "isdn",
    "https",
];
const MAKERS: [&str; 4] = ["ミナト医用電子", "北斗通信機", "青葉計算機", "潮見精機"];
const ROOMS: [&str; 5] = ["サーバ室", "CT室", "検査室", "事務室", "ナースステーション"];
const TRI: [&str; 3] = ["yes", "no", "unknown"];

/// The hospital of `size` that `seed` gives.
pub fn generate(seed: u64, size: Size) -> Generated {
    let mut random = Random::new(seed);
    let survey = random.id();
    let mut commands: Vec<(&'static str, Value)> = vec![
        (
            "survey_create",
            json!({"id": survey, "label": "生成病院", "record": {
                "firm": "生成調査会社", "client": "生成協会", "supervising_firm": "生成監督企業",
                "period_start": "2026-09-01", "period_end": "2026-11-20", "unit_price_yen": 12000}}),
        ),
        (
            "hospital_set",
            json!({"survey": survey, "record": {"name": "生成病院", "beds": {"general": 400}, "staff": {"physicians": 49}}}),
        ),
    ];
    answers(&mut random, survey, size, &mut commands);
    let systems = systems(&mut random, survey, &mut commands);
    let assets = assets(&mut random, survey, size, &systems, &mut commands);
    connections(&mut random, survey, size, &assets, &mut commands);
    photos(&mut random, survey, size, &mut commands);
    for kind in ["network", "management"] {
        commands.push(("diagram_from_ledger", json!({"survey": survey, "diagram": kind})));
    }
    Generated { survey, commands }
}

fn set(commands: &mut Vec<(&'static str, Value)>, cmd: &'static str, survey: Uuid, id: Uuid, record: Value) {
    commands.push((cmd, json!({"survey": survey, "id": id, "record": record})));
}

fn answers(random: &mut Random, survey: Uuid, size: Size, commands: &mut Vec<(&'static str, Value)>) {
    let content = junkai_app::Content::embedded().expect("the embedded content parses");
    let mut left = size.answers;
    for round in 0.. {
        for list in &content.checklists {
            if left == 0 {
                return;
            }
            // Lists that ask for other kinds of answers have no ○ and ×, which is all that is made up here.
            let marks: Vec<_> = list.items.iter().filter(|i| i.kind == AnswerKind::Mark).collect();
            if marks.is_empty() {
                continue;
            }
            let interview = random.id();
            set(
                commands,
                "interview_set",
                survey,
                interview,
                json!({"checklist": list.id, "checklist_version": list.version, "audience": list.audience,
                       "interviewee": format!("担当者{}", round + 1), "started": "2026-10-05T01:00:00Z"}),
            );
            for item in marks.into_iter().take(left) {
                left -= 1;
                let value = random.below(10) > 2;
                commands.push((
                    "answer_set",
                    json!({"survey": survey, "interview": interview, "item": item.no,
                           "own": {"kind": "mark", "value": random.below(10) > 3},
                           "confirmed": {"kind": "mark", "value": value},
                           "note": format!("台帳と規程の写しを確認した。確認番号{}", random.below(100_000))}),
                ));
            }
        }
    }
}

fn systems(random: &mut Random, survey: Uuid, commands: &mut Vec<(&'static str, Value)>) -> Vec<Uuid> {
    let kinds = [
        "ehr",
        "accounting",
        "pacs",
        "laboratory",
        "pharmacy",
        "department",
        "office",
    ];
    kinds
        .iter()
        .enumerate()
        .map(|(n, kind)| {
            let id = random.id();
            let record = json!({"name": format!("システム{}", n + 1), "kind": kind, "servers": 2, "terminals": 30,
                "vendor": random.pick(&MAKERS)});
            set(commands, "system_set", survey, id, record);
            let record = json!({"system": id, "data": "業務データ", "method": "フルバックアップ", "frequency": "毎日",
                "generations": random.below(8), "offline": random.pick(&TRI), "restore_tested": random.pick(&TRI)});
            set(commands, "backup_set", survey, random.id(), record);
            id
        })
        .collect()
}

fn assets(
    random: &mut Random,
    survey: Uuid,
    size: Size,
    systems: &[Uuid],
    commands: &mut Vec<(&'static str, Value)>,
) -> Vec<Uuid> {
    (0..size.assets)
        .map(|n| {
            let id = random.id();
            let kind = random.pick(&KINDS);
            let record = json!({
                "kind": kind, "name": format!("{kind}-{n:04}"), "maker": random.pick(&MAKERS),
                "model": format!("MX-{}", random.below(9000)), "os": "専用OS", "version": format!("{}.{}", random.below(9), random.below(20)),
                "ip": format!("10.{}.{}.{}", random.below(200), random.below(250), random.below(250)),
                "location": {"building": "本館", "floor": format!("{}階", 1 + random.below(7)), "room": random.pick(&ROOMS)},
                "department": "情報システム室", "owner": if random.below(8) == 0 { "vendor" } else { "hospital" },
                "maintenance": if random.below(3) == 0 { "online" } else { "on_site" },
                "end_of_support": format!("20{}-03-31", 25 + random.below(8)),
                "patch_state": "behind", "antivirus_state": "unknown", "confirmed_by": "seen", "confirmed_on": "2026-10-12",
                "system": random.pick(systems), "note": "巡回で銘板を確認した。",
            });
            set(commands, "asset_set", survey, id, record);
            id
        })
        .collect()
}

fn connections(
    random: &mut Random,
    survey: Uuid,
    size: Size,
    assets: &[Uuid],
    commands: &mut Vec<(&'static str, Value)>,
) {
    for n in 0..size.connections {
        let id = random.id();
        let record = json!({
            "label": format!("C-{:03}", n + 1), "category": 1 + n % 8, "purpose": "装置の遠隔保守",
            "counterpart": format!("{}保守センター", random.pick(&MAKERS)), "line": random.pick(&LINES), "carrier": "生成通信",
            "terminating_asset": random.pick(assets), "software_version": "7.2.4", "setting_reviewed": random.pick(&TRI),
            "direction": "both", "availability": "always_on", "authentication": "password", "log_kept": random.pick(&TRI),
            "managed_by": "放射線部", "known_to_manager": random.pick(&TRI), "contract": "保守契約書あり", "note": "契約更新時に回線が追加されていた。",
        });
        set(commands, "connection_set", survey, id, record);
        for step in 0..2 {
            let record = json!({"connection": id, "on": format!("2026-10-{:02}", 5 + step), "means": "interview",
                "whom": "放射線技師長", "result": "回線の用途と相手先を聞き取った。", "next_step": "設定書を確認する。"});
            set(commands, "investigation_set", survey, random.id(), record);
        }
    }
}

/// A JPEG frame around random data: what a photo costs in bytes, without a camera.
fn photo(random: &mut Random, bytes: usize) -> Vec<u8> {
    let mut out = vec![0xFF, 0xD8, 0xFF, 0xDB, 0x00, 0x43];
    out.extend([1_u8; 65]);
    out.extend([0xFF, 0xC0, 0x00, 0x0B, 8, 0x0B, 0xB8, 0x0F, 0xA0, 1, 1, 0x11, 0]);
    out.extend([0xFF, 0xDA, 0x00, 0x08, 1, 1, 0, 0, 63, 0]);
    while out.len() < bytes {
        out.extend(random.draw().to_be_bytes().map(|b| if b == 0xFF { 0 } else { b }));
    }
    out.extend([0xFF, 0xD9]);
    out
}

fn photos(random: &mut Random, survey: Uuid, size: Size, commands: &mut Vec<(&'static str, Value)>) {
    for n in 0..size.photos {
        let bytes = data_encoding::BASE64.encode(&photo(random, size.photo_bytes));
        commands.push((
            "evidence_add",
            json!({"survey": survey, "id": random.id(), "name": format!("銘板{}", n + 1), "media_type": "image/jpeg", "bytes": bytes}),
        ));
    }
}
