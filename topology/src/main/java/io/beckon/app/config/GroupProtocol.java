package io.beckon.app.config;

/** How the instances share the partitions. */
public enum GroupProtocol {
  /** The consumer group protocol: static membership, standbys and warm-ups set here. */
  CLASSIC,
  /** The Streams group protocol (KIP-1071): the brokers assign, and hold its settings. */
  STREAMS
}
