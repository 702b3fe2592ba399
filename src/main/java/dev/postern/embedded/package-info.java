/// A real Postgres that Postern brings along, for those who have none yet.
///
/// *Binaries* are what the class path holds for this platform, unpacked once. The *cluster* is the
/// folder in which Postgres keeps its data. The *postmaster* is the process that serves it. The
/// *account* is the user that this process runs as, since Postgres refuses to be root.
///
/// What holds: a step that was interrupted is done again at the next start, because each works
/// beside its target and ends with a rename. One folder serves one Postern. Postgres never outlives
/// Postern where the system can promise it, and is stopped by the next start where it cannot. What
/// is thrown is written for the operator.
@NullMarked
package dev.postern.embedded;

import org.jspecify.annotations.NullMarked;
