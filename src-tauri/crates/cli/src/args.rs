//! The arguments of `junkai`, as `junkai --help` prints them.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const EXIT_CODES: &str = "Exit status:
  0  done; for demo, inspect and open: everything verified
  1  refused: the message says what happened and what to do
  2  the command line is wrong
  3  the vault cannot be opened (passphrase, header, version, in use, damaged)
  4  a bundle or card does not verify
  5  the disk is full, or the target cannot be written
  70 something unforeseen; the message carries a reference";

/// Hospital cybersecurity surveys, offline: from checklist to sealed bundle.
#[derive(Parser)]
#[command(name = "junkai", version, after_help = EXIT_CODES)]
pub(crate) struct Args {
    /// Language of messages and documents.
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Language>,
    /// No progress on standard error.
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Names, durations and error codes of commands on standard error; never their arguments.
    #[arg(long, global = true)]
    pub trace: bool,
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// Language on the command line.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Language {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl From<Language> for junkai_core::Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Ja => Self::Ja,
            Language::En => Self::En,
        }
    }
}

/// Tasks.
#[derive(Subcommand)]
pub(crate) enum Task {
    /// Throw-away vault, sample hospital, export, seal, open again and verify.
    Demo(Demo),
    /// Makes a vault.
    #[command(subcommand)]
    Vault(VaultTask),
    /// Runs commands from standard input, one {"cmd","args"} a line; one result a line.
    Run(Run),
    /// The reference of the command table.
    Commands(Commands),
    /// Writes the deliverables in the clear.
    Export(Export),
    /// Seals the deliverables for verified recipients.
    Seal(Seal),
    /// Shows a bundle's manifest and whether signature, recipients and every hash hold.
    Inspect(Inspect),
    /// Opens a bundle from a known sender into a new folder.
    Open(Open),
    /// Contact cards.
    #[command(subcommand)]
    Card(CardTask),
    /// Audit chains.
    #[command(subcommand)]
    Audit(AuditTask),
    /// Checklists: what there is, whether a file is sound, forms for the hospital and back.
    #[command(subcommand)]
    Checklist(ChecklistTask),
}

/// Arguments of `demo`.
#[derive(clap::Args)]
pub(crate) struct Demo {
    /// Folder for the results; made when it does not exist.
    #[arg(long)]
    pub out: PathBuf,
}

/// Where the passphrase comes from.
#[derive(clap::Args)]
pub(crate) struct Passphrase {
    /// Reads the passphrase from this file descriptor (first line) instead of asking.
    #[arg(long, value_name = "N")]
    pub passphrase_fd: Option<u32>,
}

/// Tasks on vaults.
#[derive(Subcommand)]
pub(crate) enum VaultTask {
    /// Makes a vault and prints its recovery key once.
    New {
        /// Folder of the vault; must not exist, or be empty.
        vault: PathBuf,
        #[command(flatten)]
        passphrase: Passphrase,
    },
}

/// Arguments of `run`.
#[derive(clap::Args)]
pub(crate) struct Run {
    /// Folder of the vault.
    pub vault: PathBuf,
    /// Goes on after an error.
    #[arg(long)]
    pub keep_going: bool,
    /// Short sign of the surveyor in the audit trail.
    #[arg(long, default_value = "cli")]
    pub surveyor: String,
    #[command(flatten)]
    pub passphrase: Passphrase,
}

/// Arguments of `commands`.
#[derive(clap::Args)]
pub(crate) struct Commands {
    /// As one JSON document with the schemas of arguments and views.
    #[arg(long)]
    pub json_schema: bool,
}

/// Arguments of `export`.
#[derive(clap::Args)]
pub(crate) struct Export {
    /// Folder of the vault.
    pub vault: PathBuf,
    /// Id of the survey.
    pub survey: uuid::Uuid,
    /// Folder for the documents; must not exist, or be empty.
    #[arg(long)]
    pub out: PathBuf,
    /// Does not ask before writing unencrypted files.
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    pub passphrase: Passphrase,
}

/// Arguments of `seal`.
#[derive(clap::Args)]
pub(crate) struct Seal {
    /// Folder of the vault.
    pub vault: PathBuf,
    /// Id of the survey.
    pub survey: uuid::Uuid,
    /// Contact cards of the recipients; each must be verified in this vault.
    #[arg(long, required = true, num_args = 1.., value_name = "CARD")]
    pub to: Vec<PathBuf>,
    /// The bundle to write.
    #[arg(long)]
    pub out: PathBuf,
    #[command(flatten)]
    pub passphrase: Passphrase,
}

/// Arguments of `inspect`.
#[derive(clap::Args)]
pub(crate) struct Inspect {
    /// The bundle.
    pub file: PathBuf,
    /// age identity file of the recipient.
    #[arg(long, value_name = "KEY")]
    pub identity: PathBuf,
}

/// Arguments of `open`.
#[derive(clap::Args)]
pub(crate) struct Open {
    /// The bundle.
    pub file: PathBuf,
    /// age identity file of the recipient.
    #[arg(long, value_name = "KEY")]
    pub identity: PathBuf,
    /// Contact card of the sender, whose fingerprint you have compared.
    #[arg(long, value_name = "CARD")]
    pub sender: PathBuf,
    /// Folder for the contents; must not exist, or be empty.
    #[arg(long)]
    pub out: PathBuf,
}

