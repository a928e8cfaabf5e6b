package io.beckon.app.suppressions;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.Writes;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.contact.Addresses;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Tells the contacts of a list's addresses what is suppressed for them. */
public final class SuppressionImport {

  private static final int UNDERWAY = 10_000;
  private static final int SHOWN = 20;

  private final SuppressionRecords records;
  private final Deque<Future<RecordMetadata>> underway = new ArrayDeque<>();
  private final List<String> refused = new ArrayList<>();
  private int imported;
  private int refusals;

  private SuppressionImport(SuppressionRecords records) {
    this.records = records;
  }

  /**
   * What came of it.
   *
   * @param refusals lines that were left out
   * @param refused the first of them, with the number of the line and why; never an address
   */
  public record Result(int imported, int refusals, List<String> refused) {

    public Result {
      refused = List.copyOf(refused);
    }
  }

  /**
   * Imports a list.
   *
   * @param country where numbers without a calling code are dialled from; null: not known
   * @param now epoch milliseconds
   * @throws CommandFailedException when a record could not be written
   */
  public static Result of(BeckonConfig config, Path file, @Nullable String country, long now)
      throws IOException {
    Addresses addresses = Addresses.of(config.app().store(), config.contacts().hashKey());
    if (!addresses.areKnown()) {
      throw CommandFailedException.badInput(
          "contacts.hash.key is not set: suppressions are kept by the hash of an address.", null);
    }
    SuppressionImport run = new SuppressionImport(new SuppressionRecords(addresses, country, now));
    String topic = config.topics().shopperEvents();
    try (KafkaProducer<byte[], byte[]> producer = Writes.producer(config.kafka());
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      SuppressionList.read(
          file,
          (fields, line) -> {
            ShopperEvent event = run.event(fields, line);
            if (event != null) {
              byte[] key = event.getShopperId().getBytes(StandardCharsets.UTF_8);
              run.sent(
                  producer.send(
                      new ProducerRecord<>(topic, null, now, key, codec.encode(topic, event))));
            }
          });
      run.await(0);
    }
    return new Result(run.imported, run.refusals, run.refused);
  }

  private @Nullable ShopperEvent event(Map<String, String> fields, int line) {
    try {
      return records.of(fields);
    } catch (IllegalArgumentException e) {
      refusals++;
      if (refused.size() < SHOWN) {
        refused.add("line " + line + ": " + e.getMessage());
      }
      return null;
    }
  }

  private void sent(Future<RecordMetadata> write) {
    underway.add(write);
    await(UNDERWAY);
  }

  private void await(int most) {
    while (underway.size() > most) {
      Writes.await(underway.remove(), "a suppression", "what was written has no second effect");
      imported++;
    }
  }
}
