/// HTTP: endpoints as values, and the one way a request is worked.
///
/// A request is worked in this order, which the precedence of errors fixes: method, body, caller by
/// headers, view by access type, schema of everything together, act, answer. `Router` is that
/// order; a `Protocol` is the manners of one surface (how it reads bodies, how it words refusals,
/// which headers it sends); `Endpoint` says what an operation takes, gives and refuses, and who may
/// call.
///
/// The engine is Helidon's, and stays inside `WebServer`.
@NullMarked
package dev.postern.http;

import org.jspecify.annotations.NullMarked;
