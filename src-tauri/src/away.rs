//! The system says that it goes to sleep or that its screen is locked.
//!
//! Invariant: where nobody tells, nothing happens; the gap that sleep leaves is seen anyway (see `watch`).
//! Deliberately absent: holding sleep up until the vault is closed. What was acknowledged is on disk already, and on
//! waking the vault closes before anything else.

/// Calls `left` whenever the system says that the person is away.
#[cfg(target_os = "linux")]
pub(crate) fn listen(left: impl Fn() + Clone + 'static) {
    use gio::{BusType, Cancellable, DBusSignalFlags, bus_get};

    const LOGIND: Option<&str> = Some("org.freedesktop.login1");
    bus_get(BusType::System, Cancellable::NONE, move |bus| {
        let Ok(bus) = bus else {
            return tracing::info!("no system bus: sleep is seen by its gap alone");
        };
        let signals = [
            ("org.freedesktop.login1.Manager", "PrepareForSleep", None),
            ("org.freedesktop.login1.Session", "Lock", None),
            (
                "org.freedesktop.DBus.Properties",
                "PropertiesChanged",
                Some("org.freedesktop.login1.Session"),
            ),
        ];
        for (interface, member, first) in signals {
            let left = left.clone();
            bus.signal_subscribe(
                LOGIND,
                Some(interface),
                Some(member),
                None,
                first,
                DBusSignalFlags::NONE,
                move |_, _, _, _, member, said| {
                    if says_away(member, &said.print(false)) {
                        left();
                    }
                },
            );
        }
        // The connection has to outlive this function; it is one, and it lives as long as the window.
        Box::leak(Box::new(bus));
    });
}

/// Other systems are seen by the gap alone.
#[cfg(not(target_os = "linux"))]
pub(crate) fn listen(_left: impl Fn() + Clone + 'static) {}

/// Whether a signal says so: sleep begins (and does not end), or the session's screen is locked.
#[cfg(target_os = "linux")]
fn says_away(member: &str, said: &str) -> bool {
    match member {
        "PrepareForSleep" => said == "(true,)",
        "Lock" => true,
        "PropertiesChanged" => said.contains("'LockedHint': <true>"),
        _ => false,
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn going_to_sleep_and_locking_count_waking_does_not() {
        for (member, said, expected) in [
            ("PrepareForSleep", "(true,)", true),
            ("PrepareForSleep", "(false,)", false),
            ("Lock", "()", true),
            (
                "PropertiesChanged",
                "('org.freedesktop.login1.Session', {'LockedHint': <true>}, @as [])",
                true,
            ),
            (
                "PropertiesChanged",
                "('org.freedesktop.login1.Session', {'LockedHint': <false>}, @as [])",
                false,
            ),
            (
                "PropertiesChanged",
                "('org.freedesktop.login1.Session', {'IdleHint': <true>}, @as [])",
                false,
            ),
        ] {
            assert_eq!(says_away(member, said), expected, "{member} {said}");
        }
    }
}
