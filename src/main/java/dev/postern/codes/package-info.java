/// One-time codes: what a link, a letter or a refusal carries, to be brought back once.
///
/// Table: `postern.codes`. A code is 45 random characters and is kept as its SHA-256. It has a
/// [CodeKind], which says what it is good for and for how long; brought to another endpoint it is
/// as good as none. Codes that differ in their first six characters alone count their attempts
/// together, since a person types those six and the rest is known to the browser; after twenty
/// attempts they are dead. Attempts count whatever comes of them, also where the act is refused, so
/// they are counted before it and apart from it. A week after it expired a code is removed.
@NullMarked
package dev.postern.codes;

import org.jspecify.annotations.NullMarked;
