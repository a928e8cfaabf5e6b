package io.beckon.schemas;

import org.apache.kafka.common.KafkaException;

/**
 * The schema registry did not give an answer that says anything about the record: it cannot be
 * reached, it failed, or it refuses this application. Nothing is wrong with the record: try again
 * and never put it aside for this.
 */
public final class RegistryUnavailable extends KafkaException {
  private static final long serialVersionUID = 1L;

  RegistryUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
