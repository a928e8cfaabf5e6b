package io.beckon.bench.workload;

import io.beckon.streams.Partitions;
import java.nio.charset.StandardCharsets;

/** Shopper ids of eleven bytes, such as s0000123456. */
public final class ShopperIds {

  private static final int LENGTH = 11;

  private ShopperIds() {}

  /** The record key of a shopper. */
  public static byte[] key(int shopper) {
    byte[] key = new byte[LENGTH];
    key[0] = 's';
    int rest = shopper;
    for (int i = LENGTH - 1; i > 0; i--) {
      key[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return key;
  }

  /** The id of a shopper. */
  public static String text(int shopper) {
    return new String(key(shopper), StandardCharsets.ISO_8859_1);
  }

  /** The partition of a shopper among so many. */
  public static int partition(int shopper, int partitions) {
    return Partitions.of(key(shopper), partitions);
  }
}
