package io.beckon.app.doctor;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.LogTimestamps;
import io.beckon.app.config.SerdeFormat;
import io.beckon.app.doctor.Diagnosis.Examined;
import io.beckon.app.topics.Brokers;
import io.beckon.app.topics.MeasurementCheck;
import io.beckon.app.topics.TopicSetup;
import io.beckon.streams.state.StateStores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Looks at everything once. What can't be looked at is a finding, too, and stops nothing else. */
public final class Examination {

  private static final Set<Area> OF_THE_CLUSTER = EnumSet.range(Area.CLUSTER, Area.LAST);
  private static final String NO_LOG = "there is no log yet";

  private final BeckonConfig config;
  private final List<Examined> examined = new ArrayList<>();

  private final boolean rightsOfMeasurement;

  private Examination(BeckonConfig config, boolean rightsOfMeasurement) {
    this.config = config;
    this.rightsOfMeasurement = rightsOfMeasurement;
  }

  /**
   * Looks, for some seconds at most.
   *
   * @param rightsOfMeasurement whether the user is to be one who measures, too
   */
  public static Diagnosis of(BeckonConfig config, boolean rightsOfMeasurement) {
    Examination examination = new Examination(config, rightsOfMeasurement);
    examination.here();
    examination.there();
    return new Diagnosis(examination.examined);
  }

  /** A diagnosis of a configuration that was refused. */
  public static Diagnosis refused(List<String> problems) {
    List<Examined> all = new ArrayList<>();
    all.add(
        new Examined(
            Area.CONFIGURATION,
            Optional.empty(),
            problems.stream()
                .map(
                    problem ->
                        Finding.error(
                            "configuration",
                            problem,
                            "Correct it; 'beckon config reference' lists every key."))
                .toList()));
    for (Area area : EnumSet.range(Area.DISK, Area.LAST)) {
      all.add(skipped(area, "the configuration can't be used"));
    }
    return new Diagnosis(all);
  }

  private interface Look {
    List<Finding> look() throws IOException, Unanswered;
  }

  private void here() {
    examine(Area.CONFIGURATION, () -> ConfigurationCheck.of(config));
    examine(Area.DISK, () -> DiskCheck.of(config.state().dir()));
    examine(Area.MEMORY, () -> MemoryCheck.of(config.state()));
    if (config.serde().format() == SerdeFormat.REGISTRY) {
      examine(Area.REGISTRY, () -> RegistryCheck.of(config.serde(), config.topics()));
    } else {
      examined.add(skipped(Area.REGISTRY, "serde.format is single-object: there is none"));
    }
  }

  private void there() {
    Admin connected;
    try {
      connected = Brokers.connect(config);
    } catch (CommandFailedException e) {
      examined.add(found(Area.CLUSTER, List.of(unreachable(e))));
      OF_THE_CLUSTER.stream()
          .filter(area -> area != Area.CLUSTER)
          .forEach(area -> examined.add(skipped(area, "no broker answers")));
      return;
    }
    try (Admin admin = connected) {
      Questions questions = new Questions(config, Reading.ofMainJob(config), admin);
      examine(Area.CLUSTER, () -> ClusterCheck.judge(config, ClusterCheck.ask(admin)));
      examine(Area.TOPICS, () -> topics(admin));
      examine(Area.ACCESS, () -> AccessCheck.of(config, admin));
      examine(
          Area.TIMEOUTS,
          () ->
              TimeoutsCheck.judge(config.processing(), questions.settings(), questions.brokers()));
      records(questions);
      measurement(admin);
    }
  }

  private static Finding unreachable(CommandFailedException e) {
    String[] lines = String.valueOf(e.getMessage()).split("\n", -1);
    String mend = lines.length > 1 ? lines[lines.length - 1] : "See 'beckon config show'.";
    String what = String.join(" ", List.of(lines).subList(0, Math.max(1, lines.length - 1)));
    return Finding.error("kafka.bootstrap.servers", what.replaceAll(" +", " "), mend);
  }

  private List<Finding> topics(Admin admin) {
    List<io.beckon.app.topics.Finding> all =
        new ArrayList<>(TopicSetup.check(config, admin, List.of(StateStores.names())));
    all.addAll(TopicSetup.checkTransactions(config, admin));
    return all.stream().map(Finding::of).toList();
  }

