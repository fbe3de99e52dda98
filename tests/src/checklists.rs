//! How long checklists take: reading and linting all of them, conditions, forms out and back in.
//!
//! Invariant: measured, never asserted; each figure is the median of many runs in one process, and the slowest of them.

use junkai_app::Content;
use junkai_core::InterviewId;
use junkai_core::checklist::{AnswerValue, Applicability, Checklist, parse_benchmarks, parse_checklist};
use junkai_core::comparison::parse_map;
use junkai_core::form::{Form, FormArgs, preview, read_back};
use junkai_core::interview::Answer;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The figures as lines of text.
pub fn measure() -> String {
    let content = Content::embedded().expect("content parses");
    let texts = texts();
    let mut out = String::from("checklists                                     median ms   slowest ms\n");
    let items: usize = content.checklists.iter().map(|l| l.items.len()).sum();
    let name = format!("read and lint {} lists, {items} items", content.checklists.len());
    out += &line(&name, 20, || {
        let lists: Vec<Checklist> = texts
            .lists
            .iter()
            .map(|text| parse_checklist(text).expect("a sound list"))
            .collect();
        for map in &texts.maps {
            parse_map(map, &lists).expect("a sound map");
        }
        parse_benchmarks(&texts.figures).expect("sound figures").len()
    });
    let conditions = |l: &&Checklist| l.items.iter().map(|i| l.conditions(i).count()).sum::<usize>();
    let largest = content.checklists.iter().max_by_key(conditions).expect("lists");
    let answers = answered(largest);
    out += &line(
        &format!("conditions of {} ({} items)", largest.id, largest.items.len()),
        500,
        || Applicability::of(largest, &answers).items().len(),
    );
    let list = content
        .checklist("mhlw-5.2-admin", "1")
        .expect("the list of 82 items");
    let answers = answered(list);
    let write = || {
        let form = Form::new(list, &content.form_words, &FormArgs::default(), &answers);
        let mut bytes = Vec::new();
        junkai_export::form::write(&form, &mut bytes).expect("a workbook");
        bytes
    };
    out += &line("form of 82 items out", 20, || write().len());
    let bytes = write();
    out += &line("form of 82 items back in, with preview", 20, || {
        let book = junkai_import::read_workbook(&bytes).expect("a workbook");
        let returned = read_back(std::slice::from_ref(list), &content.form_words, &book);
        preview(&returned, &answers).rows.len()
    });
    out
}

fn line<T>(name: &str, runs: usize, mut work: impl FnMut() -> T) -> String {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let began = Instant::now();
            std::hint::black_box(work());
            began.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let slowest = times.last().copied().unwrap_or(0.0);
    format!("{name:46} {:9.3}    {slowest:9.3}\n", times[times.len() / 2])
}

/// An own answer to every item, of the kind that it takes.
fn answered(list: &Checklist) -> Vec<Answer> {
    let value = |at: usize, item: &junkai_core::checklist::Item| match item.options.first() {
        Some(option) => AnswerValue::Single {
            option: option.id.clone(),
            text: None,
        },
        None => AnswerValue::Mark {
            value: !at.is_multiple_of(3),
        },
    };
    let answer = |(at, item): (usize, &junkai_core::checklist::Item)| Answer {
        own: Some(value(at, item)),
        ..Answer::blank(InterviewId(uuid::Uuid::nil()), &item.no)
    };
    list.items.iter().enumerate().map(answer).collect()
}

struct Texts {
    lists: Vec<String>,
    maps: Vec<String>,
    figures: String,
}

/// The files of `checklists/`, read before anything is measured.
fn texts() -> Texts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../checklists");
    let read = |path: PathBuf| std::fs::read_to_string(path).expect("a file of the tree");
    let inside = |folder: &Path| {
        let entries = std::fs::read_dir(folder).expect("a folder of the tree").flatten();
        let mut files: Vec<PathBuf> = entries.map(|e| e.path()).collect();
        files.sort();
        files
    };
    let lists = inside(&folder)
        .into_iter()
        .filter(|p| p.is_dir() && !p.ends_with("maps"));
    Texts {
        lists: lists.flat_map(|p| inside(&p)).map(read).collect(),
        maps: inside(&folder.join("maps")).into_iter().map(read).collect(),
        figures: read(folder.join("benchmarks.toml")),
    }
}
