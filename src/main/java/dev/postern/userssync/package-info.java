/// `neon_auth.users_sync`: every user of a published project, as a row of the customer's own
/// database.
///
/// The row is written in the transaction that changed the user. This package knows a handle, a
/// user's id and a JSON document; only `users` calls it. It never uses `ON CONFLICT DO UPDATE`: the
/// key is a generated column, so an upsert would take the full row lock and wait for every open
/// transaction of the app that inserted a reference to the user. It never names the table either,
/// which is the customer's: `postern_publisher.write` does what is to be done there.
@NullMarked
package dev.postern.userssync;

import org.jspecify.annotations.NullMarked;
