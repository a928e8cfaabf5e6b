package io.beckon.engine;

import java.nio.ByteBuffer;
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

  /** Only ever copied. */
  private static final MessageDigest BEGUN = begin();

  private Ids() {}

  /**
   * Returns the id of a thing made of these parts. Parts are delimited: ("a", "bc") is not ("ab",
   * "c").
   */
  public static String of(String... parts) {
    byte[][] utf8 = new byte[parts.length][];
    int length = 0;
    for (int i = 0; i < parts.length; i++) {
      utf8[i] = parts[i].getBytes(StandardCharsets.UTF_8);
      length += Integer.BYTES + utf8[i].length;
    }
    ByteBuffer delimited = ByteBuffer.allocate(length);
    for (byte[] part : utf8) {
      delimited.putInt(part.length).put(part);
    }
    byte[] digest = begun().digest(delimited.array());
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

  /** A SHA-1 that has read the namespace. To look one up by name costs more than to copy it. */
  private static MessageDigest begun() {
    try {
      return (MessageDigest) BEGUN.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-1 of every Java platform can be copied", e);
    }
  }

  private static MessageDigest begin() {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      return sha1;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
