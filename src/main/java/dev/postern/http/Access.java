package dev.postern.http;

import dev.postern.http.schema.Problems;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Who may call an endpoint. Admitting a request yields the caller that the act receives, so an act
/// cannot use a right that its declaration did not ask for.
public interface Access<C> {

  /// Whether the request declares the access that this rule is for; the router picks among the
  /// views of one path by it.
  boolean suits(RequestHeaders headers);

  /// Refuses what is wrong with keys or tokens, notes what is missing among the other problems of
  /// the request, or yields the caller.
  Admission<C> admit(Exchange exchange, Problems problems);

  /// The name of the rule, for the reference.
  String scheme();

  /// The outcome of admitting a request.
  ///
  /// @param caller absent when something was noted among the problems
  /// @param currentUser looks up whom the literal `me` means
  record Admission<C>(Optional<C> caller, Supplier<Optional<UUID>> currentUser) {
    public static <C> Admission<C> of(C caller) {
      return new Admission<>(Optional.of(caller), Optional::empty);
    }
  }

  /// Anybody, without a look at the request.
  static Access<Anyone> anyone() {
    return new Access<>() {
      @Override
      public boolean suits(RequestHeaders headers) {
        return true;
      }

      @Override
      public Admission<Anyone> admit(Exchange exchange, Problems problems) {
        return Admission.of(new Anyone(exchange));
      }

      @Override
      public String scheme() {
        return "none";
      }
    };
  }

  /// A caller of whom nothing is known but the request itself.
  record Anyone(Exchange exchange) {}
}
