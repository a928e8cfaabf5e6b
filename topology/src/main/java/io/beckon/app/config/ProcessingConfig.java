package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;
import static io.beckon.app.config.Importance.LOW;
import static io.beckon.app.config.Importance.MEDIUM;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the work is shared and committed. Processing is always exactly once (version 2); that is not
 * configurable.
 *
 * @param threads stream threads of this instance
 * @param standbyReplicas warm copies of each task's state on other instances
 * @param groupProtocol how instances share partitions
 * @param groupInstanceId name under which this instance comes back after a restart and finds its
 *     partitions again; empty: none
 * @param sessionTimeout how long an instance may be silent before its partitions are given to
 *     others
 * @param commitInterval time between commits of a task that keeps up with its log
 * @param commitIntervalBehind time between commits of a task that works off a backlog
 * @param transactionTimeout how long a transaction may stay open before brokers abort it
 */
public record ProcessingConfig(
    int threads,
    int standbyReplicas,
    GroupProtocol groupProtocol,
    Optional<String> groupInstanceId,
    Duration sessionTimeout,
    Duration commitInterval,
    Duration commitIntervalBehind,
    Duration transactionTimeout) {

  static final Key<Integer> THREADS =
      Key.of(
          "num.stream.threads",
          Types.integer(1, 256, "threads"),
          "1",
          MEDIUM,
          "Stream threads of this instance. Over all instances, more threads than topics.partitions"
              + " stay idle.",
          "Measured, one thread drains more than most clusters write. Add one for each core that"
              + " would else be idle, or instances.");

  static final Key<Integer> STANDBY_REPLICAS =
      Key.of(
          "num.standby.replicas",
          Types.integer(0, 10, "copies"),
          "0",
          HIGH,
          "Warm copies of each task's state on other instances.",
          "A single instance has nobody to hold one. Set 1 as soon as there are two: after an unclean"
              + " stop the copy takes over in seconds, while all state is restored from Kafka.");

  static final Key<GroupProtocol> GROUP_PROTOCOL =
      Key.of(
          "group.protocol",
          Types.choice(GroupProtocol.class),
          "classic",
          LOW,
          "Protocol by which the instances share the partitions. It can't be changed while an"
              + " instance runs. With streams, session time-outs and standbys are settings of the"
              + " group on the brokers.",
          "classic has static membership: an instance that restarts finds its partitions, and its"
              + " state on disk, again. streams has none in this version.");

  static final Key<String> GROUP_INSTANCE_ID =
      Key.of(
          "group.instance.id",
          Types.text(
              "auto, none, or a name of letters, digits, '.', '_' and '-'",
              "[a-zA-Z0-9._-]{1,200}"),
          InstanceName.AUTO,
          MEDIUM,
          "Static membership: the name, unique among the instances, under which this one comes back."
              + " auto makes it of the host's name and state.dir; it is none when state.dir lies in"
              + " the system's temporary folder, and with group.protocol=streams.",
          "Within session.timeout a restart moves no partition. An instance whose state is lost with"
              + " its disk gains nothing by its name; a new name at each start would leave the old"
              + " one's partitions unread until session.timeout.");

  static final Key<Duration> SESSION_TIMEOUT =
      Key.of(
          "session.timeout",
          Types.duration("6s", "30m"),
          "45s",
          MEDIUM,
          "How long an instance may be silent before its partitions are given to others.",
          "Kafka's default. Longer than a restart usually takes (else static membership is for"
              + " nothing), shorter than a shop wants to wait after a crash.");

  static final Key<Duration> COMMIT_INTERVAL =
      Key.of(
          "commit.interval",
          Types.duration("10ms", "1m"),
          "250ms",
          MEDIUM,
          "Time between commits while the log is read as it is written. Outputs become visible, and a"
              + " send can leave, only with the next.",
          "More than Kafka's 100 ms: fewer, larger transactions, and more changes of one shopper"
              + " become one record of the changelog. A quarter of a second is not felt.");

  static final Key<Duration> COMMIT_INTERVAL_BEHIND =
      Key.of(
          "backlog.commit.interval",
          Types.duration("10ms", "1m"),
          "5s",
          LOW,
          "Time between commits while what is read is more than ten seconds old: after an outage, or"
              + " in a history. At most half of transaction.timeout; if shorter than commit.interval, that"
              + " one holds.",
          "Longer transactions: more changes of one shopper become one record of the changelog."
              + " Five seconds instead of two took a sixth off its bytes. Whoever is late by ten"
              + " seconds does not mind five more.");

  static final Key<Duration> TRANSACTION_TIMEOUT =
      Key.of(
          "transaction.timeout",
          Types.duration("1s", "15m"),
          "10s",
          LOW,
          "How long a transaction may stay open before the brokers abort it.",
          "After a crash, readers of the outputs wait this long. A commit, the longest work between"
              + " two and a pause of the garbage collector fit in many times.");

  static final List<Key<?>> KEYS =
      List.of(
          THREADS,
          STANDBY_REPLICAS,
          GROUP_PROTOCOL,
          GROUP_INSTANCE_ID,
          SESSION_TIMEOUT,
          COMMIT_INTERVAL,
          COMMIT_INTERVAL_BEHIND,
          TRANSACTION_TIMEOUT);

  /** What Kafka Streams keeps by itself; tasks ask for commits in between. */
  public Duration longestCommitInterval() {
    Duration half = transactionTimeout.dividedBy(2);
    Duration behind = commitIntervalBehind.compareTo(half) < 0 ? commitIntervalBehind : half;
    return commitInterval.compareTo(behind) < 0 ? behind : commitInterval;
  }

  static ProcessingConfig from(Values values) {
    GroupProtocol protocol = values.get(GROUP_PROTOCOL);
    String instance = values.get(GROUP_INSTANCE_ID);
    ProcessingConfig processing =
        new ProcessingConfig(
            values.get(THREADS),
            values.get(STANDBY_REPLICAS),
            protocol,
            InstanceName.of(instance, protocol, values.get(StateConfig.DIR)),
            values.get(SESSION_TIMEOUT),
            values.get(COMMIT_INTERVAL),
            values.get(COMMIT_INTERVAL_BEHIND),
            values.get(TRANSACTION_TIMEOUT));
    values.require(
        processing.commitInterval.compareTo(processing.transactionTimeout) < 0,
        "the brokers would abort each transaction before it is committed. Make commit.interval the"
            + " shorter one.",
        COMMIT_INTERVAL,
        TRANSACTION_TIMEOUT);
    boolean streams = protocol == GroupProtocol.STREAMS;
    values.require(
        !streams || List.of(InstanceName.AUTO, InstanceName.NONE).contains(instance),
        "the streams protocol has no static membership in this version of Kafka. Leave the id out,"
            + " or use group.protocol=classic.",
        GROUP_INSTANCE_ID,
        GROUP_PROTOCOL);
    values.require(
        !streams || processing.standbyReplicas == 0,
        "with the streams protocol the brokers hold this setting. Set it to 0 here, and"
            + " streams.num.standby.replicas on the group (kafka-configs.sh --entity-type groups).",
        STANDBY_REPLICAS,
        GROUP_PROTOCOL);
    values.require(
        !streams || !values.given(SESSION_TIMEOUT),
        "with the streams protocol the brokers hold this setting. Leave it out here, and set"
            + " streams.session.timeout.ms on the group (kafka-configs.sh --entity-type groups).",
        SESSION_TIMEOUT,
        GROUP_PROTOCOL);
    return processing;
  }
}
