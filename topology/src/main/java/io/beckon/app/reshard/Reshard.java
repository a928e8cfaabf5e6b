package io.beckon.app.reshard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ProductFeed;
import io.beckon.app.topics.TopicSetup;
import io.beckon.streams.state.NotMovableException;
import io.beckon.streams.state.StateMove;
import io.beckon.streams.state.StoreNames;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Takes an application to another number of partitions: {@link #carry} its state, {@link #verify},
 * and, when the new application runs in the shadow, {@link #activate} it. Each may be repeated;
 * what was cut short goes on. Of the old application nothing is changed, except that, when the new
 * one has taken over, a topic says so.
 */
public final class Reshard {

  private static final Duration STATE_TRANSACTION = Duration.ofMinutes(1);
  private static final Duration TAIL_TRANSACTION = Duration.ofMinutes(10);

  /** So long the old log must stand still before the new application takes over. */
  private static final Duration STILL = Duration.ofSeconds(2);

  private final BeckonConfig old;
  private final BeckonConfig wanted;
  private final Admin admin;
  private final Cluster cluster;
  private final Scene scene;
  private final PrintWriter out;
  private final String generation;
  private final int batch;

  /**
   * A resharding.
   *
   * @param old configuration of the old application
   * @param wanted configuration of the new one
   * @param generation of the new log
   * @param batch rows in a transaction
   */
  public Reshard(
      BeckonConfig old,
      BeckonConfig wanted,
      String generation,
      Admin admin,
      PrintWriter out,
      int batch) {
    this.old = old;
    this.wanted = wanted;
    this.admin = admin;
    this.cluster = new Cluster(admin);
    this.scene = new Scene(old, wanted, cluster);
    this.out = out;
    this.generation = generation;
    this.batch = batch;
  }

  /**
   * Carries the state.
   *
   * @throws CommandFailedException when it is not safe, with the reasons
   */
  public void carry() {
    Journal journal = scene.journal();
    Situation now = settled();
    Plan plan = scene.plan(now);
    refuse(Refusals.toCarry(plan, now, journal));
    if (journal.stage() == Journal.Stage.CARRIED) {
      say("All state was carried before.");
      next(plan);
      return;
    }
    boolean resumed = journal.plan().isPresent();
    if (resumed) {
      plan = journal.plan().orElseThrow();
    } else {
      refuse(Refusals.toCarry(plan, look(plan, journal, now), journal));
      prepare(plan);
    }
    say((resumed ? "Going on: " : "Carrying: ") + describe(plan));
    Pace pace = new Pace(out, System::nanoTime, rows(plan));
    try (Writer writer = new Writer(wanted, plan.to(), STATE_TRANSACTION)) {
      if (!resumed) {
        writer.send(journal.plan(plan));
        writer.commit();
      }
      carry(new StateCarrier(wanted, plan, journal, writer, pace, batch));
      Plan after = scene.plan(scene.situation(null));
      refuse(Refusals.toCarry(after, scene.situation(null), journal));
      feedOffsets(plan);
      writer.send(journal.stage(plan.to(), Journal.Stage.CARRIED));
      writer.commit();
    }
    say("All state is carried: " + pace.summary() + ".");
    next(plan);
  }

  /**
   * Says what carrying would be, and what stands in its way now. Writes nothing; the old
   * application may run.
   *
   * @return does nothing stand in its way?
   */
  public boolean preview() {
    Situation now = scene.situation(null);
    Plan plan = scene.plan(now);
    say("Would carry: " + describe(plan));
    List<String> reasons = Refusals.toCarry(plan, now, scene.journal());
    reasons.forEach(reason -> say("  In the way: " + reason));
    return reasons.isEmpty();
  }

  private void carry(StateCarrier carrier) {
    for (String store : StateMove.whole()) {
      carrier.whole(store);
    }
    for (String store : StateMove.keyed()) {
      carrier.keyed(store);
    }
    int products = scene.partitions(Names.feedChangelog(old.app().applicationId()));
    if (products > 0) {
      carrier.feed(products);
    }
  }

  /** What can only be told by reading: before anything is written. */
  private Situation look(Plan plan, Journal journal, Situation now) {
    try {
      for (String store : List.of(StoreNames.RULES, StoreNames.PRODUCT_INTEREST)) {
        StateCarrier.tryWhole(wanted, plan, store, new Pace(out, System::nanoTime, 0));
      }
    } catch (NotMovableException e) {
      throw CommandFailedException.failed("can't reshard: " + e.getMessage(), e);
    }
    Tail tail = takeover(plan, journal, now).look();
    say(
        String.format(
            Locale.ROOT, "%,d events of %s are not read yet.", tail.events(), plan.log()));
    return scene.situation(tail.partlyRead());
  }

  private Takeover takeover(Plan plan, Journal journal, Situation now) {
    return new Takeover(wanted, admin, plan, journal, now.logPartitions());
  }

  private void prepare(Plan plan) {
    TopicSetup.create(wanted, admin);
    for (String store : Names.stores()) {
      cluster.createLike(
          Names.changelog(plan.from(), store),
          Names.changelog(plan.to(), store),
          plan.partitions());
    }
    String feed = Names.feedChangelog(plan.from());
    int products = scene.partitions(feed);
    if (products > 0) {
      cluster.createLike(feed, Names.feedChangelog(plan.to()), products);
    }
    createNotes(Journal.topic(plan.to()));
  }

  private void createNotes(String name) {
    if (scene.partitions(name) == 0) {
      cluster.create(
          new NewTopic(name, 1, wanted.topics().replicationFactor())
              .configs(
                  Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
    }
  }

  /** The feed of product changes goes on where the old one was, so that no product looks new. */
  private void feedOffsets(Plan plan) {
    String products = old.topics().products();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    cluster
        .committed(plan.from() + ProductFeed.SUFFIX, products)
        .forEach(
            (partition, offset) ->
                offsets.put(
                    new TopicPartition(products, partition), new OffsetAndMetadata(offset)));
    if (!offsets.isEmpty()) {
      Cluster.get(admin.alterConsumerGroupOffsets(plan.to() + ProductFeed.SUFFIX, offsets).all());
    }
  }

  private long rows(Plan plan) {
    Map<String, Integer> changelogs = new HashMap<>();
    Names.stores()
        .forEach(store -> changelogs.put(Names.changelog(plan.from(), store), plan.stateIn()));
    return cluster.records(Cluster.partitions(changelogs));
  }

  /**
   * Compares the state of both applications; says what differs.
   *
   * @return is it the same?
   */
  public boolean verify() {
    Journal journal = scene.journal();
    Situation now = settled();
    List<String> refusals = new ArrayList<>(Refusals.toActivate(scene.plan(now), now, journal));
    if (journal.stage() == Journal.Stage.ACTIVATED) {
      refusals.add(
          wanted.app().applicationId()
              + " has taken over and works: its state can't be compared any more.");
    }
    refuse(refusals);
    Plan plan = journal.plan().orElseThrow();
    Pace pace = new Pace(out, System::nanoTime, 2 * rows(plan));
    Verification.Result result = new Verification(wanted, plan, pace).run();
    if (result.isSame()) {
      say(
          String.format(
              Locale.ROOT,
              "The same is remembered of all %,d shoppers and contacts (%s).",
              result.owners(),
              pace.summary()));
      return true;
    }
    say(
        String.format(
            Locale.ROOT,
            "Of %,d shoppers and contacts, %,d differ; %,d rows lie where they do not belong.",
            result.owners(),
            result.differing(),
            result.astray()));
    result.named().forEach(id -> say("  " + id));
    result.rules().forEach(wrong -> say("  " + wrong));
    return false;
  }

  /**
   * Lets the new application take over.
   *
   * @throws CommandFailedException when it is not safe, with the reasons
   */
  public void activate() {
    Journal journal = scene.journal();
    Situation now = settled();
    refuse(Refusals.toActivate(scene.plan(now), now, journal));
    Plan plan = journal.plan().orElseThrow();
    Collection<TopicPartition> log = Cluster.partitions(plan.log(), now.logPartitions());
    refuse(growing(plan, log));
    long begun = System.nanoTime();
    createNotes(Journal.movedTopic(plan.from()));
    long events;
    Map<TopicPartition, Long> carried = cluster.ends(log);
    try (Writer writer = new Writer(wanted, plan.to(), TAIL_TRANSACTION)) {
      events = takeover(plan, journal, now).run(writer);
      writer.send(
          new ProducerRecord<>(
              Journal.movedTopic(plan.from()),
              0,
              plan.from().getBytes(UTF_8),
              plan.to().getBytes(UTF_8)));
      writer.commit();
    }
    say(
        String.format(
            Locale.ROOT,
            "%s has taken over; %,d events that were not read went to %s (%s).",
            plan.to(),
            events,
            plan.newLog(),
            Pace.time((System.nanoTime() - begun) / 1e9)));
    if (!cluster.ends(log).equals(carried)) {
      throw CommandFailedException.failed(
          "somebody still writes to "
              + plan.log()
              + ". Point all producers at "
              + plan.newLog()
              + ", and repeat the command: it carries what came since.",
          null);
    }
    say("Point the producers at " + plan.newLog() + " now.");
    say(
        "When all is well, "
            + plan.from()
            + "'s topics may go: "
            + plan.log()
            + ", and those that begin with "
            + plan.from()
            + "- and end with -changelog.");
  }

  private List<String> growing(Plan plan, Collection<TopicPartition> log) {
    Map<TopicPartition, Long> before = cluster.ends(log);
    long until = System.nanoTime() + STILL.toNanos();
    while (System.nanoTime() < until) {
      Cluster.pause();
    }
    return cluster.ends(log).equals(before)
        ? List.of()
        : List.of(
            plan.log()
                + " still grows: stop the producers first. What they write now would come behind"
                + " what they write to the new log.");
  }

  /** Deletes what was made of the new application, which must not have taken over. */
  public void discard() {
    Journal journal = scene.journal();
    Situation now = scene.situation(null);
    String to = wanted.app().applicationId();
    List<String> refusals = new ArrayList<>();
    if (journal.plan().isEmpty()) {
      refusals.add("there is no resharding to " + to + ".");
    }
    if (journal.stage() == Journal.Stage.ACTIVATED) {
      refusals.add(to + " has taken over: what it remembers is nowhere else.");
    }
    if (now.newGroup().members() > 0) {
      refusals.add(to + " runs: stop it.");
    }
    refuse(refusals);
    Plan plan = journal.plan().orElseThrow();
    Collection<String> topics = new TreeSet<>();
    Names.stores().forEach(store -> topics.add(Names.changelog(to, store)));
    topics.add(Names.feedChangelog(to));
    topics.add(plan.newLog());
    if (!wanted.topics().outcomes().equals(old.topics().outcomes())) {
      topics.add(wanted.topics().outcomes());
    }
    cluster.delete(topics);
    // Last: as long as it is there, the rest can be deleted again.
    cluster.delete(List.of(Journal.topic(to)));
    say("Deleted what was made of " + to + "; " + plan.from() + " is as it was.");
  }

  /** The situation, once the old application's group has seen that it stopped. */
  private Situation settled() {
    Situation now = scene.situation(null);
    long deadline =
        System.nanoTime()
            + old.processing()
                .sessionTimeout()
                .plus(old.processing().transactionTimeout())
                .toNanos();
    boolean told = false;
    while ((now.members() > 0 || !now.unsealed().isEmpty()) && System.nanoTime() < deadline) {
      if (!told) {
        say(
            "Waiting until "
                + old.app().applicationId()
                + " counts as stopped: an instance with a name of its own is waited for until"
                + " session.timeout.");
        told = true;
      }
      for (int i = 0; i < 5; i++) {
        Cluster.pause();
      }
      now = scene.situation(null);
    }
    return now;
  }

  private static void refuse(List<String> reasons) {
    if (!reasons.isEmpty()) {
      throw CommandFailedException.failed(
          "can't reshard:" + String.join("", reasons.stream().map(r -> "\n  " + r).toList()), null);
    }
  }

  private String describe(Plan plan) {
    long rows = rows(plan);
    return String.format(
        Locale.ROOT,
        "%s (%d partitions, %s) to %s (%d partitions, %s), about %,d rows: %s at 100,000 a second.",
        plan.from(),
        plan.stateIn(),
        plan.log(),
        plan.to(),
        plan.partitions(),
        plan.newLog(),
        rows,
        Pace.time(rows / 100_000.0));
  }

  private void next(Plan plan) {
    say("Start the new application with the old one's configuration and");
    say("  application.id=" + plan.to());
    say("  topics.partitions=" + plan.partitions());
    say("  topics.generation=" + generation);
    say("  shadow=true");
    say("When it runs, stop the producers and repeat this command with --activate.");
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
