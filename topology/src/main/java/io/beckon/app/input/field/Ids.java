package io.beckon.app.input.field;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** Ids from foreign sources, and ids made from content where the source gives none. */
public final class Ids {

  /** Largest id of a shopper, event, order, checkout, cart or command, in bytes of UTF-8. */
  public static final int MAX_BYTES = 256;

  /** Largest id of a product or variant, in bytes of UTF-8. */
  public static final int MAX_PRODUCT_BYTES = 128;

  private Ids() {}

  /**
   * The id itself.
   *
   * @throws Refusal {@code BAD_ID} when it is empty, longer than that, or not valid text
   */
  public static String checked(String id, int maxBytes, String field) throws Refusal {
    if (fits(id, maxBytes)) {
      return id;
    }
    throw new Refusal(
        Reason.BAD_ID, field + " is no id: expected 1 to " + maxBytes + " bytes of UTF-8 text");
  }

  /** Is it 1 to that many bytes of valid text? */
  public static boolean fits(String id, int maxBytes) {
    int bytes = 0;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < id.length()
          && Character.isLowSurrogate(id.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        return false;
      }
    }
    return bytes >= 1 && bytes <= maxBytes;
  }

  /**
   * A UUID that the parts alone determine (version 3, RFC 9562): read again, the same content gets
   * the same id. Parts are told apart, so that "ab","c" is not "a","bc".
   */
  public static String named(String... parts) {
    StringBuilder content = new StringBuilder();
    for (String part : parts) {
      content.append(part.length()).append(':').append(part);
    }
    return UUID.nameUUIDFromBytes(content.toString().getBytes(UTF_8)).toString();
  }
}
