/// What the operator decides: environment variables, read once at start into one immutable
/// [Config], whose parts are handed to those who need them.
///
/// - A *setting* is one line: name, default, description. `docs/generated/configuration.md` is
///   written from these lines.
/// - A *complaint* says which variable is wrong, how, and what a good value looks like. All are
///   collected and reported at once ([ConfigurationProblem]); none quotes a secret.
/// - Nothing is looked up later, and a variable with our prefix that nobody knows is a complaint.
@NullMarked
package dev.postern.config;

import org.jspecify.annotations.NullMarked;
