package io.beckon.app.doctor;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.TopicsConfig;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/**
 * What the application must be allowed on a topic.
 *
 * @param why what it does there
 */
record Right(String topic, Set<AclOperation> operations, String why) {

  /** Of the main job on the topics of the contract. */
  static List<Right> ofMainJob(BeckonConfig config) {
    TopicsConfig topics = config.topics();
    List<Right> rights = new ArrayList<>();
    rights.add(
        new Right(
            topics.shopperEvents(),
            EnumSet.of(READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS),
            "it reads the log, and appends ticks and what concerns other shoppers"));
    for (String topic : List.of(topics.flows(), topics.products(), topics.shopFacts())) {
      rights.add(new Right(topic, EnumSet.of(READ, DESCRIBE, DESCRIBE_CONFIGS), "it reads it"));
    }
    for (String topic :
        List.of(
            topics.abandonmentTriggers(),
            topics.sendCommands(),
            topics.decisions(),
            topics.tasks(),
            topics.audienceChanges(),
            topics.contacts(),
            topics.outcomes(),
            topics.deadLetters())) {
      rights.add(new Right(topic, EnumSet.of(WRITE, DESCRIBE, DESCRIBE_CONFIGS), "it writes it"));
    }
    return rights;
  }

  /** Of measurement on the topics of the contract. */
  static List<Right> ofMeasurement(BeckonConfig config) {
    TopicsConfig topics = config.topics();
    List<Right> rights = new ArrayList<>();
    rights.add(
        new Right(
            topics.outcomes(),
            EnumSet.of(READ, DESCRIBE, DESCRIBE_CONFIGS),
            "measurement reads it"));
    for (String topic : List.of(topics.attributions(), topics.measures(), topics.deadLetters())) {
      rights.add(
          new Right(topic, EnumSet.of(WRITE, DESCRIBE, DESCRIBE_CONFIGS), "measurement writes it"));
    }
    return rights;
  }

  /** On an internal topic that exists. */
  static Right onInternal(String topic) {
    return new Right(topic, EnumSet.of(READ, WRITE, DESCRIBE), "it keeps state there");
  }
}
