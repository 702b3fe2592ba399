/// The way of a request's body into memory.
///
/// Whoever can reach the server can send it bodies, before anybody has asked who they are; so this
/// package bounds what bodies take: each by the limit of its endpoint, all that are on their way by
/// one `Budget`, and all that are being worked on by another. Which memory a body takes depends on
/// what is in it: `[{},{},…]` becomes thirty times as large as a tree, so `BodySize` counts what
/// becomes an object. Those who send slowly hold nothing of the second budget, so they cannot keep
/// small requests away. What came packed is bounded as it comes out, since a few bytes can be the
/// gzip of gigabytes.
@NullMarked
package dev.postern.http.body;

import org.jspecify.annotations.NullMarked;
