package io.beckon.streams;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.priced;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Contact;
import io.beckon.contract.ContactSuppression;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.People;
import io.beckon.engine.policy.Reasons;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shoppers with one address, in the topology. */
@SuppressWarnings("NullAway.Init")
class ContactsTopologyTest {

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long HOUR = 60 * MINUTE;
  private static final String MAIL = "ann@example.com";

  @TempDir Path dir;
  private Partition partition;

  @BeforeEach
  void open() {
    partition = new Partition(dir).withReadyMadeFlows();
  }

  @AfterEach
  void close() {
    partition.close();
  }

  private void append(ShopperEvent event, long afterStart) {
    partition.append(event, afterStart);
  }

  private void abandon(String shopper, long afterStart) {
    append(added(shopper, priced("shoes", 1, 4_990)), afterStart);
    append(viewed("bob", "hat"), afterStart + HOUR + MINUTE);
    for (int tick = 1; tick <= 4; tick++) {
      partition.wallClock(afterStart + HOUR + MINUTE + tick * 1_000L);
    }
  }

  @Test
  void shouldSendToASharedAddressAfterItsContactWasAsked() {
    append(People.at(MAIL, null, "guest-1"), 0);
    append(People.at("ANN@example.com", null, "guest-2"), 1);
    abandon("guest-2", MINUTE);

    assertThat(partition.commands())
        .extracting(SendCommand::getShopperId)
        .containsExactly("guest-2");
    assertThat(partition.deadLetters()).isEmpty();
    assertThat(partition.contacts())
        .extracting(Contact::getShopperIds)
        .containsExactly(List.of("guest-1"), List.of("guest-1", "guest-2"));
  }

  @Test
  void shouldSendNothingToAnAddressThatBouncedForAnother() {
    append(People.at(MAIL, null, "guest-1"), 0);
    append(People.at(MAIL, null, "guest-2"), 1);
    append(People.bounced(Channel.EMAIL, "guest-1"), 2);
    abandon("guest-2", MINUTE);

    assertThat(partition.commands()).isEmpty();
    assertThat(partition.decisions())
        .filteredOn(d -> d.getReason().equals(Reasons.SUPPRESSED))
        .extracting(Decision::getShopperId)
        .containsExactly("guest-2");
    assertThat(partition.contacts())
        .last()
        .satisfies(
            contact ->
                assertThat(contact.getSuppressions())
                    .extracting(ContactSuppression::getReason)
                    .containsExactly("HARD_BOUNCE"))
        .satisfies(contact -> assertThat(contact.toString()).doesNotContain("example.com"));
  }
}
