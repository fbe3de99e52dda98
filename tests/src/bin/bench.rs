//! `make bench`: the main job on hospitals of three sizes, with seconds, peak memory and bytes of each step, the growth
//! from size to size, beside it what other programs need for the same data, and the checklists by themselves.
//!
//! Invariant: measured, never asserted; a program that is not installed is named as missing, not left out in silence.
//! Every size runs in a process of its own, so that one size's memory is not the next one's.

use junkai_app::{Env, sample_now};
use junkai_core::{Lang, SurveyId};
use junkai_tests::generator::{SIZES, Size, generate};
use junkai_tests::laptop::Laptop;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stdout();
    if args.first().is_some_and(|arg| arg == "checklists") {
        let _ = out.write_all(junkai_tests::checklists::measure().as_bytes());
        return;
    }
    if args.first().is_some_and(|arg| arg == "commands") {
        // The large hospital for `junkai run`: what `make bench-ui` opens in the window.
        for (cmd, args) in generate(7, SIZES[2]).commands {
            let _ = writeln!(out, "{}", json!({"cmd": cmd, "args": args}));
        }
        return;
    }
    if args.first().is_some_and(|arg| arg == "search") {
        let _ = out.write_all(looking(&looking_up(SIZES[2])).as_bytes());
        return;
    }
    if let Some(name) = args.first() {
        let size = SIZES
            .iter()
            .find(|s| s.name == name)
            .expect("small, sample, large, checklists, commands or search");
        let _ = writeln!(out, "{}", measure(*size));
        return;
    }
    let program = std::env::current_exe().expect("this program has a path");
    let rows: Vec<Value> = SIZES
        .iter()
        .map(|size| {
            let run = Command::new(&program)
                .arg(size.name)
                .output()
                .expect("the bench starts itself");
            assert!(
                run.status.success(),
                "{}: {}",
                size.name,
                String::from_utf8_lossy(&run.stderr)
            );
            serde_json::from_slice(&run.stdout).expect("a row of figures")
        })
        .collect();
    let _ = out.write_all(table(&rows).as_bytes());
    let _ = out.write_all(junkai_tests::checklists::measure().as_bytes());
}

/// One step: what it is called, how long it took, the most memory the process held meanwhile, what it gave.
struct Steps(Vec<Value>);

impl Steps {
    fn time<T>(&mut self, name: &str, bytes: impl FnOnce(&T) -> u64, work: impl FnOnce() -> T) -> T {
        // 5 sets the high-water mark of memory back (proc(5)); without it the peak would be that of all steps so far.
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        let began = Instant::now();
        let done = work();
        let seconds = began.elapsed().as_secs_f64();
        self.0
            .push(json!({"step": name, "seconds": seconds, "peak_mb": peak_mb(), "bytes": bytes(&done)}));
        done
    }
}

fn peak_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|l| l.starts_with("VmHWM:"))
        .unwrap_or_default();
    line.split_whitespace()
        .nth(1)
        .and_then(|kb| kb.parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1024.0
}