/// Tasks on contact cards.
#[derive(Subcommand)]
pub(crate) enum CardTask {
    /// Makes a contact card: of a vault's own keys, or of new keys in a key file.
    New {
        /// Id of the office, such as `firm-031`.
        #[arg(long)]
        org: String,
        /// Name of the office.
        #[arg(long)]
        name: String,
        /// The card to write.
        #[arg(long)]
        out: PathBuf,
        /// Folder of the vault whose keys the card shows.
        #[arg(
            long,
            conflicts_with = "identity_out",
            required_unless_present = "identity_out"
        )]
        vault: Option<PathBuf>,
        /// New keys go into this file (age identity), for an office without a vault.
        #[arg(long, value_name = "KEY")]
        identity_out: Option<PathBuf>,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Shows a card and its fingerprint.
    Show {
        /// The card.
        card: PathBuf,
    },
    /// Takes a card into the vault as verified, after its fingerprint was compared with its owner.
    Verify {
        /// The card.
        card: PathBuf,
        /// Folder of the vault.
        #[arg(long)]
        vault: PathBuf,
        /// The fingerprint as its owner read it out; asked for when absent.
        #[arg(long)]
        fingerprint: Option<String>,
        #[command(flatten)]
        passphrase: Passphrase,
    },
}

/// Tasks on audit chains.
#[derive(Subcommand)]
pub(crate) enum AuditTask {
    /// Checks every link of the vault's chain and of each survey's.
    Verify {
        /// Folder of the vault.
        vault: PathBuf,
        #[command(flatten)]
        passphrase: Passphrase,
    },
}

fn day(text: &str) -> Result<junkai_core::Day, &'static str> {
    text.parse().map_err(|_| "not a day written as YYYY-MM-DD")
}

/// Tasks on checklists.
#[derive(Subcommand)]
pub(crate) enum ChecklistTask {
    /// Prints a line a list: id, version, number of items, official or derived, title.
    List {
        /// Folder of a vault, to list its own lists too.
        #[arg(long)]
        vault: Option<PathBuf>,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Names everything that is wrong with a checklist file.
    Lint {
        /// The file.
        file: PathBuf,
    },
    /// Writes a form to send to the hospital: a workbook (.xlsx) or paper (.pdf).
    Form {
        /// Id of the list, as `junkai checklist list` prints it.
        id: String,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        /// Version of the list; the newest when absent.
        #[arg(long = "list-version", value_name = "VERSION")]
        list_version: Option<String>,
        /// Name of the hospital, printed on the form.
        #[arg(long)]
        hospital: Option<String>,
        /// Day by which it is to come back (YYYY-MM-DD).
        #[arg(long, value_name = "DAY", value_parser = day)]
        return_by: Option<junkai_core::Day>,
        /// To whom it is to be sent back.
        #[arg(long, value_name = "NAME")]
        return_to: Option<String>,
        /// Folder of a vault, for a list of its own.
        #[arg(long)]
        vault: Option<PathBuf>,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Makes checklists of a workbook of somebody else's, by a mapping.
    Map {
        /// The workbook (.xlsx).
        file: PathBuf,
        /// The mapping, as --guess prints it, looked over and completed.
        #[arg(long, value_name = "FILE", required_unless_present = "guess")]
        mapping: Option<PathBuf>,
        /// Prints what the sheets look like and a first mapping (TOML) instead.
        #[arg(long, conflicts_with_all = ["mapping", "out"])]
        guess: bool,
        /// New or empty folder for the checklists.
        #[arg(long, required_unless_present = "guess")]
        out: Option<PathBuf>,
    },
    /// Keeps a checklist file in the vault as a released list of one's own.
    Add {
        /// Folder of the vault.
        vault: PathBuf,
        /// The checklist file (.toml).
        file: PathBuf,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Writes a released list of the vault's own as one signed file.
    Export {
        /// Folder of the vault.
        vault: PathBuf,
        /// Id of the list.
        id: String,
        /// Its version.
        version: String,
        /// The file to write (.junkai-checklist).
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Shows who signed a shared checklist and what it holds; keeps it with --take.
    Import {
        /// Folder of the vault.
        vault: PathBuf,
        /// The signed file.
        file: PathBuf,
        /// Keeps it; its signer's card must be verified in this vault.
        #[arg(long)]
        take: bool,
        #[command(flatten)]
        passphrase: Passphrase,
    },
    /// Shows what a returned workbook would bring, row by row; takes it over with --take.
    Read {
        /// Folder of the vault.
        vault: PathBuf,
        /// Id of the survey.
        survey: uuid::Uuid,
        /// Id of the interview.
        interview: uuid::Uuid,
        /// The workbook.
        file: PathBuf,
        /// Takes over what is certain and new.
        #[arg(long)]
        take: bool,
        /// With --take: also replaces own answers that say something else.
        #[arg(long, requires = "take")]
        replace: bool,
        #[command(flatten)]
        passphrase: Passphrase,
    },
}
