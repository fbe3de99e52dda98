//! An older registry, or an older copy of it, put in the place of the newer one.
