package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;
import static io.beckon.app.config.Importance.LOW;
import static io.beckon.app.config.Importance.MEDIUM;

import java.time.Duration;
import java.util.List;

/**
 * Who this application is, and how it starts and stops.
 *
 * @param applicationId name of the application towards Kafka
 * @param store id of the shop
 * @param startInShadow decides and remembers, but writes no ticks and sends nothing yet
 * @param productChanges tells the log of changes of products
 * @param startTimeout how long to wait for the brokers' answers before giving up
 * @param closeTimeout how long a stop may take
 * @param leaveGroup whether a stop gives the partitions to others at once
 */
public record AppConfig(
    String applicationId,
    String store,
    boolean startInShadow,
    boolean productChanges,
    Duration startTimeout,
    Duration closeTimeout,
    LeaveGroup leaveGroup) {

  static final Key<String> APPLICATION_ID =
      Key.of(
          "application.id",
          Types.text(
              "letters, digits, '.', '_' and '-', at most 100 of them", "[a-zA-Z0-9._-]{1,100}"),
          "beckon",
          HIGH,
          "The application towards Kafka: its consumer group, its transactions and its internal"
              + " topics begin with it. All instances of one application share it.",
          "Under a new id the application has no state and reads the log from its beginning, so it"
              + " is never to be changed by chance.");

  static final Key<String> STORE =
      Key.of(
          "store",
          Types.text("letters, digits, '.', '_' and '-', at most 64", "[a-zA-Z0-9._-]{1,64}"),
          "default",
          HIGH,
          "Id of the shop. It is part of every command id.",
          "One shop needs no name. Two shops that share senders need two, or their command ids"
              + " could meet.");

  static final Key<Boolean> START_IN_SHADOW =
      Key.of(
          "shadow",
          Types.yesOrNo(),
          "false",
          LOW,
          "Start in the shadow: decide and remember, but write no ticks and send nothing, partition"
              + " by partition, until an activation of this application is read there.",
          "A first application has nobody to take over from. Set it for one that is to replace"
              + " another (blue/green, reprocessing, resharding).");

  static final Key<Boolean> PRODUCT_CHANGES =
      Key.of(
          "product.changes",
          Types.yesOrNo(),
          "true",
          LOW,
          "Tell the log of changes of products, for flows on back-in-stock, price-drop, low-stock"
              + " and product-published. A second, small application with '-products' behind"
              + " application.id does it, in this process.",
          "It costs next to nothing while the catalog is still. Set false in all but one of several"
              + " applications on one log, and where the shop appends such changes itself. In the"
              + " shadow nothing is told.");

  static final Key<Duration> START_TIMEOUT =
      Key.of(
          "start.timeout",
          Types.duration("1s", "10m"),
          "10s",
          LOW,
          "How long the check at the start, and the commands about topics, wait for the brokers.",
          "A reachable cluster answers in well under a second; an orchestrator starts us again.");

  static final Key<Duration> CLOSE_TIMEOUT =
      Key.of(
          "close.timeout",
          Types.duration("1s", "1h"),
          "25s",
          MEDIUM,
          "How long a stop may take, to commit and to close the state cleanly.",
          "Below the 30 s that Kubernetes grants: a clean stop saves restoring all state, because"
              + " exactly-once processing distrusts what an unclean one leaves on disk.");

  static final Key<LeaveGroup> LEAVE_GROUP =
      Key.of(
          "close.leave.group",
          Types.choice(LeaveGroup.class),
          "auto",
          LOW,
          "Whether an instance that stops leaves the group, so that others take its partitions at"
              + " once. auto: it does unless it comes back under its name (group.instance.id);"
              + " always: it is to be taken away for good.",
          "A restart should move no partition. Set always on what is scaled in: else its partitions"
              + " rest until session.timeout.");

  static final List<Key<?>> KEYS =
      List.of(
          APPLICATION_ID,
          STORE,
          START_IN_SHADOW,
          PRODUCT_CHANGES,
          START_TIMEOUT,
          CLOSE_TIMEOUT,
          LEAVE_GROUP);

  static AppConfig from(Values values) {
    return new AppConfig(
        values.get(APPLICATION_ID),
        values.get(STORE),
        values.get(START_IN_SHADOW),
        values.get(PRODUCT_CHANGES) && !values.get(START_IN_SHADOW),
        values.get(START_TIMEOUT),
        values.get(CLOSE_TIMEOUT),
        values.get(LEAVE_GROUP));
  }
}
