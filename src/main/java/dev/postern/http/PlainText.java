package dev.postern.http;

/// An answer for people, as `text/plain`.
public record PlainText(String text) {}
