/// Everything secret that is made, kept or checked: tokens, digests, envelopes, signatures and
/// password hashes. No other package may use `javax.crypto`, `MessageDigest` or `SecureRandom`.
///
/// - A *token* is random and is stored as its SHA-256; a *password* is stored as Argon2id.
/// - An *envelope* is a value sealed with AES-256-GCM under the *master key* and bound to its
///   [Place]: moved to another row it does not open. It names its key, so the key can be changed.
/// - A *signing key* signs access tokens with ES256; its private half is kept in an envelope.
/// - A *TOTP* code is what an authenticator app shows; its secret is kept in an envelope.
/// - Hashing a password runs on threads of its own, behind a bounded queue ([PasswordHasher]).
///
/// Follows RFC 9106 (Argon2), RFC 7515 and 7518 (JWS, ES256), RFC 6238 (TOTP), NIST SP 800-38D
/// (GCM).
@NullMarked
package dev.postern.crypto;

import org.jspecify.annotations.NullMarked;
