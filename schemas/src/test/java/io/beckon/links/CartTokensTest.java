package io.beckon.links;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.links.InvalidCartToken.Reason;
import io.beckon.links.RestorableCart.Line;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The tokens that docs/links.md shows, and those that nobody may get through with. */
class CartTokensTest {

  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final Instant ISSUED = Instant.ofEpochSecond(1_767_607_200);
  private static final Instant EXPIRES = Instant.ofEpochSecond(1_770_199_200);
  private static final RestorableCart CART =
      new RestorableCart(
          "c-17",
          List.of(new Line("shoes", "red-42", 1), new Line("tea", null, 3)),
          ISSUED,
          EXPIRES);

  /** Made by another implementation (Python's hmac). */
  private static final String TOKEN =
      "eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0"
          + ".eyJpYXQiOjE3Njc2MDcyMDAsImV4cCI6MTc3MDE5OTIwMCwiY2FydCI6ImMtMTciLCJpdGVtcyI6W1sic2hvZXMiLCJyZWQtNDIiLDFdLFsidGVhIixudWxsLDNdXX0"
          + ".FmyW2ZmMPyEw1jAciorRRFapPoDlWN9olTyWzsiyVmc";

  private static final String SPECIAL =
      "eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0"
          + ".eyJpYXQiOjE3Njc2MDcyMDAsImV4cCI6MTc3MDE5OTIwMCwiaXRlbXMiOltbIlRlZSBcImtsZWluXCIgw7wiLG51bGwsMV1dfQ"
          + ".0NdWvIFEP08AJNBUUBNIfZQTWo-Xyq-smWIF7uQ2HWI";

  private final CartTokens tokens = new CartTokens(Map.of("k1", KEY));

  @Test
  void shouldSignAsTheDocumentationShows() throws InvalidCartToken {
    assertThat(tokens.sign(CART, "k1")).isEqualTo(TOKEN);
    assertThat(tokens.verify(TOKEN, ISSUED)).isEqualTo(CART);
  }

  @Test
  void shouldKeepQuotesAndLettersOfAllLanguages() throws InvalidCartToken {
    RestorableCart cart =
        new RestorableCart(
            null, List.of(new Line("Tee \"klein\" \u00fc", null, 1)), ISSUED, EXPIRES);

    assertThat(tokens.sign(cart, "k1")).isEqualTo(SPECIAL);
    assertThat(tokens.verify(SPECIAL, ISSUED)).isEqualTo(cart);
  }

  @Property
  void shouldGiveBackWhatWasSigned(
      @ForAll String product, @ForAll String variant, @ForAll @IntRange(min = 1) int quantity)
      throws InvalidCartToken {
    Line line = new Line(readable(product), readable(variant), quantity);
    RestorableCart cart = new RestorableCart(readable(variant), List.of(line), ISSUED, EXPIRES);

    assertThat(tokens.verify(tokens.sign(cart, "k1"), ISSUED)).isEqualTo(cart);
  }

  /** Half a surrogate pair is no text. */
  private static String readable(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  @Property
  void shouldRefuseATokenOfWhichAnythingWasChanged(
      @ForAll @IntRange(min = 0, max = 200) int place,
      @ForAll @IntRange(min = 33, max = 126) int c) {
    int at = place % TOKEN.length();
    String changed = TOKEN.substring(0, at) + (char) c + TOKEN.substring(at + 1);
    if (!sameBytes(changed)) {
      assertThatThrownBy(() -> tokens.verify(changed, ISSUED)).isInstanceOf(InvalidCartToken.class);
    }
  }

  /** The last letter of Base64 has bits that say nothing. */
  private static boolean sameBytes(String changed) {
    String[] parts = changed.split("\\.", -1);
    String[] own = TOKEN.split("\\.", -1);
    try {
      return parts.length == 3
          && parts[0].equals(own[0])
          && parts[1].equals(own[1])
          && java.util.Arrays.equals(
              Base64.getUrlDecoder().decode(parts[2]), Base64.getUrlDecoder().decode(own[2]));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void shouldRefuseItFromTheMomentThatItExpires() throws InvalidCartToken {
    assertThat(tokens.verify(TOKEN, EXPIRES.minusMillis(1))).isEqualTo(CART);
    refuses(TOKEN, EXPIRES, Reason.EXPIRED);
  }

  @Test
  void shouldRefuseOtherKeysOtherAlgorithmsAndNonsense() {
    String unsigned = encode("{\"alg\":\"none\"}") + "." + TOKEN.split("\\.", -1)[1] + ".";
    refuses(unsigned, ISSUED, Reason.MALFORMED);
    refuses(TOKEN + ".x", ISSUED, Reason.MALFORMED);
    refuses("", ISSUED, Reason.MALFORMED);
    refuses("a.b.c", ISSUED, Reason.MALFORMED);
    CartTokens others =
        new CartTokens(
            Map.of("k2", KEY, "k1", "another-key-another-key-another-k".getBytes(UTF_8)));
    refuses(others.sign(CART, "k2"), ISSUED, Reason.UNKNOWN_KEY);
    refuses(others.sign(CART, "k1"), ISSUED, Reason.BAD_SIGNATURE);
  }

  @Test
  void shouldTakeOldLinksWhileTheKeyIsChanged() throws InvalidCartToken {
    CartTokens both =
        new CartTokens(
            Map.of("k1", KEY, "k2", "another-key-another-key-another-k".getBytes(UTF_8)));

    assertThat(both.verify(TOKEN, ISSUED)).isEqualTo(CART);
    assertThat(both.verify(both.sign(CART, "k2"), ISSUED)).isEqualTo(CART);
  }

  @Test
  void shouldTakeNoShortKeyAndPrintNone() {
    assertThatThrownBy(() -> new CartTokens(Map.of("k1", new byte[31])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31 bytes");
    assertThat(tokens.toString()).isEqualTo("CartTokens[k1]");
  }

  private void refuses(String token, Instant now, Reason reason) {
    assertThatThrownBy(() -> tokens.verify(token, now))
        .isInstanceOfSatisfying(
            InvalidCartToken.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
