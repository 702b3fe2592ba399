/// Database projects, when things go well and when they break off.
@NullMarked
package dev.postern.databaseprojects;

import org.jspecify.annotations.NullMarked;
