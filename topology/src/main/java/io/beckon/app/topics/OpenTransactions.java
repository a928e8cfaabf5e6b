package io.beckon.app.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** Finds somebody's open transactions in the log: behind one, time stands still. */
final class OpenTransactions {

  private OpenTransactions() {}

  /**
   * Looks once.
   *
   * @param applicationId whose own transactions are as they should be
   */
  static List<Finding> check(Admin admin, FoundTopic log, String applicationId) {
    List<TopicPartition> partitions =
        IntStream.range(0, log.partitions())
            .mapToObj(partition -> new TopicPartition(log.name(), partition))
            .toList();
    try {
      Map<Long, TopicPartition> open = new TreeMap<>();
      ClusterTopics.get(admin.describeProducers(partitions).all())
          .forEach(
              (partition, state) -> {
                for (ProducerState producer : state.activeProducers()) {
                  if (producer.currentTransactionStartOffset().isPresent()) {
                    open.put(producer.producerId(), partition);
                  }
                }
              });
      return open.isEmpty() ? List.of() : findings(admin, open, applicationId);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuthorizationException) {
        return List.of(
            Finding.advice(
                log.name(),
                log.name() + ": producers with open transactions may not be looked at.",
                "Allow the user Read on the topic and Describe on transactional ids."));
      }
      throw ClusterTopics.unanswered(e);
    }
  }

  private static List<Finding> findings(
      Admin admin, Map<Long, TopicPartition> open, String applicationId) throws ExecutionException {
    Map<Long, String> ids = new HashMap<>();
    ListTransactionsOptions options =
        new ListTransactionsOptions().filterProducerIds(open.keySet());
    for (TransactionListing listing : ClusterTopics.get(admin.listTransactions(options).all())) {
      ids.put(listing.producerId(), listing.transactionalId());
    }
    List<Finding> findings = new ArrayList<>();
    open.forEach(
        (producer, partition) -> {
          String id = ids.getOrDefault(producer, "not known");
          if (!id.startsWith(applicationId + "-")) {
            findings.add(
                Finding.warning(
                    partition.topic(),
                    partition
                        + ": a producer (id "
                        + producer
                        + ", transactional.id "
                        + id
                        + ") has an open transaction: behind it, nothing is read and time stands"
                        + " still.",
                    "Producers to this topic are to be idempotent, without a transactional.id. A"
                        + " transaction that hangs is ended with kafka-transactions.sh abort."));
          }
        });
    return findings;
  }
}
