package dev.postern.jobs;

import dev.postern.db.Store;
import java.util.UUID;

/// Who does the jobs of a kind.
public record JobRunner<J>(JobKind<J> kind, Run<J> run) {

  /// Does a job, or a page of it: it may have been done before, wholly or in part. It opens its own
  /// doors and takes less than `Drain.LEASE`; what it throws is a failure.
  @FunctionalInterface
  public interface Run<J> {
    Outcome<J> run(Store store, UUID tenant, J data);
  }

  /// How a run ended, with what comes next as JSON.
  Outcome<String> run(Store store, TakenJob job) {
    return switch (run.run(store, job.tenant(), kind.read().apply(job.data()))) {
      case Outcome.Done<J>() -> new Outcome.Done<>();
      case Outcome.Again<J>(var at, var data) -> new Outcome.Again<>(at, kind.write().apply(data));
      case Outcome.Failed<J>(var reason) -> new Outcome.Failed<>(reason);
    };
  }
}
