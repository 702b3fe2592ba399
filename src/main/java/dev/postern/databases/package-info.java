/// Databases on Postgres servers: making new ones, attaching those that customers have, and getting
/// them ready for users to be published in.
///
/// Where we make a database it has three roles: the *owner role* is the customer's and owns
/// database and `neon_auth`; the *runtime role* is ours and owns `postern`; the *publisher* writes
/// `users_sync` in a function that the runtime role calls, so that the customer's triggers run with
/// no right to `postern`. Where a customer gives a connection string, its one role does all of it.
/// Every step on a server can be taken again. `ServerCommands` is the one class whose SQL is put
/// together.
@NullMarked
package dev.postern.databases;

import org.jspecify.annotations.NullMarked;
