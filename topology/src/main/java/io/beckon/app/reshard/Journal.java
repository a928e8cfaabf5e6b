package io.beckon.app.reshard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beckon.app.CommandFailedException;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How far a resharding came, as its own topic says. A note is written in the transaction of what it
 * notes, so that whoever goes on repeats nothing and leaves nothing out.
 */
final class Journal {

  /** How far it came. */
  enum Stage {
    /** State is being carried. */
    BEGUN,
    /** All state is carried; the new application may start in the shadow. */
    CARRIED,
    /** The new application has taken over. */
    ACTIVATED
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PLAN = "plan";
  private static final String STAGE = "stage";
  private static final String TAIL = "tail";
  private static final String STORE = "store:";

  private final Map<String, String> notes = new TreeMap<>();

  /** The topic of a resharding to an application. */
  static String topic(String to) {
    return to + "-reshard";
  }

  /** The topic that says that an application has moved. */
  static String movedTopic(String from) {
    return from + "-moved";
  }

  /** Takes a note as it was read; the last of a key counts. */
  void take(byte[] key, byte[] value) {
    notes.put(new String(key, UTF_8), new String(value, UTF_8));
  }

  /** The plan; empty: nothing has begun. */
  Optional<Plan> plan() {
    String text = notes.get(PLAN);
    return text == null ? Optional.empty() : Optional.of(read(text, new TypeReference<Plan>() {}));
  }

  Stage stage() {
    String stage = notes.get(STAGE);
    return stage == null ? Stage.BEGUN : Stage.valueOf(stage);
  }

  /** Where to go on in the changelog of a store, by partition; nothing: at its beginning. */
  Map<Integer, Long> positions(String store) {
    return offsets(notes.get(STORE + store));
  }

  /** What was carried of the old log, by partition; nothing: what the plan says. */
  Map<Integer, Long> tail() {
    return offsets(notes.get(TAIL));
  }

  ProducerRecord<byte[], byte[]> plan(Plan plan) {
    return note(plan.to(), PLAN, write(plan));
  }

  ProducerRecord<byte[], byte[]> stage(String to, Stage stage) {
    return note(to, STAGE, stage.name());
  }

  ProducerRecord<byte[], byte[]> positions(String to, String store, SortedMap<Integer, Long> next) {
    return note(to, STORE + store, write(next));
  }

  ProducerRecord<byte[], byte[]> tail(String to, SortedMap<Integer, Long> next) {
    return note(to, TAIL, write(next));
  }

  private ProducerRecord<byte[], byte[]> note(String to, String key, String value) {
    notes.put(key, value);
    return new ProducerRecord<>(topic(to), 0, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private static Map<Integer, Long> offsets(@Nullable String text) {
    return text == null ? Map.of() : read(text, new TypeReference<TreeMap<Integer, Long>>() {});
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not writable as JSON: " + value, e);
    }
  }

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw CommandFailedException.failed(
          "the notes of the resharding can't be read: use the release that began it", e);
    }
  }
}
