package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ContactQuestion;
import io.beckon.contract.Purpose;
import io.beckon.engine.contact.Contact;
import io.beckon.engine.contact.Sent;
import io.beckon.engine.contact.Waiting;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Suppression;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contact, written and read. */
@SuppressWarnings("NullAway.Init")
class ContactRowsTest {

  @TempDir Path dir;
  private KeyValueStore<String, byte[]> store;
  private ContactRows rows;

  @BeforeEach
  void open() {
    Properties properties = new Properties();
    properties.put("application.id", "test");
    properties.put("bootstrap.servers", "none:9092");
    MockProcessorContext<Void, Void> context =
        new MockProcessorContext<>(
            properties, new org.apache.kafka.streams.processor.TaskId(0, 0), dir.toFile());
    store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(StoreNames.CONTACTS),
                Serdes.String(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), (StateStore) store);
    rows = new ContactRows(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void shouldReadTheQuestionsThatWaitAsTheyWereAsked() {
    Waiting first =
        new Waiting(
            "event-1",
            "ann",
            new ContactQuestion(
                "command-1",
                1_000L,
                Channel.SMS,
                Purpose.RECOVERY,
                "cart-recovery",
                List.of("US-FL", "US"),
                List.of("America/New_York", "America/Chicago")));
    Waiting second =
        new Waiting(
            "event-2",
            "bob",
            new ContactQuestion(
                "command-2",
                2_000L,
                Channel.EMAIL,
                Purpose.MARKETING,
                "vip",
                List.of(),
                List.of()));
    Contact contact =
        new Contact(
            List.of("ann", "bob"),
            7,
            "ann",
            "command-1",
            List.of(new Suppression(Channel.SMS, "STOP", 5L)),
            List.of(new Sent("command-0", "bob", Channel.SMS, Purpose.MARKETING, "vip", 900L)),
            List.of(first, second),
            RecentIds.of(RecentIds.hash("event-1")));

    rows.put("a hash", contact);
    Contact read = new ContactRows(store).get("a hash");

    assertThat(read.waiting()).containsExactly(first, second);
    assertThat(read).isEqualTo(contact);
    assertThat(rows.get("another")).isEqualTo(Contact.EMPTY);
  }
}
