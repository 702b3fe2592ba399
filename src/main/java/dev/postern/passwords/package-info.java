/// Signing up and in with an address and a password.
///
/// Table: `postern.passwords`. Hashes are Argon2id at OWASP's parameters; bcrypt's verify as well
/// and are replaced at the next sign-in. Hashing happens outside any transaction, on threads of its
/// own, and costs the same whether or not there is such a user.
@NullMarked
package dev.postern.passwords;

import org.jspecify.annotations.NullMarked;
