/// The control plane as its clients drive it, on a real server.
@NullMarked
package dev.postern.controlplane;

import org.jspecify.annotations.NullMarked;
