/// Users of whom nothing is known. The browser SDK makes one for nearly every visitor, so this is
/// cheap; they become somebody by signing up.
@NullMarked
package dev.postern.anonymous;

import org.jspecify.annotations.NullMarked;
