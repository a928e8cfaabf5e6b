package io.beckon.streams;

import org.apache.kafka.common.utils.Utils;

/** Which partition a key belongs to: murmur2, as Kafka's Java producer has it by default. */
public final class Partitions {

  private Partitions() {}

  /** The partition of a key, from 0, among so many. */
  public static int of(byte[] key, int partitions) {
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }
}
