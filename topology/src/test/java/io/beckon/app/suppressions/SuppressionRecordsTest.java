package io.beckon.app.suppressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.Channel;
import io.beckon.contract.ContactSuppression;
import io.beckon.contract.ContactTold;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.contact.Addresses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the lines of a suppression list. */
class SuppressionRecordsTest {

  private static final long NOW = Instant.parse("2026-11-27T08:00:00Z").toEpochMilli();
  private static final Addresses ADDRESSES = Addresses.of("shop", "a key for tests only");

  private final SuppressionRecords records = new SuppressionRecords(ADDRESSES, "US", NOW);

  @TempDir Path dir;

  private static ContactSuppression only(ShopperEvent event) {
    return ((ContactTold) event.getPayload()).getSuppressions().get(0);
  }

  @Test
  void shouldTellTheContactWhatIsSuppressedSinceWhen() {
    ShopperEvent event =
        records.of(
            Map.of(
                "address", "(305) 555-0123",
                "channel", "sms",
                "reason", "Stop",
                "at", "2025-01-02T03:04:05Z"));
    assertThat(event.getShopperId()).isEqualTo(ADDRESSES.phone("+13055550123", null));
    assertThat(only(event))
        .isEqualTo(
            new ContactSuppression(
                Channel.SMS, "STOP", Instant.parse("2025-01-02T03:04:05Z").toEpochMilli()));
    assertThat(event.toString()).doesNotContain("555");
  }

  @Test
  void shouldTakeALineWithAnAddressOnlyForAnUnsubscribedMailAddress() {
    ShopperEvent event = records.of(Map.of("address", "Ann@Example.com"));
    assertThat(event.getShopperId()).isEqualTo(ADDRESSES.email("ann@example.com"));
    assertThat(only(event)).isEqualTo(new ContactSuppression(Channel.EMAIL, "UNSUBSCRIBED", NOW));
  }

  @Test
  void shouldHaveTheSameIdWhenTheListIsImportedAgain() {
    Map<String, String> line = Map.of("address", "ann@example.com", "reason", "hard-bounce");
    String later = new SuppressionRecords(ADDRESSES, null, NOW + 1).of(line).getEventId();
    assertThat(later).isEqualTo(records.of(line).getEventId());
  }

  @Test
  void shouldSayWhatIsWrongWithoutTheAddress() {
    for (Map<String, String> line :
        List.of(
            Map.of("address", "ann@example.com", "reason", "moved"),
            Map.of("address", "ann@example.com", "channel", "fax"),
            Map.of("address", "ann@example.com", "channel", "push"),
            Map.of("address", "ann@example.com", "at", "yesterday"),
            Map.of("address", "ann-example.com"),
            Map.<String, String>of())) {
      assertThatThrownBy(() -> records.of(line))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("example");
    }
  }

  @Test
  void shouldReadCsvByItsHeadAndNdjsonByItsFields() throws IOException {
    assertThat(
            read(
                "list.csv", "Channel,Address\nsms,\"+1 305, 555 0123\"\n\nemail,ann@example.com\n"))
        .containsExactly(
            "2 {address=+1 305, 555 0123, channel=sms}",
            "4 {address=ann@example.com, channel=email}");
    assertThat(read("list.ndjson", "{\"address\":\"ann@example.com\",\"at\":1}\n{no\n"))
        .containsExactly("1 {address=ann@example.com, at=1}", "2 {}");
  }

  private List<String> read(String name, String text) throws IOException {
    Path file = Files.writeString(dir.resolve(name), text);
    List<String> lines = new ArrayList<>();
    SuppressionList.read(
        file, (fields, line) -> lines.add(line + " " + new java.util.TreeMap<>(fields)));
    return lines;
  }
}
