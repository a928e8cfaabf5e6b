package io.beckon.app.reshard;

/**
 * A number for each of many keys, both as hashes of 64 bits: a table with open addressing, 24 bytes
 * a key and some room.
 */
final class Digests {

  /** Receives what is in the table. */
  interface Each {
    void of(long key, long owner, long value);
  }

  private long[] keys = new long[1 << 12];
  private long[] owners = new long[1 << 12];
  private long[] values = new long[1 << 12];
  private int size;

  /** Replaces the value of a key. */
  void put(long key, long owner, long value) {
    int at = place(key);
    owners[at] = owner;
    values[at] = value;
  }

  /** Adds to the value of a key. */
  void add(long key, long value) {
    int at = place(key); // first: it may make the arrays anew
    values[at] += value;
  }

  void forEach(Each each) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        each.of(keys[i], owners[i], values[i]);
      }
    }
  }

  private int place(long key) {
    long stored = key == 0 ? 1 : key;
    if (size > keys.length / 2) {
      grow();
    }
    int mask = keys.length - 1;
    int at = (int) (stored ^ (stored >>> 32)) & mask;
    while (keys[at] != 0 && keys[at] != stored) {
      at = (at + 1) & mask;
    }
    if (keys[at] == 0) {
      keys[at] = stored;
      size++;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldOwners = owners;
    long[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    owners = new long[keys.length];
    values = new long[keys.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = place(oldKeys[i]);
        owners[at] = oldOwners[i];
        values[at] = oldValues[i];
      }
    }
  }

  /** A hash of bytes: differs for different ones, but for one pair in very many. */
  static long hash(long seed, byte[] bytes) {
    long hash = mix(seed + 0x9E3779B97F4A7C15L * (bytes.length + 1L));
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x100000001B3L;
      hash ^= hash >>> 29;
    }
    return mix(hash);
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
