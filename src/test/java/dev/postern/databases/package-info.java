/// Databases are made and attached on a real server, by a role that is no superuser.
@NullMarked
package dev.postern.databases;

import org.jspecify.annotations.NullMarked;
