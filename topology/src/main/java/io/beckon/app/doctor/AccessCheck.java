package io.beckon.app.doctor;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.GroupProtocol;
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
  private final List<Finding> findings = new ArrayList<>();

  private AccessCheck(BeckonConfig config, Admin admin) {
    this.config = config;
    this.admin = admin;
  }

  static List<Finding> of(BeckonConfig config, Admin admin) throws Unanswered {
    AccessCheck check = new AccessCheck(config, admin);
    check.authorizer();
    check.topics();
    check.newChangelogs();
    List<String> ids = new ArrayList<>(List.of(config.app().applicationId()));
    if (config.app().productChanges()) {
      ids.add(config.app().applicationId() + FEED);
    }
    for (String id : ids) {
      check.group(id);
      check.transactions(id);
    }
    return check.findings;
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

  private void topics() throws Unanswered {
    Map<String, Right> rights = new LinkedHashMap<>();
    Right.onTopics(config).forEach(right -> rights.put(right.topic(), right));
    for (String store : StateStores.names()) {
      Right right = Right.onChangelog(changelog(store));
      rights.put(right.topic(), right);
    }
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

  /** A dry run tells whether a changelog that is missing could be made. */
  private void newChangelogs() {
    List<NewTopic> all = new ArrayList<>();
    for (String store : StateStores.names()) {
      all.add(new NewTopic(changelog(store), Optional.of(1), Optional.empty()));
    }
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
              "the user may not make the changelogs of "
                  + denied.size()
                  + " stores: Kafka Streams makes them at the start.",
              "Allow Create (and Read, Write, Describe, DescribeConfigs, AlterConfigs, Delete) on topics"
                  + " with the prefix "
                  + config.app().applicationId()
                  + "-."));
    }
  }

  private void group(String id) throws Unanswered {
    Set<AclOperation> needed = EnumSet.of(READ, DESCRIBE);
    try {
      Set<AclOperation> allowed = allowedOnGroup(id);
      if (allowed != null) {
        missing("group", id, needed, allowed, "its instances share the partitions by it")
            .ifPresent(findings::add);
      }
    } catch (Unanswered e) {
      if (e.denied()) {
        missing("group", id, needed, Set.of(), "its instances share the partitions by it")
            .ifPresent(findings::add);
      } else if (!e.is(GroupIdNotFoundException.class)) {
        throw e;
      }
    }
  }

  private @Nullable Set<AclOperation> allowedOnGroup(String id) throws Unanswered {
    if (config.processing().groupProtocol() == GroupProtocol.STREAMS) {
      return Unanswered.get(
              admin
                  .describeStreamsGroups(
                      List.of(id),
                      new DescribeStreamsGroupsOptions().includeAuthorizedOperations(true))
                  .describedGroups()
                  .get(id))
          .authorizedOperations();
    }
    return Unanswered.get(
            admin
                .describeConsumerGroups(
                    List.of(id),
                    new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups()
                .get(id))
        .authorizedOperations();
  }

  private void transactions(String id) {
    try {
      Unanswered.get(admin.describeTransactions(List.of(id + "-doctor")).all());
    } catch (Unanswered e) {
      if (e.denied()) {
        findings.add(
            Finding.error(
                id,
                "the user may not use transactional ids that begin with "
                    + id
                    + "-: nothing can be"
                    + " written exactly once.",
                "Allow Write and Describe on transactional ids with the prefix " + id + "."));
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

  private String changelog(String store) {
    return config.app().applicationId() + "-" + store + "-changelog";
  }
}
