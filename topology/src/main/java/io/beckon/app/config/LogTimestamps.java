package io.beckon.app.config;

/** Whose clock stamps the records of the log. */
public enum LogTimestamps {
  /** The broker's, when a record is appended: no client's clock can move time. */
  APPEND,
  /** The producer's: for imports of old histories, tests and the accelerated demo. */
  CREATE
}
