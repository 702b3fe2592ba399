/// The reference, written from the declarations: what each `Endpoint` says of itself, as an OpenAPI
/// 3.1 document.
///
/// Requests are described by their `Schema`, answers by the components of their records, refusals
/// by samples of them. Several views of one path and method are one operation, since OpenAPI knows
/// no more; `x-access` lists who may call it.
@NullMarked
package dev.postern.http.reference;

import org.jspecify.annotations.NullMarked;
