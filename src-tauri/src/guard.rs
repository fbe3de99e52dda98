//! Closes the vault when nobody is there, and brings the window to the front when the program is started again.
//!
//! Invariant: the page is told first, so that what is being typed is saved; it has a few seconds for that, and then the
//! vault closes whatever the page does. What the page is told is a name, never data.
//! Deliberately absent: closing the sample hospital, which holds nobody's data and could not be opened again.

use crate::host::Host;
use crate::instance::Instance;
use crate::watch::{LockedBy, Look, should_lock};
use crate::{away, window};
use std::io::Write as _;
use std::time::{Duration, Instant};
use tauri::{App, AppHandle, Manager as _};

/// Between two looks at the clocks.
const PERIOD: Duration = Duration::from_secs(1);
/// How long the page may take to save what is being typed.
const PATIENCE: Duration = Duration::from_secs(3);

/// Watches from now on until the program ends.
pub(crate) fn stand(app: &App, instance: Instance) {
    std::panic::set_hook(Box::new(tell_of));
    let handle = app.handle().clone();
    std::thread::spawn(move || look_again_and_again(&handle, &instance));
    let handle = app.handle().clone();
    away::listen(move || {
        let handle = handle.clone();
        // Closing takes a moment, and this is called where the window is drawn.
        std::thread::spawn(move || close(&handle, LockedBy::Away));
    });
}

/// Says where a fault was and nothing else: its message may quote what a hospital answered.
fn tell_of(fault: &std::panic::PanicHookInfo<'_>) {
    let place = fault.location().map_or_else(String::new, ToString::to_string);
    tracing::error!(place, "fault");
    // Where nobody reads it, nothing is lost.
    let _ = writeln!(std::io::stderr(), "junkai: fault at {place}");
}

fn look_again_and_again(app: &AppHandle, instance: &Instance) {
    let mut before = Look::now();
    loop {
        std::thread::sleep(PERIOD);
        if instance.was_called() {
            window::raise(app);
        }
        let now = Look::now();
        let host = app.state::<Host>();
        host.keep_window();
        if let Some(by) = should_lock(before, now, host.touched(), idle(&host)) {
            close(app, by);
        }
        before = Look::now();
    }
}

/// After how much quiet the vault closes. The window test cannot wait for minutes.
fn idle(host: &Host) -> Duration {
    #[cfg(debug_assertions)]
    if let Some(seconds) = std::env::var("JUNKAI_IDLE_SECONDS")
        .ok()
        .and_then(|s| s.parse().ok())
    {
        return Duration::from_secs(seconds);
    }
    host.settings().idle()
}

/// Closes the vault, unless none is open.
fn close(app: &AppHandle, by: LockedBy) {
    let host = app.state::<Host>();
    if host.is_sample() || !host.is_open() {
        return;
    }
    window::tell(app, "junkai:lock", by.name());
    let end = Instant::now() + PATIENCE;
    while host.is_open() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(50));
    }
    if host.is_open() {
        // A refusal has been traced; the vault is closed either way.
        let _ = host.lock(by);
    }
    window::tell(app, "junkai:locked", by.name());
}
