/// Teams, and who is in them.
///
/// Tables: `postern.teams`, `postern.memberships`. A user selects at most one of their teams, which
/// a unique index holds.
@NullMarked
package dev.postern.teams;

import org.jspecify.annotations.NullMarked;
