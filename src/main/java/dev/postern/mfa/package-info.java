/// The second factor: the code of an authenticator app.
///
/// Whoever has proved their first factor, by whatever way in, *enters* here: a user without a
/// second factor gets a session, a user with one an *attempt*, and a session once they bring that
/// attempt and the right code. No way in opens a session of an existing user by itself.
///
/// Table: none of its own. The secret and the last accepted step are columns of `postern.users`,
/// which this package reads; attempts are codes (package `codes`). A code of the authenticator is
/// good once: it, and any older one, is refused after it. A wrong one costs the attempt a try and
/// leaves it usable; after ten wrong ones within ten minutes, by whichever attempts, the user has
/// to wait.
@NullMarked
package dev.postern.mfa;

import org.jspecify.annotations.NullMarked;
