/// What the server says while it runs: to stderr, in lines for people or as JSON objects.
@NullMarked
package dev.postern.cli.logs;

import org.jspecify.annotations.NullMarked;