  /** What needs the log: clocks, keys, and how far it is read. */
  private void records(Questions questions) {
    int partitions;
    try {
      partitions = questions.partitions();
    } catch (Unanswered e) {
      boolean missing = e.is(UnknownTopicOrPartitionException.class);
      for (Area area : EnumSet.range(Area.CLOCK, Area.PROGRESS)) {
        examined.add(missing ? skipped(area, NO_LOG) : found(area, List.of(unseen(area, e))));
      }
      return;
    }
    String log = config.topics().shopperEvents();
    try (LogReader reader = new LogReader(config, log, partitions)) {
      LogReader.@Nullable Tail tail = tail(reader);
      examine(
          Area.CLOCK,
          () ->
              ClockCheck.judge(
                  log, questions.clocks(tail == null ? OptionalLong.empty() : tail.appended())));
      examine(
          Area.KEYS,
          () -> {
            LogReader.Tail sample = tail == null ? reader.tail() : tail;
            return KeysCheck.judge(log, partitions, sample.keys());
          });
      examine(Area.PROGRESS, () -> progress(questions, reader, partitions));
    }
  }

  /** Null when it may not be read; the look at the keys then says so. */
  private static LogReader.@Nullable Tail tail(LogReader reader) {
    try {
      return reader.tail();
    } catch (KafkaException e) {
      return null;
    }
  }

  private List<Finding> progress(Questions questions, LogReader reader, int partitions)
      throws Unanswered {
    Questions.Readers readers = questions.readers();
    List<ProgressCheck.Partition> bare = questions.progress(partitions, readers);
    Map<Integer, Long> next = new HashMap<>();
    if (config.topics().timestamps() == LogTimestamps.APPEND) {
      bare.forEach(p -> p.committed().ifPresent(offset -> next.put(p.number(), offset)));
    }
    Map<Integer, Long> times = reader.timesAt(next);
    List<ProgressCheck.Partition> timed =
        bare.stream()
            .map(partition -> partition.waitingSince(times.get(partition.number())))
            .toList();
    return ProgressCheck.judge(
        questions.reading(),
        readers.members(),
        timed,
        System.currentTimeMillis(),
        questions.retention());
  }

  private void measurement(Admin admin) {
    Optional<List<io.beckon.app.topics.Finding>> topics;
    try {
      topics = MeasurementCheck.check(config, admin);
    } catch (CommandFailedException e) {
      examined.add(found(Area.MEASUREMENT, List.of(unseen(Area.MEASUREMENT, e))));
      return;
    }
    if (topics.isEmpty() && !rightsOfMeasurement) {
      examined.add(
          skipped(
              Area.MEASUREMENT, config.measure().applicationId() + " has not run on this cluster"));
      return;
    }
    examine(
        Area.MEASUREMENT,
        () -> {
          List<Finding> all = new ArrayList<>();
          if (rightsOfMeasurement) {
            all.addAll(AccessCheck.ofMeasurement(config, admin));
          }
          if (topics.isPresent()) {
            topics.get().stream().map(Finding::of).forEach(all::add);
            all.addAll(progressOfMeasurement(admin));
          }
          return all;
        });
  }

  private List<Finding> progressOfMeasurement(Admin admin) throws Unanswered {
    Reading reading = Reading.ofMeasurement(config);
    Questions questions = new Questions(config, reading, admin);
    int partitions;
    try {
      partitions = questions.partitions();
    } catch (Unanswered e) {
      if (e.is(UnknownTopicOrPartitionException.class)) {
        return List.of(); // the topics' matter
      }
      throw e;
    }
    try (LogReader reader = new LogReader(config, reading.topic(), partitions)) {
      return progress(questions, reader, partitions);
    }
  }

  private void examine(Area area, Look look) {
    List<Finding> findings;
    try {
      findings = look.look();
    } catch (IOException | Unanswered | KafkaException | CommandFailedException e) {
      findings = List.of(unseen(area, e));
    }
    examined.add(found(area, findings));
  }

  private static Finding unseen(Area area, Exception e) {
    boolean denied =
        e instanceof AuthorizationException || (e instanceof Unanswered no && no.denied());
    return Finding.warning(
        area.word(),
        "it could not be looked at: "
            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
        denied
            ? "Allow the user Describe and DescribeConfigs on the cluster and the topics, and Read on"
                + " the log; or ask as a user who may."
            : "Ask again; if it stays, see the brokers' log.");
  }

  private Examined found(Area area, List<Finding> findings) {
    return new Examined(
        area,
        Optional.empty(),
        findings.stream()
            .map(finding -> finding.rewritten(config::masked))
            .sorted(Comparator.comparing(Finding::severity))
            .toList());
  }

  private static Examined skipped(Area area, String why) {
    return new Examined(area, Optional.of(why), List.of());
  }
}
