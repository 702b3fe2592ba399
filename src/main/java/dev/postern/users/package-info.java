/// Users: who they are, how they look on the wire, and the last step of every change to one.
///
/// Table: `postern.users`. Whatever changes a user, or what the server's view of a user shows, ends
/// with `Users.created`, `changed` or `deleted` in the same transaction: these publish the row of
/// `neon_auth.users_sync` and append the event. The one statement behind `UserView` may join any
/// table of the store.
@NullMarked
package dev.postern.users;

import org.jspecify.annotations.NullMarked;
