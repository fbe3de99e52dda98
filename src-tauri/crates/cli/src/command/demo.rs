//! `junkai demo`: the whole job once, from an empty folder to a bundle that the supervising firm opens.
//!
//! Invariant: success means that the bundle was opened again with the supervising firm's key and that every
//! deliverable in it equals the one in the folder. The vault and its passphrase are thrown away.

use super::card::write_new;
use crate::args::Demo;
use crate::exit::Failure;
use crate::say::Say;
use data_encoding::HEXLOWER;
use junkai_app::{App, Code, Document, DocumentSet, Env, Error, Sample, sample_now};
use junkai_core::{Lang, SurveyId};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Files besides the deliverables.
const LEFT: [&str; 5] = [
    "bundle.junkai",
    "supervisor.key",
    "surveyor.pub",
    "surveyor.card",
    "summary.json",
];

struct Steps {
    seconds: Map<String, Value>,
    began: Instant,
    step: Instant,
}

impl Steps {
    fn done(&mut self, name: &str) -> String {
        let seconds = self.step.elapsed().as_secs_f64();
        self.step = Instant::now();
        let rounded = (seconds * 1000.0).round() / 1000.0;
        self.seconds.insert(name.into(), json!(rounded));
        format!("{rounded:.2}")
    }
}

/// Runs the demo.
pub(crate) fn run(task: &Demo, say: &Say) -> Result<(), Failure> {
    prepare(&task.out)?;
    let mut steps = Steps {
        seconds: Map::new(),
        began: Instant::now(),
        step: Instant::now(),
    };
    let scratch = tempfile::tempdir().map_err(|e| io(e, Code::FolderGone))?;
    let mut app = App::throw_away(&scratch.path().join("vault"), "demo")?;
    say.step(
        "demo_vault",
        &[("seconds", &steps.done("vault_and_key_derivation"))],
    );

    let Sample { survey, commands } = replay(&mut app, say)?;
    say.step(
        "demo_replayed",
        &[
            ("commands", &commands.to_string()),
            ("seconds", &steps.done("replay")),
        ],
    );

    let exported = app.export(survey, say.lang(), &task.out.join("deliverables"))?;
    let files = exported.documents.len().to_string();
    say.step(
        "demo_exported",
        &[("files", &files), ("seconds", &steps.done("export"))],
    );

    seal(&mut app, survey, exported.clone(), &task.out)?;
    say.step("demo_sealed", &[("seconds", &steps.done("seal_and_read_back"))]);

    app.lock()?;
    reopen(&task.out, &exported.documents, scratch.path(), say)?;
    say.step("demo_opened", &[("seconds", &steps.done("open_and_verify"))]);

    let total = (steps.began.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    steps.seconds.insert("total".into(), json!(total));
    let summary = summary(&task.out, say.lang(), &exported, commands, steps.seconds)?;
    let mut bytes = 0;
    for file in summary
        .get("files")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let field = |name: &str| {
            file.get(name)
                .map(|v| v.as_str().map_or_else(|| v.to_string(), Into::into))
        };
        bytes += file.get("bytes").and_then(Value::as_u64).unwrap_or(0);
        say.result(
            &[field("sha256"), field("bytes"), field("name")]
                .map(Option::unwrap_or_default)
                .join("  "),
        )?;
    }
    let count = summary
        .get("files")
        .and_then(Value::as_array)
        .map_or(0, Vec::len)
        .to_string();
    say.result(&say.text(
        "demo_total",
        &[
            ("files", &count),
            ("bytes", &bytes.to_string()),
            ("seconds", &format!("{total:.2}")),
        ],
    ))?;
    Ok(())
}

fn io(error: std::io::Error, otherwise: Code) -> Failure {
    Error::from_io(error, otherwise).to_wire(&mut Env::real()).into()
}

/// Makes the folder, or clears what an earlier demo left in it. When anything else is there, nothing is removed.
fn prepare(out: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(out).map_err(|e| io(e, Code::FolderGone))?;
    let earlier = files_of_earlier_demo(out);
    let deliverables = out.join("deliverables");
    let known = |path: &Path| earlier.iter().any(|name| out.join(name) == path) || path == deliverables;
    let mut found = entries(out)?;
    if deliverables.is_dir() {
        found.extend(entries(&deliverables)?);
    }
    if !found.iter().all(|path| known(path)) {
        return Err(Error::of(Code::TargetExists).to_wire(&mut Env::real()).into());
    }
    for path in found.iter().filter(|path| **path != deliverables) {
        std::fs::remove_file(path).map_err(|e| io(e, Code::ReadOnly))?;
    }
    if deliverables.is_dir() {
        std::fs::remove_dir(&deliverables).map_err(|e| io(e, Code::ReadOnly))?;
    }
    Ok(())
}

