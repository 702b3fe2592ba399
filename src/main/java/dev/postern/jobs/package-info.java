/// Work that is done later: a job is a row of the store it belongs to, written in the transaction
/// that made it necessary, and done at least once, by any node.
///
/// Table: `postern.jobs`. A node *takes* a job under a *lease*; when the lease ends, anybody may
/// take it again, and who held it before can no longer end it. A run ends as `Done`, `Again` (the
/// next page) or `Failed` (again after a pause, *parked* after too many). The node that committed a
/// job does it at once. For whatever node dies there is a job in home for each store that is used,
/// which *tends* that store once a minute; nobody holds a connection to a store for its jobs.
@NullMarked
package dev.postern.jobs;

import org.jspecify.annotations.NullMarked;
