/// Tests of the doors to Postgres, against a real one.
@NullMarked
package dev.postern.db;

import org.jspecify.annotations.NullMarked;
