/// Sessions and the tokens they give: who a request comes from, and for how long that is true.
///
/// Table: `postern.sessions`. A session is a refresh token, kept as SHA-256, which is never
/// rotated; refreshing gives a new access token (a JWT, RFC 7519, signed with ES256) and nothing
/// else. An access token dies with its session on this server at once, and elsewhere when it
/// expires.
///
/// `Callers` turns the headers of a request into the caller that an act receives. Refreshing is the
/// hottest request of all: one statement and one signature.
@NullMarked
package dev.postern.sessions;

import org.jspecify.annotations.NullMarked;
