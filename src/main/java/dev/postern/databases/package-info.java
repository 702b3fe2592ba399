/// Databases on Postgres servers: making new ones, attaching those that customers have, and getting
/// them ready for users to be published in.
///
/// Where we make a database it has two roles: the *owner role* is the customer's and owns database
/// and `neon_auth`; the *runtime role* is ours, owns `postern`, and may read and write
/// `users_sync`. Where a customer gives a connection string, its one role does both. Every step on
/// a server can be taken again. `ServerCommands` is the one class whose SQL is put together.
@NullMarked
package dev.postern.databases;

import org.jspecify.annotations.NullMarked;