/// The names that an earlier demo's summary lists, and the summary's own.
fn files_of_earlier_demo(out: &Path) -> Vec<String> {
    let read = || -> Option<Vec<String>> {
        let summary: Value = serde_json::from_slice(&std::fs::read(out.join("summary.json")).ok()?).ok()?;
        let files = summary.get("files")?.as_array()?;
        let names = files.iter().filter_map(|f| f.get("name")?.as_str());
        Some(names.chain(["summary.json"]).map(String::from).collect())
    };
    read().unwrap_or_default()
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let read = || -> std::io::Result<Vec<PathBuf>> {
        std::fs::read_dir(folder)?
            .map(|entry| entry.map(|e| e.path()))
            .collect()
    };
    read().map_err(|e| io(e, Code::FolderGone))
}

/// Replays the sample's script line by line; the first refusal ends the demo with its place.
fn replay(app: &mut App, say: &Say) -> Result<Sample, Failure> {
    app.replay_sample().map_err(|refused| {
        say.problem(
            "demo_line_refused",
            &[("file", refused.file), ("line", &refused.line.to_string())],
        );
        refused.error.into()
    })
}

/// Plays both sides of the ceremony: the supervising firm's keys and card, its fingerprint, the sealed bundle.
fn seal(app: &mut App, survey: SurveyId, documents: DocumentSet, out: &Path) -> Result<(), Failure> {
    let mut env = Env::scripted(sample_now(), uuid::Uuid::now_v7);
    let supervisor = junkai_app::make_office(&mut env, "supervisor", "見本監督企業")?;
    write_new(&out.join("supervisor.key"), &supervisor.identity_file, true)?;
    app.verify_card(&supervisor.card, &supervisor.fingerprint)?;
    let own = app.own_card("firm-sample", "見本調査会社")?;
    write_new(&out.join("surveyor.card"), &own.card, false)?;
    write_new(&out.join("surveyor.pub"), &own.minisign_public_key, false)?;
    app.seal_documents(survey, documents, &[supervisor.card], &out.join("bundle.junkai"))?;
    Ok(())
}

/// Opens the bundle as the supervising firm does and compares every deliverable with the exported one.
fn reopen(out: &Path, documents: &[Document], scratch: &Path, say: &Say) -> Result<(), Failure> {
    let read = |name: &str| super::read_text(&out.join(name));
    let opened = scratch.join("opened");
    let mut env = Env::scripted(sample_now(), uuid::Uuid::now_v7);
    junkai_app::open_bundle_at(
        &out.join("bundle.junkai"),
        &read("supervisor.key")?,
        &read("surveyor.card")?,
        &opened,
        env.now().day_in_japan(),
    )?;
    for document in documents {
        let again = std::fs::read(opened.join("deliverables").join(&document.name)).unwrap_or_default();
        if again != document.bytes {
            say.problem("demo_differs", &[("name", &document.name)]);
            return Err(Failure::Said(4));
        }
    }
    Ok(())
}

fn summary(
    out: &Path,
    lang: Lang,
    exported: &DocumentSet,
    commands: usize,
    seconds: Map<String, Value>,
) -> Result<Value, Failure> {
    let names = exported
        .documents
        .iter()
        .map(|d| format!("deliverables/{}", d.name));
    let names = names.chain(
        LEFT.iter()
            .filter(|n| **n != "summary.json")
            .map(|n| (*n).to_string()),
    );
    let mut files = Vec::new();
    for name in names {
        let bytes = std::fs::read(out.join(&name)).map_err(|e| io(e, Code::FileUnreadable))?;
        files.push(
            json!({"name": name, "bytes": bytes.len(), "sha256": HEXLOWER.encode(&Sha256::digest(&bytes))}),
        );
    }
    let mut counts = exported.counts.clone();
    counts.insert("commands".into(), commands as u64);
    let summary = json!({
        "lang": lang,
        "files": files,
        "counts": counts,
        "adaptations": exported.adaptations,
        "seconds": seconds,
        "verified": true,
    });
    let text = serde_json::to_string_pretty(&summary).unwrap_or_default() + "\n";
    write_new(&out.join("summary.json"), &text, false)?;
    Ok(summary)
}
