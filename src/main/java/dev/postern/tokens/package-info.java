/// Access tokens: signed, verified, and the keys that others verify them by.
///
/// A token is a JWT (RFC 7519) signed with ES256, checked as RFC 8725 asks. Each kind of user has
/// an audience, an issuer and keys of its own.
@NullMarked
package dev.postern.tokens;

import org.jspecify.annotations.NullMarked;
