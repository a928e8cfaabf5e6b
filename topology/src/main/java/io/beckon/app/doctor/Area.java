package io.beckon.app.doctor;

import java.util.Locale;

/** What the doctor looks at, in the order in which it does. */
public enum Area {
  /** Values that are allowed and yet hardly meant. */
  CONFIGURATION,
  /** The folder of the state, and the disk below it. */
  DISK,
  /** What the process may take, against what it is given. */
  MEMORY,
  /** The schema registry, and our schemas in it. */
  REGISTRY,
  /** The brokers, their versions and features. */
  CLUSTER,
  /** Topics and their settings. */
  TOPICS,
  /** What the application's user may do. */
  ACCESS,
  /** The brokers' time limits and ours. */
  TIMEOUTS,
  /** The brokers' clocks and this machine's. */
  CLOCK,
  /** Keys of the log: in the partitions where they belong? */
  KEYS,
  /** How far the application has come. */
  PROGRESS,
  /** Measurement: its topics and windows, how far it has come, and what its user may do. */
  MEASUREMENT;

  /** The last one. */
  static final Area LAST = MEASUREMENT;

  /** The word for it, in texts and JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
