/// The closed world of what can go wrong on the wire, and the exceptions that carry it.
@NullMarked
package dev.postern.errors;

import org.jspecify.annotations.NullMarked;
