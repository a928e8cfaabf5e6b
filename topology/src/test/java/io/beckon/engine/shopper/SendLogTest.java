package io.beckon.engine.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Item;
import io.beckon.contract.Purpose;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendLogTest {

  private static final long NOW = 1_750_000_000_000L;

  @Test
  void shouldForgetByAgeAndNumberAndSaySinceWhenItIsComplete() {
    SendLog log = SendLog.EMPTY;
    for (int i = 0; i < SendLog.MAX_MESSAGES - 1; i++) {
      log = log.with(message("c" + i, Channel.EMAIL, Purpose.RECOVERY, NOW + i));
    }
    assertThat(log.completeSince()).isEqualTo(Long.MIN_VALUE);

    SendLog full = log.with(message("last", Channel.EMAIL, Purpose.RECOVERY, NOW + 500));
    SendLog beyond = full.with(message("more", Channel.EMAIL, Purpose.RECOVERY, NOW + 501));

    assertThat(full.completeSince()).isEqualTo(NOW);
    assertThat(beyond.messages()).hasSize(SendLog.MAX_MESSAGES);
    assertThat(beyond.completeSince()).isEqualTo(NOW + 1);
    assertThat(
            beyond
                .with(
                    message(
                        "late", Channel.EMAIL, Purpose.RECOVERY, NOW + SendLog.MAX_AGE_MS + 501))
                .messages())
        .hasSize(1);
  }

  @Test
  void shouldRememberJoinsOfAudiencesByAgeAndNumberAndOnceOfTwoIds() {
    SendLog log = SendLog.EMPTY;
    for (int i = 0; i < SendLog.MAX_ADS - 1; i++) {
      log = log.with(ad("a" + i, NOW + i));
    }
    assertThat(log.adsCompleteSince()).isEqualTo(Long.MIN_VALUE);
    SendLog full = log.with(ad("last", NOW + 500)).with(ad("more", NOW + 501));

    assertThat(full.ads()).hasSize(SendLog.MAX_ADS);
    assertThat(full.adsCompleteSince()).isEqualTo(NOW + 1);
    assertThat(full.with(ad("late", NOW + SendLog.MAX_AGE_MS + 501)).ads()).hasSize(1);

    SendLog one = SendLog.EMPTY.with(ad("a", NOW)).with(ad("c", NOW + 2));
    SendLog other = SendLog.EMPTY.with(ad("b", NOW + 1)).with(ad("c", NOW + 2));
    SendLog both = SendLog.merged(one, other);
    assertThat(both.ads()).extracting(ShownAd::audience).containsExactly("a", "b", "c");
    assertThat(SendLog.merged(other, one)).isEqualTo(both);
    assertThat(SendLog.merged(both, other)).isEqualTo(both);
    assertThat(both.with(message("m", Channel.EMAIL, Purpose.RECOVERY, NOW)).ads())
        .isEqualTo(both.ads());
    assertThat(both.reported(Channel.EMAIL, FeedbackKind.OPENED, false, NOW).ads())
        .isEqualTo(both.ads());
  }

  private static ShownAd ad(String audience, long at) {
    return new ShownAd(audience, "flow", Purpose.MARKETING, at);
  }

  @Test
  void shouldCountWhatIsNotAnsweredOnEachChannel() {
    SendLog log =
        SendLog.EMPTY
            .with(message("a", Channel.EMAIL, Purpose.RECOVERY, NOW))
            .with(message("b", Channel.SMS, Purpose.MARKETING, NOW + 1))
            .with(message("c", Channel.EMAIL, Purpose.TRANSACTIONAL, NOW + 2))
            .with(message("d", Channel.EMAIL, Purpose.RECOVERY, NOW + 3));

    assertThat(log.response(Channel.EMAIL).unanswered()).isEqualTo(2);
    assertThat(log.response(Channel.EMAIL).unansweredSince()).isEqualTo(NOW);
    assertThat(log.response(Channel.SMS).unanswered()).isEqualTo(1);
    assertThat(log.response(Channel.PUSH).unanswered()).isZero();

    SendLog opened = log.reported(Channel.EMAIL, FeedbackKind.OPENED, false, NOW + 9);

    assertThat(opened.response(Channel.EMAIL).openedAt()).isEqualTo(NOW + 9);
    assertThat(opened.response(Channel.EMAIL).unanswered()).isZero();
    assertThat(opened.response(Channel.SMS).unanswered()).isEqualTo(1);
  }

  @Test
  void shouldStayTheSameWhenAReportChangesNothing() {
    SendLog log = SendLog.EMPTY.with(message("a", Channel.EMAIL, Purpose.RECOVERY, NOW));

    assertThat(log.reported(Channel.EMAIL, FeedbackKind.DELIVERED, false, NOW + 1)).isSameAs(log);
    assertThat(log.reported(Channel.UNKNOWN, FeedbackKind.OPENED, false, NOW + 1)).isSameAs(log);
    assertThat(log.reported(Channel.EMAIL, FeedbackKind.UNSUBSCRIBED, false, NOW + 1))
        .isSameAs(log);
  }

  @Test
  void shouldKeepTheLatestOpenWhenReportsComeOutOfOrder() {
    SendLog log =
        SendLog.EMPTY
            .reported(Channel.EMAIL, FeedbackKind.OPENED, false, NOW + 9)
            .reported(Channel.EMAIL, FeedbackKind.OPENED, false, NOW);

    assertThat(log.response(Channel.EMAIL).openedAt()).isEqualTo(NOW + 9);
  }

  @Test
  void shouldRememberSomeProductsOfAMessageOnceEach() {
    List<Item> items =
        IntStream.range(0, 200)
            .mapToObj(i -> Item.newBuilder().setProductId("p" + i / 2).build())
            .toList();

    List<Long> products = SentMessage.products(items);

    assertThat(products)
        .hasSize(SentMessage.MAX_PRODUCTS)
        .doesNotHaveDuplicates()
        .isSorted()
        .contains(RecentIds.hash("p0"))
        .isEqualTo(SentMessage.products(items));
  }

  private static SentMessage message(String id, Channel channel, Purpose purpose, long at) {
    return new SentMessage(id, channel, purpose, "flow", "run", "step", null, at, at, false);
  }
}
