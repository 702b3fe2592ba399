/// Postgres, as the rest of the house sees it: databases with three doors.
///
/// A *store* is one Postgres database with the schema `postern`; *home* is the one that also holds
/// `postern_control`. Code reaches a store by a [Store]'s doors `once`, `read` and `write` alone,
/// each of which lends a `Handle` to a [Work]; a door is never opened inside a door. An *attached*
/// store is opened by its first use and closed when nobody has used it for a while. What Postgres
/// cannot do right now is [Unavailable][dev.postern.errors.Unavailable]; everything else it says is
/// a defect and flies on.
///
/// Every connection has bounded statements, bounded waits for locks and an empty `search_path`, so
/// statements write names with their schema. Migrations run when a store is opened and its version
/// is behind; a copy of a database that nobody told us of is not served.
@NullMarked
package dev.postern.db;

import org.jspecify.annotations.NullMarked;
