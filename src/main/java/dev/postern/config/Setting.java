package dev.postern.config;

/// The declaration of one environment variable. The type is what its readers call it; the default
/// is as one would write it, or says in words what happens without.
record Setting(String name, String type, String standard, String description) {}
