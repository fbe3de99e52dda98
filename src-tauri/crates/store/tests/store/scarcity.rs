//! Too little of something: descriptors, room on the disk, permission. Never taken for damage.
