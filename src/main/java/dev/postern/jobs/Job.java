package dev.postern.jobs;

import org.jspecify.annotations.Nullable;

/// Something to do, made by a [JobKind].
///
/// @param key where there is one, there is at most one such job of its kind in a tenant, and asking
///   for it again makes it begin anew
/// @param data JSON
public record Job(String kind, @Nullable String key, String data) {}
