/// Quiet answers to what the SDKs send by themselves.
///
/// An app that uses the SDKs asks for things nobody called for: where the server is, whether it is
/// new enough, where to put page views, what a user has bought. Left without an answer, these calls
/// fill consoles with warnings or take whole pages down, so each gets the answer that keeps it
/// quiet. Nothing that arrives here is kept, and nobody imports this package.
@NullMarked
package dev.postern.telemetry;

import org.jspecify.annotations.NullMarked;
