//! A made-up hospital of ordinary size: twelve zones, about 120 assets, thirty external connections, a management
//! structure of about 25 places. Names are invented.

use crate::build::{asset, connection, empty, ids, kept};
use junkai_core::connection::{Connection, LineKind};
use junkai_core::drawing::EdgeKind;
use junkai_core::inventory::{Asset, AssetKind, Owner, System, SystemKind};
use junkai_core::record::{Choice, Tri};
use junkai_core::survey::{ContactPosition, Hospital};
use junkai_core::{AssetId, Snapshot, SystemId};
use junkai_diagram::from_ledger::Proposal;
use junkai_diagram::words::{MarkWords, RoleNames, RoleWords, Words, ZoneWords};
use std::collections::BTreeMap;
use uuid::Uuid;

pub(crate) fn words() -> Words {
    let asset_names = [
        "サーバ",
        "端末",
        "ファイアウォール",
        "VPN装置",
        "ルータ",
        "スイッチ",
        "無線AP",
        "LTEルータ",
        "ストレージ",
        "CT",
        "MRI",
        "画像診断装置",
        "検査装置",
        "ベッドサイド機器",
        "医療機器",
        "顔認証付きカードリーダー",
        "保守用機器",
        "周辺機器",
        "その他",
    ];
    let line_names = [
        "専用線",
        "IP-VPN",
        "IPsec-VPN",
        "SSL-VPN",
        "LTE/5G",
        "ISDN",
        "https(VPNなし)",
        "その他の回線",
        "回線種別不明",
    ];
    let edge_names = ["院内の接続", "外部接続", "報告", "契約", "連絡"];
    let categories = [
        "①電子カルテ・部門システムの保守",
        "②医療機器の保守",
        "③オンライン資格確認・請求",
        "④地域医療連携",
        "⑤遠隔読影・検査委託・データ提供",
        "⑥職員のリモート接続",
        "⑦インターネット・事務系",
        "⑧その他の外部接続",
    ];
    Words {
        zone: zone_words(),
        role: RoleNames {
            director: role("病院長", &["院長"]),
            safety_officer: role("医療情報システム安全管理責任者", &["安全管理責任者"]),
            system_department: role("情報システム部門", &["情報システム", "医療情報"]),
            device_manager: role("医療機器安全管理責任者", &["医療機器", "臨床工学"]),
            authorities: [
                "厚生労働省 医政局",
                "都道府県 医療主管課",
                "都道府県警察 サイバー対策",
                "個人情報保護委員会",
            ]
            .map(String::from)
            .to_vec(),
        },
        asset_kind: named(AssetKind::ALL, &asset_names),
        line_kind: named(LineKind::ALL, &line_names),
        edge_kind: named(EdgeKind::ALL, &edge_names),
        category: categories.map(String::from).to_vec(),
        mark: mark_words(),
    }
}

fn zone_words() -> ZoneWords {
    ZoneWords {
        network: "基幹ネットワーク(境界・コア)".into(),
        ehr: "情報系/HIS(電子カルテ・オーダ)".into(),
        accounting: "医事会計".into(),
        radiology: "放射線部門".into(),
        laboratory: "検査部門".into(),
        pharmacy: "薬剤部門".into(),
        ward: "病棟".into(),
        department: "部門システム".into(),
        office: "事務/インターネット".into(),
        other: "所属不明".into(),
    }
}

fn mark_words() -> MarkWords {
    MarkWords {
        legend: "凡例".into(),
        hospital: "院内".into(),
        version: "Ver.".into(),
        units: "台".into(),
        connections: "外部接続:".into(),
        unknown_to_manager: "管理者未把握".into(),
        vendor_owned: "業者所有".into(),
        unregistered: "台帳に記載なし".into(),
        unknown_termination: "終端機器不明".into(),
        unknown_party: "接続先不明".into(),
        problem: "問題点(番号は別表)".into(),
        trunk: "同じ機器に終端する複数回線".into(),
        authorities: "行政機関など".into(),
        contractors: "委託先・保守業者".into(),
        other_parties: "その他の接続先".into(),
    }
}

