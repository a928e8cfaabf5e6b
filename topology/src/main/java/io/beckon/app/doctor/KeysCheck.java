package io.beckon.app.doctor;

import io.beckon.streams.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import org.apache.kafka.common.utils.Bytes;

/**
 * Do records lie in the partitions of their keys? Those in others are forwarded by the application,
 * but only after a later record of the same shopper may have been decided on.
 */
final class KeysCheck {

  /** Confluent's and Apicurio's serializers begin with this byte; no id does. */
  private static final byte REGISTRY_MAGIC = 0;

  private static final int REGISTRY_HEADER = 5;

  private KeysCheck() {}

  /** A record's key, and where it lies. */
  record Keyed(int partition, Bytes key) {}

  /**
   * Judges a sample.
   *
   * @param partitions how many the log has
   */
  static List<Finding> judge(String log, int partitions, List<Keyed> sample) {
    int wrong = 0;
    int asLibrdkafka = 0;
    int encoded = 0;
    Set<Integer> where = new TreeSet<>();
    for (Keyed record : sample) {
      byte[] key = record.key().get();
      if (key.length > REGISTRY_HEADER && key[0] == REGISTRY_MAGIC) {
        encoded++;
      }
      if (Partitions.of(key, partitions) != record.partition()) {
        wrong++;
        where.add(record.partition());
        asLibrdkafka += librdkafka(key, partitions) == record.partition() ? 1 : 0;
      }
    }
    List<Finding> findings = new ArrayList<>();
    if (encoded > 0) {
      findings.add(
          Finding.error(
              log,
              encoded
                  + " of "
                  + sample.size()
                  + " keys begin as a schema registry's serializers write them: as shopper ids they are"
                  + " other people than the plain ones.",
              "Let the producer write keys with its string serializer: the id in plain UTF-8."));
    }
    if (wrong > 0) {
      findings.add(
          Finding.warning(
              log,
              wrong
                  + " of "
                  + sample.size()
                  + " keys lie in a partition that is not theirs (found in "
                  + shown(where)
                  + "): a producer hashes them another way than Kafka's Java client (murmur2). They are"
                  + " forwarded, later than what was written to the right partition meanwhile.",
              asLibrdkafka == wrong
                  ? "All of them lie where librdkafka's default hash (CRC32) puts them: set"
                      + " partitioner=murmur2_random in the producer (Python, Go, Node, .NET, PHP)."
                  : "Find the producer that chooses partitions itself, or hashes otherwise; the clients"
                      + " of librdkafka need partitioner=murmur2_random."));
    }
    return findings;
  }

  private static String shown(Set<Integer> partitions) {
    List<String> first = partitions.stream().limit(8).map(String::valueOf).toList();
    return String.join(", ", first) + (partitions.size() > first.size() ? " ..." : "");
  }

  /** Where librdkafka's {@code consistent} partitioner puts a key. */
  static int librdkafka(byte[] key, int partitions) {
    CRC32 crc = new CRC32();
    crc.update(key);
    return (int) (crc.getValue() % partitions);
  }
}
