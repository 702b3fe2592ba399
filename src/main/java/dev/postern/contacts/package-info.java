/// Contact channels: the ways to reach a user, and by which they may sign in.
///
/// Table: `postern.contact_channels`. A user has at most one primary e-mail. An address may be many
/// users', but only one of a project's users signs in with it, which a unique index holds.
@NullMarked
package dev.postern.contacts;

import org.jspecify.annotations.NullMarked;
