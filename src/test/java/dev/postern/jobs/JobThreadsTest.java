package dev.postern.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clock.Clock;
import dev.postern.db.Stores;
import dev.postern.jobs.Outcome.Done;
import dev.postern.jobs.Outcome.Failed;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobThreadsTest {
  private static final JobKind<Integer> KIND =
      new JobKind<>("test", number -> Integer.toString(number), Integer::valueOf);

  private final TestNode.World world = TestNode.World.fresh();
  private final UUID store = world.newStore();
  private final TestNode node = new TestNode(world);
  private final BlockingQueue<Integer> done = new LinkedBlockingQueue<>();
  private final JobRunner<Integer> noting =
      new JobRunner<>(
          KIND,
          (_, _, number) -> {
            done.add(number);
            return new Done<>();
          });

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void the_node_that_committed_begins_within_a_second() throws Exception {
    try (var threads = node.threads(noting)) {
      threads.start(node.jobs);
      node.store(store).once(handle -> 0);

      node.enqueue(node.store(store), KIND.job(1));

      assertThat(done.poll(1, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void a_job_of_home_that_another_node_left_is_found() throws Exception {
    node.enqueue(node.home(), KIND.job(1));

    try (var threads = node.threads(noting)) {
      threads.start(node.jobs);

      assertThat(done.poll(5, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void a_job_that_failed_is_done_again_at_its_time() throws Exception {
    var runs = new AtomicInteger();
    var flaky =
        new JobRunner<>(
            KIND,
            (_, _, number) -> {
              if (runs.incrementAndGet() == 1) return new Failed<>("not yet");
              done.add(number);
              return new Done<>();
            });
    try (var real = new TestNode(world, Clock.system());
        var threads = real.threads(flaky)) {
      threads.start(real.jobs);

      real.enqueue(real.store(store), KIND.job(1));

      assertThat(done.poll(3, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(runs).hasValue(2);
    }
  }

  @Test
  void what_a_node_left_when_it_died_is_done_by_another_within_a_minute() throws Exception {
    var dead = node.threads();
    node.enqueue(node.store(store), KIND.job(1));
    dead.close();
    node.close();
    world.pass(Duration.ofMinutes(1));

    try (var other = new TestNode(world);
        var threads = other.threads(noting)) {
      threads.drain().all(other.home());

      assertThat(done.poll(5, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void a_store_at_rest_is_tended_no_more() {
    try (var threads = node.threads(noting)) {
      node.store(store).once(handle -> 0);
      assertThat(tended(threads)).isTrue();

      world.pass(Stores.NOTICE_HOLDS.minusSeconds(1));
      threads.drain().all(node.home());
      assertThat(tended(threads)).isTrue();

      world.pass(Duration.ofMinutes(1));
      threads.drain().all(node.home());
      assertThat(tended(threads)).isFalse();

      node.store(store).write(handle -> 0);
      assertThat(tended(threads)).isTrue();
    }
  }

  @Test
  void a_store_at_rest_is_woken_when_something_is_due() throws Exception {
    try (var threads = node.threads(noting)) {
      var due = world.time().get().plus(Duration.ofDays(1));
      node.store(store)
          .write(handle -> {
            node.jobs.enqueue(handle, TestNode.TENANT, KIND.job(1), due);
            return 0;
          });
      world.pass(Stores.NOTICE_HOLDS.plusMinutes(1));
      threads.drain().all(node.home());
      assertThat(threads.drain().unfinished(node.home(), store))
          .singleElement()
          .satisfies(job -> assertThat(job.dueAt()).isEqualTo(due));

      world.time().set(due);
      threads.drain().all(node.home());
      assertThat(done.poll(5, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void a_store_that_is_taken_away_is_forgotten() {
    try (var threads = node.threads(noting)) {
      node.store(store).once(handle -> 0);
      world.registry().remove(store);
      node.stores.forget(store);

      world.pass(Duration.ofMinutes(1));
      threads.drain().all(node.home());

      assertThat(tended(threads)).isFalse();
    }
  }

  @Test
  void closing_waits_for_what_is_being_done() throws Exception {
    var began = new CountDownLatch(1);
    var slow =
        new JobRunner<>(
            KIND,
            (where, _, number) -> {
              began.countDown();
              where.once(
                  handle -> handle.createQuery("SELECT pg_sleep(0.3)").mapTo(String.class).one());
              done.add(number);
              return new Done<>();
            });
    var threads = node.threads(slow);
    threads.start(node.jobs);
    node.enqueue(node.home(), KIND.job(1));
    assertThat(began.await(5, TimeUnit.SECONDS)).isTrue();

    threads.close();

    assertThat(done).containsExactly(1);
    assertThat(node.unfinished(node.home())).isEmpty();
  }

  private boolean tended(JobThreads threads) {
    return !threads.drain().unfinished(node.home(), store).isEmpty();
  }
}
