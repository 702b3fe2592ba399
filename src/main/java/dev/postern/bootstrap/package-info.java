/// What a server begins with.
///
/// *Home* is where the server keeps everything: a database and the key of its secrets. The
/// *bootstrap* makes what the environment describes, or brings it into that form: the project
/// `internal`, and any others. It may be repeated, so it runs at every start.
@NullMarked
package dev.postern.bootstrap;

import org.jspecify.annotations.NullMarked;
