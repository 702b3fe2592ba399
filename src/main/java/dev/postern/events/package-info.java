/// What happened: an event is a row in the transaction that made it true. Readers come afterwards.
///
/// Table: `postern.events`. Features do not tell one another that something happened; they append.
@NullMarked
package dev.postern.events;

import org.jspecify.annotations.NullMarked;
