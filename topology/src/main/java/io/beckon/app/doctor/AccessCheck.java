package io.beckon.app.doctor;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.GroupProtocol;
import io.beckon.app.topics.MeasurementTopics;
import io.beckon.streams.state.StateStores;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeStreamsGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.jspecify.annotations.Nullable;

/**
 * What the user of this configuration may do, against what the application does. Asked with what
 * brokers tell of a user's own rights, and with dry runs; nothing is changed.
 */
final class AccessCheck {

  /** What the product feed's ids end with. */
  private static final String FEED = "-products";

  private final BeckonConfig config;
  private final Admin admin;
  private final String id;
  private final List<String> internal;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * A check.
   *
   * @param id of the application
   * @param internal the topics that Kafka Streams makes for it
   */
  private AccessCheck(BeckonConfig config, Admin admin, String id, List<String> internal) {
    this.config = config;
    this.admin = admin;
    this.id = id;
    this.internal = internal;
  }

  /** Of the main job. */
  static List<Finding> of(BeckonConfig config, Admin admin) throws Unanswered {
    String id = config.app().applicationId();
    List<String> changelogs =
        Stream.of(StateStores.names()).map(store -> id + "-" + store + "-changelog").toList();
    AccessCheck check = new AccessCheck(config, admin, id, changelogs);
    check.authorizer();
    check.application(Right.ofMainJob(config));
    if (config.app().productChanges()) {
      check.group(id + FEED);
      check.transactions(id + FEED);
    }
    return check.findings;
  }

  /** Of measurement. */
  static List<Finding> ofMeasurement(BeckonConfig config, Admin admin) throws Unanswered {
    List<String> internal =
        MeasurementTopics.of(config).stream().map(MeasurementTopics.Internal::name).toList();
    AccessCheck check = new AccessCheck(config, admin, config.measure().applicationId(), internal);
    check.application(Right.ofMeasurement(config));
    return check.findings;
  }

  private void application(List<Right> rights) throws Unanswered {
    topics(rights);
    newTopics();
    group(id);
    transactions(id);
  }

  private void authorizer() throws Unanswered {
    try {
      Unanswered.get(admin.describeAcls(AclBindingFilter.ANY).values());
    } catch (Unanswered e) {
      if (e.is(SecurityDisabledException.class)) {
        findings.add(
            Finding.advice(
                "authorizer.class.name",
                "the brokers have no authorizer: whoever reaches them may read contact data and write"
                    + " events.",
                "Turn one on (org.apache.kafka.metadata.authorizer.StandardAuthorizer), and allow the"
                    + " application what deploy/helm/beckon/templates/strimzi-user.yaml lists."));
      } else if (!e.denied()) {
        throw e;
      }
    }
  }

  private void topics(List<Right> onTopics) throws Unanswered {
    Map<String, Right> rights = new LinkedHashMap<>();
    onTopics.forEach(right -> rights.put(right.topic(), right));
    internal.forEach(topic -> rights.put(topic, Right.onInternal(topic)));
    var answers =
        admin
            .describeTopics(
                rights.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    for (var answer : answers.entrySet()) {
      Right right = rights.get(answer.getKey());
      if (right == null) {
        continue;
      }
      try {
        Set<AclOperation> allowed = Unanswered.get(answer.getValue()).authorizedOperations();
        if (allowed != null) {
          missing("topic", right.topic(), right.operations(), allowed, right.why())
              .ifPresent(findings::add);
        }
      } catch (Unanswered e) {
        if (e.denied()) {
          missing("topic", right.topic(), right.operations(), Set.of(), right.why())
              .ifPresent(findings::add);
        } // one that does not exist is the topics' matter
      }
    }
  }

  /** A dry run tells whether an internal topic that is missing could be made. */
  private void newTopics() {
    List<NewTopic> all =
        internal.stream()
            .map(topic -> new NewTopic(topic, Optional.of(1), Optional.empty()))
            .toList();
    TreeSet<String> denied = new TreeSet<>();
    admin
        .createTopics(all, new CreateTopicsOptions().validateOnly(true))
        .values()
        .forEach(
            (name, answer) -> {
              try {
                Unanswered.get(answer);
              } catch (Unanswered e) {
                if (e.denied()) {
                  denied.add(name);
                }
              }
            });
    if (!denied.isEmpty()) {
      findings.add(
          Finding.error(
              denied.first(),
              "the user may not make the "
                  + denied.size()
                  + " topics of the state: Kafka Streams makes them at the start.",
              "Allow Create (and Read, Write, Describe, DescribeConfigs, AlterConfigs, Delete) on topics"
                  + " with the prefix "
                  + id
                  + "-."));
    }
  }

  private void group(String group) throws Unanswered {
    Set<AclOperation> needed = EnumSet.of(READ, DESCRIBE);
    try {
      Set<AclOperation> allowed = allowedOnGroup(group);
      if (allowed != null) {
        missing("group", group, needed, allowed, "its instances share the partitions by it")
            .ifPresent(findings::add);
      }
    } catch (Unanswered e) {
      if (e.denied()) {
        missing("group", group, needed, Set.of(), "its instances share the partitions by it")
            .ifPresent(findings::add);
      } else if (!e.is(GroupIdNotFoundException.class)) {
        throw e;
      }
    }
  }

  private @Nullable Set<AclOperation> allowedOnGroup(String group) throws Unanswered {
    if (config.processing().groupProtocol() == GroupProtocol.STREAMS) {
      return Unanswered.get(
              admin
                  .describeStreamsGroups(
                      List.of(group),
                      new DescribeStreamsGroupsOptions().includeAuthorizedOperations(true))
                  .describedGroups()
                  .get(group))
          .authorizedOperations();
    }
    return Unanswered.get(
            admin
                .describeConsumerGroups(
                    List.of(group),
                    new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups()
                .get(group))
        .authorizedOperations();
  }

  private void transactions(String prefix) {
    try {
      Unanswered.get(admin.describeTransactions(List.of(prefix + "-doctor")).all());
    } catch (Unanswered e) {
      if (e.denied()) {
        findings.add(
            Finding.error(
                prefix,
                "the user may not use transactional ids that begin with "
                    + prefix
                    + "-: nothing can be"
                    + " written exactly once.",
                "Allow Write and Describe on transactional ids with the prefix " + prefix + "."));
      } // any other answer: it may ask, and there is none of that name
    }
  }

  /** What is wrong with the rights on something, when something is. */
  static Optional<Finding> missing(
      String kind, String name, Set<AclOperation> needed, Set<AclOperation> allowed, String why) {
    if (allowed.contains(AclOperation.ALL)) {
      return Optional.empty();
    }
    Set<AclOperation> lacking = EnumSet.copyOf(needed);
    lacking.removeAll(allowed);
    if (lacking.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = lacking.stream().map(AccessCheck::word).toList();
    String what =
        "the user lacks "
            + String.join(", ", names)
            + " on the "
            + kind
            + " "
            + name
            + ": "
            + why
            + ".";
    String mend =
        "kafka-acls.sh --bootstrap-server BROKER --add --allow-principal User:NAME --"
            + kind
            + " "
            + name
            + names.stream().map(each -> " --operation " + each).reduce("", String::concat);
    return Optional.of(
        lacking.equals(Set.of(AclOperation.DESCRIBE_CONFIGS))
            ? Finding.warning(name, what, mend)
            : Finding.error(name, what, mend));
  }

  private static String word(AclOperation operation) {
    return switch (operation) {
      case DESCRIBE_CONFIGS -> "DescribeConfigs";
      default ->
          operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
    };
  }
}