fn role(label: &str, hints: &[&str]) -> RoleWords {
    RoleWords {
        label: label.into(),
        hints: hints.iter().map(|h| (*h).to_owned()).collect(),
    }
}

fn named<K: Choice + Ord>(keys: &[K], names: &[&str]) -> BTreeMap<K, String> {
    assert_eq!(keys.len(), names.len(), "the test has a word for every choice");
    keys.iter()
        .copied()
        .zip(names.iter().map(|n| (*n).to_owned()))
        .collect()
}

struct Making<F: FnMut() -> Uuid> {
    snapshot: Snapshot,
    next: F,
}

impl<F: FnMut() -> Uuid> Making<F> {
    fn system(
        &mut self,
        name: &str,
        kind: SystemKind,
        terminals: u32,
        vendor: &str,
        department: &str,
    ) -> SystemId {
        let mut system: System =
            serde_json::from_str(&format!(r#"{{"name":"{name}","kind":"{}"}}"#, kind.name()))
                .expect("a system");
        system.terminals = Some(terminals).filter(|n| *n > 0);
        system.vendor = Some(vendor.to_owned());
        system.department = Some(department.to_owned());
        let id = (self.next)();
        self.snapshot.systems.push(kept(id, system));
        SystemId(id)
    }

    fn asset(&mut self, kind: AssetKind, name: &str, change: impl FnOnce(&mut Asset)) -> AssetId {
        let mut record = asset(kind, name);
        change(&mut record);
        let id = (self.next)();
        self.snapshot.assets.push(kept(id, record));
        AssetId(id)
    }

    fn assets(&mut self, kind: AssetKind, name: &str, count: u32, change: impl Fn(&mut Asset)) {
        for i in 1..=count {
            self.asset(kind, &format!("{name}{i}"), &change);
        }
    }

    fn line(
        &mut self,
        n: u32,
        category: u8,
        party: &str,
        line: LineKind,
        end: Option<AssetId>,
    ) -> &mut Connection {
        let mut record = connection(&format!("C-{n:02}"), category);
        record.counterpart = (!party.is_empty()).then(|| party.to_owned());
        record.line = Some(line);
        record.terminating_asset = end;
        let id = (self.next)();
        self.snapshot.connections.push(kept(id, record));
        let last = self
            .snapshot
            .connections
            .last_mut()
            .expect("a connection was just added");
        &mut last.record
    }
}

/// The hospital without any drawing.
pub(crate) fn hospital() -> Snapshot {
    let mut m = Making {
        snapshot: empty(),
        next: ids(),
    };
    let systems = add_systems(&mut m);
    let ends = add_assets(&mut m, &systems);
    add_connections(&mut m, &ends, &systems);
    m.snapshot.hospital = Some(profile());
    m.snapshot.sort();
    m.snapshot
}

fn add_systems<F: FnMut() -> Uuid>(m: &mut Making<F>) -> Vec<SystemId> {
    vec![
        m.system(
            "電子カルテ・オーダリングシステム",
            SystemKind::Ehr,
            320,
            "みなとメディカルシステム",
            "医療情報室",
        ),
        m.system(
            "医事会計システム",
            SystemKind::Accounting,
            24,
            "青葉ソフト",
            "医事課",
        ),
        m.system(
            "医用画像管理システム(PACS)",
            SystemKind::Pacs,
            18,
            "北辰メディカル",
            "放射線科",
        ),
        m.system(
            "臨床検査システム",
            SystemKind::Laboratory,
            12,
            "東都検査機器",
            "検査科",
        ),
        m.system(
            "調剤支援システム",
            SystemKind::Pharmacy,
            9,
            "薬研システム",
            "薬剤部",
        ),
        m.system(
            "グループウェア・メール",
            SystemKind::Office,
            85,
            "青葉ソフト",
            "総務課",
        ),
        m.system(
            "給食管理システム",
            SystemKind::Department,
            4,
            "味彩システム",
            "栄養科",
        ),
        m.system(
            "透析管理システム",
            SystemKind::Department,
            6,
            "清流メディカル",
            "透析室",
        ),
    ]
}

fn add_assets<F: FnMut() -> Uuid>(m: &mut Making<F>, systems: &[SystemId]) -> Vec<AssetId> {
    let [ehr, acc, pacs, ..] = systems else {
        unreachable!("eight systems")
    };
    let gateway = |model: &'static str, version: Option<&'static str>, ip: &'static str| {
        move |a: &mut Asset| {
            a.model = Some(model.into());
            a.version = version.map(Into::into);
            a.ip = Some(ip.into());
        }
    };
    let fw = m.asset(
        AssetKind::Firewall,
        "インターネット境界UTM",
        gateway("FG-100F", Some("7.2.5"), "203.0.113.1"),
    );
    let vpn = m.asset(
        AssetKind::VpnGateway,
        "ベンダ保守用VPN装置",
        gateway("SSLG-20", Some("9.1R14"), "10.0.0.5"),
    );
    let router = m.asset(
        AssetKind::Router,
        "地域連携ルータ",
        gateway("RTX-1220", None, "10.0.0.9"),
    );
    let onshi = m.asset(
        AssetKind::Router,
        "オンライン資格確認ルータ",
        gateway("C841", Some("15.9"), "10.0.0.10"),
    );
    m.asset(
        AssetKind::Switch,
        "コアスイッチ 1号機",
        gateway("X950-28", Some("5.5.3"), "10.0.0.2"),
    );
    m.asset(
        AssetKind::Switch,
        "コアスイッチ 2号機",
        gateway("X950-28", Some("5.5.3"), "10.0.0.3"),
    );
    m.assets(AssetKind::Switch, "フロアスイッチ ", 6, |_| {});
    m.asset(AssetKind::WirelessAccessPoint, "無線LANコントローラ", |_| {});
    m.assets(AssetKind::Server, "電子カルテサーバ ", 4, of(ehr, "医療情報室"));
    m.asset(
        AssetKind::Server,
        "オーダ連携サーバ(HL7/DICOMゲートウェイ)",
        of(ehr, "医療情報室"),
    );
    m.asset(AssetKind::Storage, "バックアップNAS", of(ehr, "医療情報室"));
    let ehr_box = m.asset(AssetKind::MaintenanceBox, "遠隔保守ボックス", |a| {
        of(ehr, "医療情報室")(a);
        a.owner = Some(Owner::Vendor);
    });
    m.assets(AssetKind::Terminal, "電子カルテ端末", 8, of(ehr, "病棟"));
    m.assets(AssetKind::Server, "医事会計サーバ", 2, of(acc, "医事課"));
    let reader = m.asset(
        AssetKind::CardReader,
        "顔認証付きカードリーダー 1",
        of(acc, "医事課"),
    );
    m.assets(
        AssetKind::CardReader,
        "顔認証付きカードリーダー 別館",
        2,
        of(acc, "医事課"),
    );
    m.assets(AssetKind::Server, "PACSサーバ", 3, of(pacs, "放射線科"));
    m.asset(AssetKind::Storage, "画像ストレージ", of(pacs, "放射線科"));
    let ct = m.asset(AssetKind::Ct, "CT 64列", |a| {
        a.department = Some("放射線科".into());
        a.model = Some("CTX-64 Premium".into());
    });
    m.asset(AssetKind::Ct, "CT 救急", |a| {
        a.department = Some("放射線科".into())
    });
    m.asset(AssetKind::Mri, "MRI 1.5T", |a| {
        a.department = Some("放射線科".into())
    });
    m.assets(AssetKind::Imaging, "一般撮影装置", 5, |a| {
        a.department = Some("放射線科".into())
    });
    let lte = m.asset(AssetKind::MobileRouter, "CT保守用LTEルータ", |a| {
        a.department = Some("放射線科".into());
        a.owner = Some(Owner::Vendor);
    });
    let reading = m.asset(AssetKind::Server, "遠隔読影ゲートウェイ", |a| {
        a.department = Some("放射線科".into());
        a.owner = Some(Owner::Vendor);
    });
    let [lab_box, camera] = add_other_departments(m, systems);
    vec![
        fw, vpn, router, onshi, ehr_box, reader, ct, lte, reading, lab_box, camera,
    ]
}

fn of(system: &SystemId, department: &'static str) -> impl Fn(&mut Asset) + use<> {
    let system = *system;
    move |a: &mut Asset| {
        a.system = Some(system);
        a.department = Some(department.into());
    }
}

fn add_other_departments<F: FnMut() -> Uuid>(m: &mut Making<F>, systems: &[SystemId]) -> [AssetId; 2] {
    let [_, _, _, lab, pharm, office, meal, dial] = systems else {
        unreachable!("eight systems")
    };
    m.assets(AssetKind::Server, "検査システムサーバ", 2, of(lab, "検査科"));
    m.assets(AssetKind::Laboratory, "生化学自動分析装置", 7, |a| {
        a.department = Some("検査科".into())
    });
    let lab_box = m.asset(AssetKind::MaintenanceBox, "検査装置保守ルータ箱", |a| {
        a.department = Some("検査科".into());
        a.owner = Some(Owner::Vendor);
    });
    m.assets(AssetKind::Server, "調剤サーバ", 2, of(pharm, "薬剤部"));
    m.asset(AssetKind::MedicalDevice, "全自動錠剤分包機", of(pharm, "薬剤部"));
    m.assets(
        AssetKind::Server,
        "メール・ファイルサーバ",
        3,
        of(office, "総務課"),
    );
    m.assets(AssetKind::Peripheral, "複合機", 6, |a| {
        a.department = Some("総務課".into())
    });
    m.assets(AssetKind::Terminal, "事務端末", 9, of(office, "総務課"));
    m.assets(AssetKind::Server, "給食サーバ", 1, of(meal, "栄養科"));
    m.assets(AssetKind::Terminal, "栄養科端末", 2, |a| {
        a.department = Some("栄養科".into())
    });
    m.assets(AssetKind::Server, "透析サーバ", 1, of(dial, "透析室"));
    m.assets(AssetKind::MedicalDevice, "透析装置", 14, |a| {
        a.department = Some("透析室".into())
    });
    m.assets(AssetKind::Bedside, "セントラルモニタ", 10, |a| {
        a.department = Some("病棟".into())
    });
    m.assets(AssetKind::Server, "心電図サーバ", 2, |a| {
        a.department = Some("生理検査室".into())
    });
    m.assets(AssetKind::Other, "健診システム端末", 4, |a| {
        a.department = Some("健診センター".into())
    });
    let camera = m.asset(AssetKind::MobileRouter, "防犯カメラ用LTE", |_| {});
    [lab_box, camera]
}

fn add_connections<F: FnMut() -> Uuid>(m: &mut Making<F>, ends: &[AssetId], systems: &[SystemId]) {
    use LineKind::{Https, IpVpn, IpsecVpn, Isdn, Leased, Mobile, Other, SslVpn, Unknown};
    let [
        fw,
        vpn,
        router,
        onshi,
        ehr_box,
        reader,
        ct,
        lte,
        reading,
        lab_box,
        camera,
    ] = ends
    else {
        unreachable!("eleven ends")
    };
    let rows: [(u8, &str, LineKind, Option<AssetId>); 30] = [
        (1, "みなとメディカルシステム", SslVpn, Some(*vpn)),
        (1, "青葉ソフト", SslVpn, Some(*vpn)),
        (1, "北辰メディカル 画像サポートセンター", IpsecVpn, Some(*vpn)),
        (1, "薬研システム", SslVpn, Some(*vpn)),
        (1, "東都検査機器", Isdn, Some(*lab_box)),
        (1, "みなとメディカルシステム", IpVpn, Some(*ehr_box)),
        (2, "CTメーカー遠隔監視センター", Mobile, Some(*lte)),
        (2, "MRIメーカー保守センター", IpsecVpn, Some(*vpn)),
        (2, "生化学分析装置メーカー", Mobile, Some(*lab_box)),
        (2, "透析装置メーカー", Unknown, None),
        (2, "心電計メーカー", Isdn, None),
        (3, "オンライン資格確認等システム", IpVpn, Some(*onshi)),
        (3, "審査支払機関(オンライン請求)", IpsecVpn, Some(*onshi)),
        (3, "電子処方箋管理サービス", IpVpn, Some(*onshi)),
        (3, "カードリーダー保守業者", Https, Some(*reader)),
        (4, "地域医療連携ネットワーク協議会", IpsecVpn, Some(*router)),
        (4, "大学病院 画像連携", IpsecVpn, Some(*router)),
        (4, "診療所予約ポータル", Https, Some(*fw)),
        (5, "遠隔読影センター", Https, Some(*reading)),
        (5, "外注検査センター", IpVpn, Some(*lab_box)),
        (5, "研究データ提供先(匿名加工とのこと)", Https, Some(*ct)),
        (6, "医師の自宅端末", SslVpn, Some(*fw)),
        (6, "当直医タブレット", SslVpn, Some(*fw)),
        (7, "インターネット接続事業者", Leased, Some(*fw)),
        (7, "クラウドメール", Https, Some(*fw)),
        (7, "給与計算クラウド", Https, Some(*fw)),
        (8, "防犯カメラ管理会社", Mobile, Some(*camera)),
        (8, "売店POS本部", Other, None),
        (8, "", Unknown, None),
        (8, "空調監視会社", Mobile, None),
    ];
    for ((category, party, line, end), n) in rows.into_iter().zip(1..) {
        let record = m.line(n, category, party, line, end);
        if matches!(n, 7 | 9 | 10 | 21 | 27 | 29) {
            record.known_to_manager = Some(Tri::No);
        }
        if n == 10 {
            record.system = systems.last().copied();
        }
        if n == 28 {
            record.line_other = Some("ADSL".into());
        }
    }
}

fn profile() -> Hospital {
    let mut hospital: Hospital =
        serde_json::from_str(r#"{"name":"架空総合病院"}"#).expect("a hospital needs a name");
    let contacts = [
        ("病院長", "", "病院長"),
        ("医療情報システム安全管理責任者", "副院長室", "副院長"),
        ("情報システム部門(窓口)", "医療情報室", "室長"),
        ("情報システム部門(ネットワーク担当)", "医療情報室", "主任"),
        ("医療機器安全管理責任者", "臨床工学科", "技士長"),
        ("診療部門", "診療部", "診療部長"),
        ("看護部門", "看護部", "看護部長"),
        ("放射線部門", "放射線科", "技師長"),
        ("検査部門", "検査科", "技師長"),
        ("薬剤部門", "薬剤部", "薬剤部長"),
        ("医事部門", "医事課", "課長"),
        ("事務部門", "総務課", "事務長"),
    ];
    hospital.contacts = contacts
        .into_iter()
        .map(|(role, department, position)| ContactPosition {
            role: role.into(),
            department: (!department.is_empty()).then(|| department.into()),
            position: position.into(),
        })
        .collect();
    hospital
}

/// Puts a proposal on the drawing.
pub(crate) fn take(snapshot: &mut Snapshot, proposal: &Proposal) {
    snapshot
        .nodes
        .extend(proposal.nodes.iter().map(|(id, node)| kept(id.0, node.clone())));
    snapshot
        .edges
        .extend(proposal.edges.iter().map(|(id, edge)| kept(id.0, edge.clone())));
}

/// Ids for drawings, apart from those of the ledger.
pub(crate) fn drawing_ids() -> impl FnMut() -> Uuid {
    let mut next = 0x1_0000;
    move || {
        next += 1;
        Uuid::from_u128(next)
    }
}
