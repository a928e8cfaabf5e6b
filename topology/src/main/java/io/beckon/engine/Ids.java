package io.beckon.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Deterministic ids: name-based UUIDs (RFC 9562, version 5) of the parts that make a thing what it
 * is, so that every replay gives the same thing the same id.
 */
public final class Ids {

  /** Namespace of all of Beckon's ids. Changing it changes every id: it never changes. */
  private static final UUID NAMESPACE = UUID.fromString("6f1d3a52-8a0c-5b7e-9d21-be0c0a11ab1e");

  private Ids() {}

  /**
   * Returns the id of a thing made of these parts. Parts are delimited: ("a", "bc") is not ("ab",
   * "c").
   */
  public static String of(String... parts) {
    MessageDigest sha1 = sha1();
    putLong(sha1, NAMESPACE.getMostSignificantBits());
    putLong(sha1, NAMESPACE.getLeastSignificantBits());
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      putInt(sha1, bytes.length);
      sha1.update(bytes);
    }
    byte[] digest = sha1.digest();
    long most = 0;
    long least = 0;
    for (int i = 0; i < 8; i++) {
      most = (most << 8) | (digest[i] & 0xff);
      least = (least << 8) | (digest[i + 8] & 0xff);
    }
    most = (most & ~0xf000L) | 0x5000L;
    least = (least & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(most, least).toString();
  }

  /**
   * A share from 0 (included) to 1 (excluded) that these parts have: the same in every process, and
   * for many different parts spread evenly.
   */
  public static double share(String... parts) {
    long top48Bits = UUID.fromString(of(parts)).getMostSignificantBits() >>> 16;
    return top48Bits / (double) (1L << 48);
  }

  private static void putLong(MessageDigest digest, long value) {
    putInt(digest, (int) (value >>> 32));
    putInt(digest, (int) value);
  }

  private static void putInt(MessageDigest digest, int value) {
    digest.update((byte) (value >>> 24));
    digest.update((byte) (value >>> 16));
    digest.update((byte) (value >>> 8));
    digest.update((byte) value);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
