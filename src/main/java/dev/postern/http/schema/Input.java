package dev.postern.http.schema;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The parts of a request that a schema reads.
///
/// @param parameters what the path's placeholders stand for, decoded
/// @param query the last value of each name
/// @param header finds a header by its suffix, whichever of the two prefixes it came with
public record Input(
    Map<String, String> parameters,
    Map<String, String> query,
    Function<String, Optional<String>> header,
    Body body) {}
