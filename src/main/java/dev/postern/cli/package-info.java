/// The command line: what an operator or a developer says to `./postern`.
///
/// A *verb* is one word of it, and a file here. A *machine* is what verbs may touch of the world:
/// the environment, two streams, the clock, the way to launch a server. *Trouble* is whatever ends
/// a verb in a way that is no defect; it is told in a sentence or two, and the exit code is 1. What
/// verbs do to projects and databases are acts of other packages; here they are only asked for and
/// shown.
@NullMarked
package dev.postern.cli;

import org.jspecify.annotations.NullMarked;
