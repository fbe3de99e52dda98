//! Keeps the house in order: which way dependencies point, what each file opens with, how long it may grow.

use cargo_metadata::{DependencyKind, MetadataCommand};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What each crate may depend on; ARCHITECTURE.md says the same in words.
const ALLOWED: &[(&str, &[&str])] = &[
    ("junkai-core", &[]),
    ("junkai-diagram", &["junkai-core"]),
    ("junkai-store", &["junkai-core"]),
    ("junkai-bundle", &["junkai-core"]),
    ("junkai-import", &["junkai-core"]),
    ("junkai-export", &["junkai-core", "junkai-diagram"]),
    (
        "junkai-app",
        &[
            "junkai-core",
            "junkai-diagram",
            "junkai-store",
            "junkai-export",
            "junkai-bundle",
            "junkai-import",
        ],
    ),
    ("junkai-cli", &["junkai-app", "junkai-core"]),
    ("junkai-shell", &["junkai-app", "junkai-core"]),
    (
        "junkai-tests",
        &[
            "junkai-app",
            "junkai-core",
            "junkai-diagram",
            "junkai-store",
            "junkai-export",
            "junkai-import",
            "junkai-bundle",
        ],
    ),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests lies in the workspace")
        .to_path_buf()
}

fn metadata() -> cargo_metadata::Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(vec!["--locked".into()])
        .exec()
        .expect("cargo metadata runs")
}

#[test]
fn dependencies_point_inward() {
    let metadata = metadata();
    let allowed: BTreeMap<&str, BTreeSet<&str>> = ALLOWED
        .iter()
        .map(|(name, to)| (*name, to.iter().copied().collect()))
        .collect();
    let mut seen = BTreeSet::new();
    for package in metadata.workspace_packages() {
        let name = package.name.as_str();
        seen.insert(name.to_string());
        let may = allowed
            .get(name)
            .unwrap_or_else(|| panic!("{name} has no place in the order of crates"));
        for dependency in package
            .dependencies
            .iter()
            .filter(|d| d.kind != DependencyKind::Development)
        {
            let to = dependency.name.as_str();
            assert!(
                !to.starts_with("junkai-") || may.contains(to),
                "{name} must not depend on {to}"
            );
        }
    }
    assert_eq!(
        seen.len(),
        ALLOWED.len(),
        "every crate in the order exists: {seen:?}"
    );
}

#[test]
fn core_is_pure() {
    let metadata = metadata();
    let core = metadata
        .workspace_packages()
        .into_iter()
        .find(|p| p.name.as_str() == "junkai-core")
        .expect("core exists");
    for dependency in &core.dependencies {
        let banned = [
            "rusqlite",
            "tauri",
            "age",
            "tokio",
            "getrandom",
            "rand",
            "printpdf",
            "tempfile",
        ];
        let normal = dependency.kind == DependencyKind::Normal;
        assert!(
            !(normal && banned.contains(&dependency.name.as_str())),
            "core must not need {}",
            dependency.name
        );
    }
    for (path, text) in sources(&["src-tauri/crates/core/src", "src-tauri/crates/diagram/src"]) {
        if path.components().any(|c| c.as_os_str() == "tests") || path.ends_with("tests.rs") {
            continue;
        }
        let body = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in [
            "std::fs",
            "std::net",
            "std::env",
            "SystemTime",
            "Instant::now",
            "Timestamp::now",
            "now_v7",
        ] {
            assert!(!body.contains(word), "{} must not use {word}", path.display());
        }
    }
}

#[test]
fn no_network_outside_tauri() {
    let metadata = metadata();
    let resolve = metadata.resolve.as_ref().expect("a resolved graph");
    let network = ["reqwest", "hyper", "ureq", "curl", "tokio-tungstenite", "isahc"];
    let by_id: BTreeMap<_, _> = metadata.packages.iter().map(|p| (&p.id, p)).collect();
    let mut open: Vec<_> = metadata
        .workspace_packages()
        .into_iter()
        .filter(|p| p.name.as_str() != "junkai-shell")
        .map(|p| &p.id)
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let name = by_id.get(id).map(|p| p.name.as_str()).unwrap_or_default();
        assert!(
            !network.contains(&name),
            "{name} can speak to the network and is needed outside the shell"
        );
        open.extend(
            resolve
                .nodes
                .iter()
                .filter(|n| &n.id == id)
                .flat_map(|n| n.dependencies.iter()),
        );
    }
}

fn sources(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in folders {
        let mut open = vec![root().join(folder)];
        while let Some(next) = open.pop() {
            for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
                let path = entry.path();
                let name = entry.file_name();
                if path.is_dir() && name != "target" && name != "node_modules" && name != "gen" {
                    open.push(path);
                } else if path.extension().is_some_and(|e| e == "rs") {
                    let text = std::fs::read_to_string(&path).expect("a source file is readable");
                    found.push((path, text));
                }
            }
        }
    }
    assert!(!found.is_empty(), "there are sources in {folders:?}");
    found
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    for (path, text) in sources(&["src-tauri", "tests"]) {
        let shown = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
        assert!(text.starts_with("//!"), "{shown} opens with its purpose");
        assert!(
            text.lines().count() <= 600,
            "{shown} has {} lines; a room that grows gets a wall",
            text.lines().count()
        );
    }
}

#[test]
fn no_test_is_switched_off_and_nothing_is_unfinished() {
    // Put together here so that this file does not find itself.
    let banned = [
        ["#[ig", "nore"].concat(),
        ["#[should", "_panic"].concat(),
        ["to", "do!("].concat(),
        ["unimple", "mented!("].concat(),
        ["FIX", "ME"].concat(),
        ["unsafe", " {"].concat(),
    ];
    for (path, text) in sources(&["src-tauri", "tests"]) {
        for word in &banned {
            assert!(
                !text.contains(word.as_str()),
                "{} contains {word}",
                path.display()
            );
        }
    }
}

#[test]
fn names_say_what_a_thing_is() {
    let vague = ["Manager", "Helper", "Util", "Service", "Processor"];
    for (path, text) in sources(&["src-tauri"]) {
        for line in text.lines() {
            let Some(rest) = ["struct ", "enum ", "trait ", "mod "].iter().find_map(|k| {
                line.trim_start()
                    .strip_prefix("pub ")
                    .unwrap_or(line.trim_start())
                    .strip_prefix(k)
            }) else {
                continue;
            };
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            assert!(
                !vague.iter().any(|v| name.ends_with(v)),
                "{} in {} is a vague name",
                name,
                path.display()
            );
        }
    }
}
