/// OAuth (RFC 6749): for now the grant by which the SDKs refresh their access tokens.
@NullMarked
package dev.postern.oauth;

import org.jspecify.annotations.NullMarked;
