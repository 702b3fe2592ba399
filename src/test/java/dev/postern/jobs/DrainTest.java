package dev.postern.jobs;

import static dev.postern.jobs.TestNode.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.jobs.Outcome.Again;
import dev.postern.jobs.Outcome.Done;
import dev.postern.jobs.Outcome.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final JobKind<Integer> KIND =
      new JobKind<>("test", page -> Integer.toString(page), Integer::valueOf);

  private final TestNode.World world = TestNode.World.fresh();
  private final TestNode node = new TestNode(world);
  private final List<Integer> done = new ArrayList<>();

  @AfterEach
  void close() {
    node.close();
  }

  private JobRunner<Integer> noting() {
    return new JobRunner<>(
        KIND,
        (_, tenant, page) -> {
          assertThat(tenant).isEqualTo(TENANT);
          done.add(page);
          return new Done<>();
        });
  }

  private JobRunner<Integer> failing() {
    return new JobRunner<>(
        KIND,
        (_, _, page) -> {
          done.add(page);
          return new Failed<>("no luck");
        });
  }

  /// What ends a process ends this run without a word, too.
  private JobRunner<Integer> dyingAt(int last) {
    return new JobRunner<>(
        KIND,
        (_, _, page) -> {
          done.add(page);
          if (page == last) throw new AssertionError("killed");
          return new Again<>(world.time().get(), page + 1);
        });
  }

  @Test
  void a_job_is_there_if_and_only_if_its_transaction_commits() {
    assertThatThrownBy(() ->
            node.home()
                .write(handle -> {
                  node.jobs.enqueue(handle, TENANT, KIND.job(1));
                  throw new IllegalStateException("rolled back");
                }))
        .hasMessage("rolled back");
    node.enqueue(node.home(), KIND.job(2));

    node.drain(noting()).all(node.home());

    assertThat(done).containsExactly(2);
    assertThat(node.unfinished(node.home())).isEmpty();
  }

  @Test
  void a_job_waits_for_its_time() {
    node.home()
        .write(handle -> {
          var later = world.time().get().plusSeconds(10);
          node.jobs.enqueue(handle, TENANT, KIND.job(1), later);
          return 0;
        });

    assertThat(node.drain(noting()).next(node.home())).isFalse();
    world.pass(Duration.ofSeconds(10));
    assertThat(node.drain(noting()).next(node.home())).isTrue();
  }

  @Test
  void a_job_whose_node_died_is_done_by_another_when_its_lease_ends() {
    node.enqueue(node.home(), KIND.job(1));
    var dying = node.drain(dyingAt(1));
    assertThatThrownBy(() -> dying.next(node.home())).hasMessage("killed");

    world.pass(Drain.LEASE.minusSeconds(1));
    assertThat(node.drain(noting()).next(node.home())).isFalse();
    world.pass(Duration.ofSeconds(1));
    node.drain(noting()).all(node.home());

    assertThat(done).containsExactly(1, 1);
    assertThat(node.unfinished(node.home())).isEmpty();
  }

  @Test
  void pages_go_on_after_a_crash_where_they_had_come_to() {
    node.enqueue(node.home(), KIND.job(1));
    var dying = node.drain(dyingAt(3));
    assertThatThrownBy(() -> dying.all(node.home())).hasMessage("killed");

    world.pass(Drain.LEASE);
    node.drain(noting()).all(node.home());

    assertThat(done).containsExactly(1, 2, 3, 3);
  }

  @Test
  void a_node_that_was_paused_cannot_end_what_another_has_taken() throws Exception {
    node.enqueue(node.home(), KIND.job(1));
    var began = new CountDownLatch(1);
    var paused = new CountDownLatch(1);
    var slow =
        new JobRunner<>(
            KIND,
            (_, _, page) -> {
              began.countDown();
              await(paused);
              return new Again<>(world.time().get(), page + 100);
            });
    var run = CompletableFuture.runAsync(() -> node.drain(slow).next(node.home()));
    await(began);

    world.pass(Drain.LEASE);
    node.drain(failing()).next(node.home());
    paused.countDown();
    run.get();

    assertThat(node.unfinished(node.home()))
        .singleElement()
        .satisfies(job -> assertThat(job.lastError()).isEqualTo("no luck"));
  }

  @Test
  void many_drain_a_store_and_no_job_is_done_by_two() {
    var jobs = 200;
    var runs = new ConcurrentHashMap<Integer, AtomicInteger>();
    var counting =
        new JobRunner<>(
            KIND,
            (_, _, page) -> {
              runs.computeIfAbsent(page, _ -> new AtomicInteger()).incrementAndGet();
              return new Done<>();
            });
    for (int i = 0; i < jobs; i++) node.enqueue(node.home(), KIND.job(i));

    try (var other = new TestNode(world)) {
      var drains =
          IntStream.range(0, 6)
              .mapToObj(i -> i % 2 == 0 ? node : other)
              .map(each -> CompletableFuture.runAsync(() -> each.drain(counting).all(each.home())))
              .toList();
      drains.forEach(CompletableFuture::join);
    }

    assertThat(runs).hasSize(jobs);
    assertThat(runs.values()).allSatisfy(count -> assertThat(count).hasValue(1));
  }

  @Test
  void a_job_that_fails_is_left_alone_for_longer_each_time() {
    node.enqueue(node.home(), KIND.job(1));
    var drain = node.drain(failing());

    for (long seconds = 1; seconds < 10_000; seconds *= 2) {
      var before = world.time().get();
      assertThat(drain.next(node.home())).isTrue();
      assertThat(drain.next(node.home())).isFalse();
      var due = dueAt();
      var usual = Duration.ofSeconds(Math.min(seconds, 3_600));
      assertThat(Duration.between(before, due))
          .isBetween(usual.multipliedBy(8).dividedBy(10), usual.multipliedBy(12).dividedBy(10));
      world.time().set(due);
    }
  }

  private Instant dueAt() {
    return node.unfinished(node.home()).getFirst().dueAt();
  }

  @Test
  void a_poisoned_job_is_parked_and_stops_nobody() {
    node.enqueue(node.home(), KIND.only("poison", 1));
    var drain = node.drain(failing());
    for (int i = 0; i < BackOff.MOST_ATTEMPTS; i++) {
      assertThat(drain.next(node.home())).isTrue();
      world.pass(Duration.ofHours(2));
    }
    assertThat(drain.next(node.home())).isFalse();
    assertThat(node.unfinished(node.home()))
        .singleElement()
        .satisfies(job -> {
          assertThat(job.isParked()).isTrue();
          assertThat(job.lastError()).isEqualTo("no luck");
        });

    done.clear();
    node.enqueue(node.home(), KIND.job(2));
    node.drain(noting()).all(node.home());
    assertThat(done).containsExactly(2);

    node.enqueue(node.home(), KIND.only("poison", 3));
    node.drain(noting()).all(node.home());
    assertThat(done).containsExactly(2, 3);
  }

  @Test
  void a_job_that_ends_the_process_each_time_is_parked_in_the_end() {
    node.enqueue(node.home(), KIND.job(1));
    var dying = node.drain(dyingAt(1));
    for (int i = 0; i < BackOff.MOST_ATTEMPTS; i++) {
      assertThatThrownBy(() -> dying.next(node.home())).hasMessage("killed");
      world.pass(Drain.LEASE);
    }

    assertThat(dying.next(node.home())).isTrue();

    assertThat(done).hasSize(BackOff.MOST_ATTEMPTS);
    assertThat(node.unfinished(node.home())).allMatch(UnfinishedJob::isParked).hasSize(1);
  }

  @Test
  void a_job_that_is_asked_for_while_it_runs_begins_anew() {
    node.enqueue(node.home(), KIND.only("walk", 1));
    var asking =
        new JobRunner<>(
            KIND,
            (_, _, page) -> {
              done.add(page);
              if (page == 1) node.enqueue(node.home(), KIND.only("walk", 7));
              return new Done<>();
            });

    node.drain(asking).all(node.home());

    assertThat(done).containsExactly(1, 7);
    assertThat(node.unfinished(node.home())).isEmpty();
  }

  @Test
  void a_job_with_a_key_is_there_once() {
    node.enqueue(node.home(), KIND.only("walk", 1));
    node.enqueue(node.home(), KIND.only("walk", 2));

    node.drain(noting()).all(node.home());

    assertThat(done).containsExactly(2);
  }

  @Test
  void a_node_leaves_alone_what_it_does_not_know() {
    node.enqueue(
        node.home(), new JobKind<>("of a newer server", Object::toString, Integer::valueOf).job(1));
    node.enqueue(node.home(), KIND.job(2));

    node.drain(noting()).all(node.home());

    assertThat(done).containsExactly(2);
    assertThat(node.unfinished(node.home())).hasSize(1);
  }

  @Test
  void what_is_given_back_is_taken_at_once() throws Exception {
    node.enqueue(node.home(), KIND.job(1));
    var began = new CountDownLatch(1);
    var forever = new CountDownLatch(1);
    var stuck =
        node.drain(
            new JobRunner<>(
                KIND,
                (_, _, _) -> {
                  began.countDown();
                  await(forever);
                  throw new IllegalStateException("interrupted");
                }));
    var run = CompletableFuture.runAsync(() -> stuck.next(node.home()));
    await(began);

    stuck.stop();
    stuck.giveBackAll();
    node.drain(noting()).all(node.home());
    forever.countDown();
    run.get();

    assertThat(done).containsExactly(1);
    assertThat(node.unfinished(node.home())).isEmpty();
  }

  @Test
  void every_tenant_has_its_recurring_jobs_once() {
    var recurring = JobKind.withoutData("recurring");
    var order = new ConcurrentLinkedQueue<String>();
    try (var other = new TestNode(world, recurring)) {
      for (int i = 0; i < 3; i++)
        other
            .home()
            .write(handle -> {
              other.jobs.begin(handle, TENANT);
              return 0;
            });
      world.pass(Duration.ofDays(1));
      var runner =
          new JobRunner<>(
              recurring,
              (_, _, data) -> {
                order.add("ran");
                return Outcome.whenDue(Optional.empty(), world.time().get(), data);
              });
      other.drain(runner).all(other.home());

      assertThat(order).hasSize(1);
      assertThat(other.unfinished(other.home()))
          .singleElement()
          .satisfies(job ->
              assertThat(job.dueAt()).isEqualTo(world.time().get().plus(Duration.ofDays(30))));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
