/// Postern: an authentication and user-management server that lives in your Postgres.
@NullMarked
package dev.postern;

import org.jspecify.annotations.NullMarked;
