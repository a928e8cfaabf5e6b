package io.beckon.engine.flow;

import io.beckon.engine.Ids;
import java.util.UUID;

/**
 * Codes that belong to one run: the same in every replay, and two of them alike about as seldom as
 * once in 10^18. They are no secret of anybody who knows the run, so the shop takes the ones that
 * it was told of and no others.
 */
final class Codes {

  /** Without those that are read for each other: I, L, O, U. */
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 12;

  private Codes() {}

  static String of(String runId) {
    if (runId.isEmpty()) {
      return "";
    }
    long bits = UUID.fromString(Ids.of("code", runId)).getMostSignificantBits();
    // The version of the id is in the bits 12 to 15: only what is above and below tells codes
    // apart.
    bits = ((bits >>> 16) << 12) | (bits & 0xfff);
    StringBuilder code = new StringBuilder(LENGTH);
    for (int i = LENGTH - 1; i >= 0; i--) {
      code.append(LETTERS.charAt((int) (bits >>> (5 * i)) & 31));
    }
    return code.toString();
  }
}
