/// The current time, and nothing else. Passed in, so that tests can move it by hand.
@NullMarked
package dev.postern.clock;

import org.jspecify.annotations.NullMarked;
