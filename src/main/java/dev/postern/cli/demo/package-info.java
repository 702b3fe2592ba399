/// The demo project of `dev`: made once in a database of its own, and shown at every start.
///
/// Its secrets are kept in one file of the data folder, since home has but their hashes; where the
/// file is lost there are new ones.
@NullMarked
package dev.postern.cli.demo;

import org.jspecify.annotations.NullMarked;
