package dev.postern.http;

import dev.postern.errors.Refusal;
import dev.postern.http.body.BodySize;
import dev.postern.http.schema.Schema;
import dev.postern.http.schema.Schema.Strays;
import java.util.ArrayList;
import java.util.List;

/// One operation, as a value: where it is, who may call, what goes in, what comes out, which
/// refusals a client must expect, and who does it. The router and the reference read nothing else.
///
/// @param gives the record of the answer's body; `PlainText`, `Answer.Blob` and `Nothing` have
///   forms of their own
/// @param status of an answer that is no refusal
/// @param cacheControl how long answers may be kept; the SDKs' surface keeps nothing by itself
/// @param largestBody how many bytes of a body are read
public record Endpoint<C, I extends Record, O>(
    Method method,
    PathTemplate path,
    String summary,
    Access<C> access,
    Schema<I> takes,
    Class<O> gives,
    int status,
    String cacheControl,
    int largestBody,
    List<Class<? extends Refusal>> refuses,
    Act<C, I, O> act) {

  /// Does what an endpoint promises.
  @FunctionalInterface
  public interface Act<C, I, O> {
    O apply(C caller, I request);
  }

  public static Described get(String path, String summary) {
    return new Described(Method.GET, PathTemplate.of(path), summary);
  }

  public static Described post(String path, String summary) {
    return new Described(Method.POST, PathTemplate.of(path), summary);
  }

  public static Described put(String path, String summary) {
    return new Described(Method.PUT, PathTemplate.of(path), summary);
  }

  public static Described patch(String path, String summary) {
    return new Described(Method.PATCH, PathTemplate.of(path), summary);
  }

  public static Described delete(String path, String summary) {
    return new Described(Method.DELETE, PathTemplate.of(path), summary);
  }

  /// An operation that still has to say who may call.
  public record Described(Method method, PathTemplate path, String summary) {
    public <C> Guarded<C> access(Access<C> access) {
      return new Guarded<>(this, access);
    }
  }

  /// An operation that still has to say what it takes.
  public record Guarded<C>(Described what, Access<C> access) {

    /// Takes these fields; a stray one in the body is refused, one in the query only where the
    /// operation has a query.
    public <I extends Record> Taking<C, I> takes(Class<I> type) {
      return takes(type, Strays.REFUSED_IN_BODY);
    }

    public <I extends Record> Taking<C, I> takes(Class<I> type, Strays strays) {
      var placeholders = what.path().placeholders();
      return new Taking<>(this, Schema.of(type, placeholders, what.method().hasBody(), strays));
    }

    /// Takes no field and does not look for any.
    public Taking<C, Nothing> takesNothing() {
      return takes(Nothing.class);
    }
  }

  /// An operation that still has to say what it gives.
  public record Taking<C, I extends Record>(Guarded<C> who, Schema<I> schema) {
    public <O> Giving<C, I, O> gives(Class<O> type) {
      return new Giving<>(this, type, 200, "", BodySize.USUAL, List.of());
    }

    /// Gives what it has made, with status 201.
    public <O> Giving<C, I, O> creates(Class<O> type) {
      return new Giving<>(this, type, 201, "", BodySize.USUAL, List.of());
    }
  }

  /// An operation that still has to say who does it.
  public record Giving<C, I extends Record, O>(
      Taking<C, I> what,
      Class<O> type,
      int status,
      String cacheControl,
      int largestBody,
      List<Class<? extends Refusal>> refusals) {

    /// The refusals that a client of this operation must expect, beside those of every operation.
    @SafeVarargs
    public final Giving<C, I, O> refuses(Class<? extends Refusal>... more) {
      List<Class<? extends Refusal>> all = new ArrayList<>(more.length);
      for (var refusal : more) all.add(refusal);
      return refuses(all);
    }

    /// The same, beside those that were named before.
    public Giving<C, I, O> refuses(List<Class<? extends Refusal>> more) {
      List<Class<? extends Refusal>> all = new ArrayList<>(refusals);
      all.addAll(more);
      return new Giving<>(what, type, status, cacheControl, largestBody, List.copyOf(all));
    }

    public Giving<C, I, O> cached(String control) {
      return new Giving<>(what, type, status, control, largestBody, refusals);
    }

    /// Reads more of a body, or less, than others do.
    public Giving<C, I, O> readsAtMost(int bytes) {
      return new Giving<>(what, type, status, cacheControl, bytes, refusals);
    }

    public Endpoint<C, I, O> by(Act<C, I, O> act) {
      var described = what.who().what();
      return new Endpoint<>(
          described.method(),
          described.path(),
          described.summary(),
          what.who().access(),
          what.schema(),
          type,
          status,
          cacheControl,
          largestBody,
          refusals,
          act);
    }
  }
}
