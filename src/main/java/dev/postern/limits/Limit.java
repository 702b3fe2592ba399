package dev.postern.limits;

import java.time.Duration;

/// How often something may be tried.
///
/// @param name tells it from other limits, in the table
public record Limit(String name, int most, Duration within) {}
