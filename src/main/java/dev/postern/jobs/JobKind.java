package dev.postern.jobs;

import java.util.function.Function;

/// A kind of job, and how what it is told is written as JSON and read again. A node may meet what a
/// newer or older one wrote.
public record JobKind<J>(String name, Function<J, String> write, Function<String, J> read) {

  /// What a job is told that needs to be told nothing.
  public record NoData() {}

  public static JobKind<NoData> withoutData(String name) {
    return new JobKind<>(name, _ -> "{}", _ -> new NoData());
  }

  /// One of any number.
  public Job job(J data) {
    return new Job(name, null, write.apply(data));
  }

  /// The only one in its tenant with this key.
  public Job only(String key, J data) {
    return new Job(name, key, write.apply(data));
  }
}
