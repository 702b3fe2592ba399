/// What may be in a request: the schema is the record that the act takes.
///
/// Component names become `snake_case` fields. A component named in the path comes from the path,
/// the others from the query (GET, DELETE) or from the body. `Optional<T>` may be absent but not
/// null, `@Nullable T` must be there and may be null, `Patch<T>` may be both; everything else must
/// be there. Scalars are coerced, unknown fields are refused, and every problem of a request is
/// told in one answer.
///
/// This is the only place of the server that looks at records by reflection, once for each
/// endpoint, at start.
@NullMarked
package dev.postern.http.schema;

import org.jspecify.annotations.NullMarked;