fn measure(size: Size) -> Value {
    let mut steps = Steps(Vec::new());
    let mut laptop = Laptop::new();
    let generated = generate(7, size);
    let survey = SurveyId(generated.survey);
    steps.time(
        "replay",
        |n: &u64| *n,
        || {
            for (cmd, args) in &generated.commands {
                laptop.run(cmd, args.clone());
            }
            generated.commands.len() as u64
        },
    );
    let answer = answer_durable(&mut laptop, survey);
    let search = search_ms(&mut laptop, survey);
    steps.time(
        "findings",
        |_| 0,
        || laptop.run("finding_list", json!({"survey": survey})),
    );
    let set = steps.time(
        "documents",
        |set: &junkai_app::DocumentSet| set.documents.iter().map(|d| d.bytes.len() as u64).sum(),
        || laptop.app.render(survey, Lang::Ja).expect("documents are made"),
    );
    let mut env = Env::scripted(sample_now(), uuid::Uuid::now_v7);
    let office = junkai_app::make_office(&mut env, "supervisor", "監督企業").expect("keys");
    laptop
        .app
        .verify_card(&office.card, &office.fingerprint)
        .expect("verified");
    let own = laptop.app.own_card("firm", "調査会社").expect("card");
    let bundle = laptop.path("out.junkai");
    let documents = set.documents.clone();
    steps.time(
        "seal and read back",
        |b: &u64| *b,
        || {
            laptop
                .app
                .seal_documents(survey, set, std::slice::from_ref(&office.card), &bundle)
                .expect("sealed")
                .bytes
        },
    );
    let opened = laptop.path("opened");
    steps.time(
        "open and verify",
        |_| 0,
        || {
            let today = sample_now().day_in_japan();
            junkai_app::open_bundle_at(&bundle, &office.identity_file, &own.card, &opened, today)
                .expect("opens")
        },
    );
    let beside = others(&laptop, &documents, &opened);
    let audit = audit_page_ms(&mut laptop, survey);
    json!({"search_ms": search, "audit_ms": audit, "size": size.name, "answers": size.answers, "connections": size.connections, "assets": size.assets,
           "photos": size.photos, "answer_ms": answer, "steps": steps.0, "beside": beside})
}

