package io.beckon.streams;

import io.beckon.contract.ApplicationActivated;
import io.beckon.contract.CodesAdded;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import io.beckon.engine.code.CodePools;
import io.beckon.schemas.RegistryUnavailable;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a record of the input topic apart and says what it is. What is no event of a shopper of
 * this partition, and no control record, is put aside or sent where it belongs; nothing is dropped.
 */
final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int REGISTRY_ATTEMPTS = 5;
  private static final long REGISTRY_PAUSE_MS = 250;

  private final ShellSettings settings;
  private final WireCodec codec;
  private final Outputs outputs;
  private final TaskMeters meters;
  private final int partition;

  Intake(
      ShellSettings settings, WireCodec codec, Outputs outputs, TaskMeters meters, int partition) {
    this.settings = settings;
    this.codec = codec;
    this.outputs = outputs;
    this.meters = meters;
    this.partition = partition;
  }

  /** The event in a record that this task has to apply; null when there is none for it. */
  @Nullable ShopperEvent read(Record<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      putAside(
          record,
          DeadLetters.DESERIALIZE,
          "TOMBSTONE",
          "The record has no value. Nothing is deleted by a tombstone here; to forget a shopper,"
              + " send an erasure.");
      return null;
    }
    if (value.length > settings.limits().recordBytes()) {
      putAside(
          record,
          DeadLetters.DESERIALIZE,
          "TOO_LARGE",
          "The record has "
              + value.length
              + " bytes; at most "
              + settings.limits().recordBytes()
              + " are taken (limits.record.bytes). Send fewer products or properties.");
      return null;
    }
    ShopperEvent event;
    try {
      event = decode(record, value);
    } catch (UnreadablePayload e) {
      putAside(record, DeadLetters.DESERIALIZE, e.code().name(), String.valueOf(e.getMessage()));
      return null;
    }
    if (event.getPayload() instanceof CodesAdded added) {
      return atHome(record, added) ? event : null;
    }
    return isControl(event.getPayload()) ? event : addressed(record, event);
  }

  private ShopperEvent decode(Record<byte[], byte[]> record, byte[] value) {
    String topic = settings.topics().shopperEvents();
    for (int attempt = 1; ; attempt++) {
      try {
        return codec.decode(topic, record.headers(), value, ShopperEvent.class);
      } catch (RegistryUnavailable e) {
        if (attempt == REGISTRY_ATTEMPTS) {
          throw e;
        }
        LOG.warn("The schema registry did not answer (attempt {}): {}", attempt, e.getMessage());
        pause(REGISTRY_PAUSE_MS << (attempt - 1), e);
      }
    }
  }

  /** A registry that refuses connections answers at once: restarts need more time than that. */
  private static void pause(long millis, RegistryUnavailable cause) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }

  private static boolean isControl(Object payload) {
    return payload instanceof Tick
        || payload instanceof RulesActivated
        || payload instanceof ApplicationActivated
        || payload instanceof ProductChanged;
  }

  private @Nullable ShopperEvent addressed(Record<byte[], byte[]> record, ShopperEvent event) {
    byte[] id = event.getShopperId().getBytes(StandardCharsets.UTF_8);
    if (id.length == 0) {
      putAside(
          record,
          DeadLetters.PROCESS,
          record.key() == null ? "NULL_KEY" : "NO_SHOPPER",
          "The event names no shopper. Set shopperId, and the record's key to the same id in"
              + " UTF-8.");
      return null;
    }
    if (id.length > settings.limits().idBytes()) {
      putAside(
          record,
          DeadLetters.PROCESS,
          "ID_TOO_LONG",
          "The shopper id has "
              + id.length
              + " bytes; at most "
              + settings.limits().idBytes()
              + " are taken (limits.id.bytes).");
      return null;
    }
    if (record.key() != null && !Arrays.equals(record.key(), id)) {
      putAside(
          record,
          DeadLetters.PROCESS,
          "KEY_MISMATCH",
          "The record's key is not the event's shopperId in UTF-8. Keys are plain text, never"
              + " encoded through a registry.");
      return null;
    }
    if (event.getEventId().isEmpty()) {
      putAside(
          record,
          DeadLetters.PROCESS,
          "NO_EVENT_ID",
          "The event has no eventId, so it could not be told from one that is delivered again. Set"
              + " an id that is unique at its source.");
      return null;
    }
    boolean homeUnknown = record.key() == null && settings.partitions() == 0;
    boolean elsewhere = isElsewhere(id) || homeUnknown;
    if (elsewhere && record.headers().lastHeader(Outputs.FORWARDED) != null) {
      putAside(
          record,
          DeadLetters.PROCESS,
          "MISROUTED",
          "The record was sent where its key belongs among "
              + settings.partitions()
              + " partitions and did not get there: topics.partitions is not what the topic has.");
      return null;
    }
    if (elsewhere) {
      meters.forwarded();
      outputs.sendHome(record, id);
      return null;
    }
    return event;
  }

  /** A code that two partitions had could be given twice, so none is taken where it is not due. */
  private boolean atHome(Record<byte[], byte[]> record, CodesAdded added) {
    for (String code : added.getCodes()) {
      if (isElsewhere(CodePools.key(added.getPool(), code).getBytes(StandardCharsets.UTF_8))) {
        putAside(
            record,
            DeadLetters.PROCESS,
            "MISROUTED",
            "The record holds codes that belong to other partitions. Add them with 'beckon codes"
                + " add', which deals them out.");
        return false;
      }
    }
    return true;
  }

  private boolean isElsewhere(byte[] id) {
    return settings.partitions() > 1 && Partitions.of(id, settings.partitions()) != partition;
  }

  private void putAside(
      Record<byte[], byte[]> record, String stage, String reason, String message) {
    outputs.deadLetter(record, stage, reason, message, null, null);
  }
}
