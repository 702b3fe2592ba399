package dev.postern.http.schema;

import dev.postern.errors.Refusal;
import dev.postern.errors.Refused;
import dev.postern.errors.RequestError.SchemaError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that is wrong with one request, collected so that one answer tells it all.
///
/// A refusal outranks the lines: first a `me` that means nobody, then a caller whose access type
/// does not suffice, then the schema.
public final class Problems {
  private final List<String> lines = new ArrayList<>();
  private @Nullable Refusal nobody;
  private @Nullable Refusal access;

  /// Notes a line of the schema error, such as `body.email must be defined`.
  public void add(String line) {
    lines.add(line);
  }

  /// Notes that the caller's access does not suffice; outranks every line.
  public void deny(Refusal refusal) {
    access = refusal;
  }

  /// Notes that the request says `me` while nobody is signed in; outranks everything.
  void meIsNobody(Refusal refusal) {
    nobody = refusal;
  }

  /// Throws the refusal that outranks the lines, if there is one.
  public void refuseIfDenied() {
    if (nobody != null) throw new Refused(nobody);
    if (access != null) throw new Refused(access);
  }

  /// Throws what outranks the rest; the lines become one schema error.
  public void refuseIfAny(String method, String path) {
    refuseIfDenied();
    if (lines.isEmpty()) return;
    throw new Refused(
        new SchemaError(
            "Request validation failed on %s %s:\n  - %s"
                .formatted(method, path, String.join("\n  - ", lines))));
  }

  /// The lines alone, for surfaces that have their own form.
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