/// Milliseconds from command to commit, over 200 answers: median and 95th percentile.
fn answer_durable(laptop: &mut Laptop, survey: SurveyId) -> Value {
    let interviews = laptop.run("interview_list", json!({"survey": survey}));
    let interview = interviews[0]["id"].clone();
    let items = laptop.run(
        "interview_sheet",
        json!({"survey": survey, "interview": interview}),
    );
    let items: Vec<Value> = items["lines"]
        .as_array()
        .expect("items")
        .iter()
        .filter(|l| l["item"]["kind"] == "mark")
        .map(|l| l["item"]["no"].clone())
        .collect();
    let mut times: Vec<f64> = (0..200)
        .map(|n| {
            let args = json!({"survey": survey, "interview": interview, "item": items[n % items.len()],
                              "confirmed": {"kind": "mark", "value": n % 3 == 0}, "note": format!("確認 {n}")});
            let began = Instant::now();
            laptop.run("answer_set", args);
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    json!({"p50": times[100], "p95": times[190]})
}

/// Searching and paging alone.
fn looking_up(size: Size) -> Value {
    let mut laptop = Laptop::new();
    let generated = generate(7, Size { photos: 0, ..size });
    for (cmd, args) in &generated.commands {
        laptop.run(cmd, args.clone());
    }
    let survey = SurveyId(generated.survey);
    let search = search_ms(&mut laptop, survey);
    json!({"search_ms": search, "audit_ms": audit_page_ms(&mut laptop, survey)})
}

/// Milliseconds for one search of everything, the slowest of several words.
fn search_ms(laptop: &mut Laptop, survey: SurveyId) -> f64 {
    let words = ["ＶＰＮ", "保守", "ふぁいあ 本館", "この言葉はない", "1"];
    let times = words.map(|text| {
        let began = Instant::now();
        laptop.run(
            "search_list",
            json!({"survey": survey, "text": text, "lang": "ja"}),
        );
        began.elapsed().as_secs_f64() * 1000.0
    });
    times.into_iter().fold(0.0, f64::max)
}

/// Milliseconds for a page of a log of 20,000 entries: its end, its middle, and a kind that is rare in it.
fn audit_page_ms(laptop: &mut Laptop, survey: SurveyId) -> Value {
    for _ in 0..20 {
        let row = json!({"record": {"name": "端末", "kind": "terminal", "note": "巡回で銘板を確認した。"}});
        laptop.run(
            "asset_batch_set",
            json!({"survey": survey, "rows": vec![row; 1000]}),
        );
    }
    let mut page = |more: Value| {
        let mut args = more;
        args["survey"] = json!(survey);
        args["limit"] = json!(100);
        let began = Instant::now();
        laptop.run("audit_list", args);
        began.elapsed().as_secs_f64() * 1000.0
    };
    json!({"end": page(json!({})), "middle": page(json!({"before": 10_000})), "kind": page(json!({"kind": "hospital"})),
           "days": page(json!({"to": "2020-01-01"}))})
}

/// What other programs need for the same data: seconds, or nothing where the program is missing.
fn others(laptop: &Laptop, documents: &[junkai_app::Document], opened: &Path) -> Value {
    let at = laptop.path("beside");
    std::fs::create_dir_all(&at).expect("a folder");
    let time = |name: &str, args: &[&str]| -> Option<f64> {
        let began = Instant::now();
        let done = Command::new("timeout")
            .arg("300")
            .arg(name)
            .args(args)
            .current_dir(&at)
            .output()
            .ok()?;
        done.status.success().then(|| began.elapsed().as_secs_f64())
    };
    let text = |p: &Path| p.to_str().expect("a text path").to_string();
    let tar = text(&at.join("content.tar"));
    let packed = time("tar", &["cf", &tar, "-C", &text(opened), "."]);
    let key = time("age-keygen", &["-o", "key.txt"]);
    let recipient = std::fs::read_to_string(at.join("key.txt")).unwrap_or_default();
    let recipient = recipient
        .lines()
        .find_map(|l| l.strip_prefix("# public key: "))
        .unwrap_or_default()
        .to_string();
    let age = packed
        .and(key)
        .and_then(|_| time("age", &["-r", &recipient, "-o", "content.age", &tar]));
    let age_back = age.and_then(|_| {
        time(
            "age",
            &["-d", "-i", "key.txt", "-o", "content.again", "content.age"],
        )
    });
    let (cells, own_xlsx) = workbook_cells(documents, &at);
    let script = "import json,xlsxwriter\nb=xlsxwriter.Workbook('x.xlsx')\nfor s in json.load(open('cells.json')):\n w=b.add_worksheet()\n for r,c,t in s: w.write_string(r,c,t)\nb.close()\n";
    std::fs::write(at.join("x.py"), script).expect("written");
    let python = time("python3", &["x.py"]);
    let ledger = documents
        .iter()
        .find(|d| d.name == "09-asset-ledger.xlsx")
        .expect("the ledger");
    std::fs::write(at.join("ledger.xlsx"), &ledger.bytes).expect("written");
    let profile = format!("-env:UserInstallation=file://{}", text(&at.join("profile")));
    let office = time(
        "libreoffice",
        &[&profile, "--headless", "--convert-to", "pdf", "ledger.xlsx"],
    );
    json!({"age_encrypt": age, "age_decrypt": age_back, "cells": cells, "own_xlsx": own_xlsx, "xlsxwriter": python, "libreoffice_ledger_pdf": office})
}

/// Text cells of all workbooks as JSON for XlsxWriter, how many they are, and how long our own writer takes to put
/// down the same plain cells.
fn workbook_cells(documents: &[junkai_app::Document], at: &Path) -> (usize, f64) {
    use calamine::{Reader as _, Xlsx};
    let mut sheets: Vec<Vec<(usize, usize, String)>> = Vec::new();
    for workbook in documents.iter().filter(|d| d.name.ends_with(".xlsx")) {
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(&workbook.bytes)).expect("opens");
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).expect("a sheet");
            sheets.push(
                range
                    .used_cells()
                    .map(|(r, c, cell)| (r, c, cell.to_string()))
                    .collect(),
            );
        }
    }
    std::fs::write(at.join("cells.json"), serde_json::to_vec(&sheets).expect("JSON")).expect("written");
    let began = Instant::now();
    let mut book = rust_xlsxwriter::Workbook::new();
    for sheet in &sheets {
        let page = book.add_worksheet();
        for (row, column, text) in sheet {
            let place = (
                u32::try_from(*row).unwrap_or(0),
                u16::try_from(*column).unwrap_or(0),
            );
            page.write_string(place.0, place.1, text)
                .expect("a cell is written");
        }
    }
    book.save_to_buffer().expect("a workbook");
    (sheets.iter().map(Vec::len).sum(), began.elapsed().as_secs_f64())
}

