//! The reference of the table: TypeScript for the window, JSON Schema for everybody else.
//!
//! Invariant: both are made from the table alone and come out the same on every machine.

use crate::content::Content;
use crate::error::{Code, error_text};
use crate::ipc::COMMANDS;
use junkai_core::Lang;
use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use ts_rs::{Config, TS, TypeVisitor};

/// TypeScript declarations by name.
pub struct Declarations {
    config: Config,
    found: BTreeMap<String, String>,
    seen: HashSet<TypeId>,
}

struct Visit<'a>(&'a mut Declarations);

impl TypeVisitor for Visit<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.0.add::<T>();
    }
}

impl Declarations {
    /// None yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self {
            config: Config::new().with_large_int("number"),
            found: BTreeMap::new(),
            seen: HashSet::new(),
        }
    }

    fn add<T: TS + 'static + ?Sized>(&mut self) {
        // Conditions hold conditions: a type is walked through once.
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Types without a path of their own are built in, or containers whose parts are visited; boxes pass the path
        // of what they hold on, and what they hold is visited next.
        if T::output_path().is_some() && !std::any::type_name::<T>().starts_with("alloc::") {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}", T::decl(&self.config));
            self.found.entry(T::ident(&self.config)).or_insert(declaration);
        }
        T::visit_dependencies(&mut Visit(self));
        T::visit_generics(&mut Visit(self));
    }

    /// The TypeScript name of `T`; its declarations are remembered.
    pub fn name<T: TS + 'static>(&mut self) -> String {
        self.add::<T>();
        T::name(&self.config)
    }

    /// Every declaration by the name of its type.
    pub fn found(&self) -> &BTreeMap<String, String> {
        &self.found
    }
}

/// `ui/src/lib/ipc/generated.ts`: every type, the table as a type, the words for every error and every choice.
pub fn typescript() -> String {
    let mut declarations = Declarations::new();
    let lines: Vec<_> = COMMANDS
        .iter()
        .map(|c| (c, (c.types)(&mut declarations)))
        .collect();
    let mut out = String::from(
        "// Made from the command table by `cargo test -p junkai-tests`. Do not edit.\n/* eslint-disable */\n\n",
    );
    declarations.add::<crate::WireError>();
    for declaration in declarations.found.values() {
        let _ = writeln!(out, "{declaration}\n");
    }
    out.push_str(
        "/** The command table: arguments and view of each command. */\nexport interface Commands {\n",
    );
    for (command, (input, output)) in &lines {
        let _ = writeln!(
            out,
            "  /** {} */\n  {}: {{ args: {input}; view: {output} }};",
            command.doc.trim(),
            command.name
        );
    }
    out.push_str("}\n\n/** What happened and what to do, for every error code. */\nexport const errorTexts: Record<Code, { what: Wording; do: Wording }> = {\n");
    for code in Code::ALL {
        let text = error_text(*code);
        let json = |value: &junkai_core::Wording| {
            format!("{{ ja: {}, en: {} }}", quoted(&value.ja), quoted(&value.en))
        };
        let _ = writeln!(
            out,
            "  {}: {{ what: {}, do: {} }},",
            code.name(),
            json(&text.what),
            json(&text.remedy)
        );
    }
    out.push_str("};\n");
    choice_words(&mut out);
    out
}

/// The words of everything that is chosen from a list, as the deliverables have them, so that window and paper agree.
fn choice_words(out: &mut String) {
    out.push_str("\n/** Words of closed choices: by the key of the choice, in the order of choosing, by name on the wire. */\nexport const choiceWords = {\n");
    let content = Content::embedded().expect("BUG: what is embedded was checked when it was built");
    let templates = &content.templates;
    for (key, names) in junkai_core::report::choice_names() {
        let _ = writeln!(out, "  {key}: {{");
        for name in names {
            let word = |lang| quoted(templates.word(key, &name, lang));
            let _ = writeln!(
                out,
                "    {name}: {{ ja: {}, en: {} }},",
                word(Lang::Ja),
                word(Lang::En)
            );
        }
        out.push_str("  },\n");
    }
    out.push_str("} satisfies Record<string, Record<string, Wording>>;\n");
}

fn quoted(text: &str) -> String {
    serde_json::Value::String(text.into()).to_string()
}

/// The reference as one JSON document: every command with mode, purpose and the schemas of arguments and view.
pub fn json_schema() -> serde_json::Value {
    let mut generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
    let commands: Vec<serde_json::Value> = COMMANDS
        .iter()
        .map(|c| {
            serde_json::json!({
                "name": c.name,
                "mode": c.mode.name(),
                "doc": c.doc.trim(),
                "args": (c.input)(&mut generator),
                "view": (c.output)(&mut generator),
            })
        })
        .collect();
    let definitions = generator.take_definitions(true);
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Junkai command table",
        "version": env!("CARGO_PKG_VERSION"),
        "commands": commands,
        "$defs": definitions,
    })
}

/// The reference as a person reads it: a line a command.
pub fn lines() -> Vec<String> {
    let width = COMMANDS.iter().map(|c| c.name.len()).max().unwrap_or(0);
    COMMANDS
        .iter()
        .map(|c| format!("{:width$}  {:6}  {}", c.name, c.mode.name(), c.doc.trim()))
        .collect()
}
