package dev.postern.planted.strangers;

/// Stands in a package that the map does not know.
final class Unmapped {}