fn table(rows: &[Value]) -> String {
    let mut out = String::from("size     step                  seconds   peak MB        bytes   growth\n");
    for (index, row) in rows.iter().enumerate() {
        for (n, step) in row["steps"].as_array().into_iter().flatten().enumerate() {
            let seconds = step["seconds"].as_f64().unwrap_or(0.0);
            let before = index
                .checked_sub(1)
                .and_then(|i| rows[i]["steps"][n]["seconds"].as_f64());
            let growth = before.map_or(String::new(), |b| format!("×{:.1}", seconds / b.max(1e-9)));
            out += &format!(
                "{:8} {:20} {:8.3} {:9.0} {:12} {:>8}\n",
                row["size"].as_str().unwrap_or(""),
                step["step"].as_str().unwrap_or(""),
                seconds,
                step["peak_mb"].as_f64().unwrap_or(0.0),
                step["bytes"],
                growth
            );
        }
        let answer = &row["answer_ms"];
        out += &format!(
            "{:8} answer durable: median {:.2} ms, 95th percentile {:.2} ms\n",
            row["size"].as_str().unwrap_or(""),
            answer["p50"].as_f64().unwrap_or(0.0),
            answer["p95"].as_f64().unwrap_or(0.0)
        );
        out += &looking(row);
        out += &beside(row);
    }
    out
}

fn looking(row: &Value) -> String {
    let ms = |value: &Value| value.as_f64().unwrap_or(0.0);
    let audit = &row["audit_ms"];
    format!(
        "         search of everything: {:.1} ms at the most\n         100 of 20,000 log entries: end {:.1} ms, middle {:.1} ms, a rare kind {:.1} ms, days without any {:.1} ms\n",
        ms(&row["search_ms"]),
        ms(&audit["end"]),
        ms(&audit["middle"]),
        ms(&audit["kind"]),
        ms(&audit["days"])
    )
}

fn beside(row: &Value) -> String {
    let step = |name: &str| {
        row["steps"]
            .as_array()
            .and_then(|s| s.iter().find(|s| s["step"] == name))
            .cloned()
            .unwrap_or_default()
    };
    let sealing = step("seal and read back");
    let (seconds, bytes) = (
        sealing["seconds"].as_f64().unwrap_or(0.0),
        sealing["bytes"].as_f64().unwrap_or(0.0),
    );
    let side = &row["beside"];
    let line = |what: &str, own: Option<f64>, other: Option<f64>| match (own, other) {
        (Some(own), Some(other)) => format!(
            "         {what}: {own:.3} s against {other:.3} s, ratio {:.2}\n",
            own / other.max(1e-9)
        ),
        _ => format!("         {what}: the other program is not installed\n"),
    };
    let age = side["age_encrypt"]
        .as_f64()
        .zip(side["age_decrypt"].as_f64())
        .map(|(a, b)| a + b);
    format!(
        "         sealing with read-back: {:.0} MB/s\n",
        bytes / 1e6 / seconds.max(1e-9)
    ) + &line(
        "seal and read back, against age encrypting and decrypting the same bytes",
        Some(seconds),
        age,
    ) + &line(
        &format!("{} plain cells, against XlsxWriter", side["cells"]),
        side["own_xlsx"].as_f64(),
        side["xlsxwriter"].as_f64(),
    ) + &line(
        "all documents, against LibreOffice turning the ledger alone into pdf",
        step("documents")["seconds"].as_f64(),
        side["libreoffice_ledger_pdf"].as_f64(),
    )
}
