package io.beckon.schemas;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.InvalidNumberEncodingException;

/**
 * Avro binary read straight from an array, for generated records. It reads what Avro's decoder
 * reads and refuses what that refuses. No length is believed before it was held against the bytes
 * that are left, so that a damaged one costs no memory.
 *
 * <p>Methods throw {@link EOFException} where the bytes end too early, and {@link
 * AvroRuntimeException} or {@link InvalidNumberEncodingException} for what is malformed. Belongs to
 * one thread at a time.
 */
public final class DirectReader {
  private static final int LONGEST_INT = 5;
  private static final int LONGEST_LONG = 10;
  private static final int PAYLOAD_BITS = 7;
  private static final int PAYLOAD = 0x7f;
  private static final int LONGEST_LENGTH = Integer.MAX_VALUE - 8;
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int at;

  /** Made by codecs, and kept by them. */
  DirectReader() {}

  /** Begins at a position of other bytes, and reads to their end. */
  void begin(byte[] record, int from) {
    bytes = record;
    at = from;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  byte[] bytes() {
    return bytes;
  }

  /** One byte; as in Avro, all but 1 is false. */
  public boolean readBoolean() throws EOFException {
    return next() == 1;
  }

  /** A zigzag varint of at most 5 bytes. */
  public int readInt() throws IOException {
    int from = at;
    if (from < bytes.length && bytes[from] >= 0) {
      at = from + 1;
      return (bytes[from] >>> 1) ^ -(bytes[from] & 1);
    }
    return readLongerInt();
  }

  private int readLongerInt() throws IOException {
    int value = 0;
    for (int i = 0; i < LONGEST_INT; i++) {
      byte part = next();
      value |= (part & PAYLOAD) << (i * PAYLOAD_BITS);
      if (part >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new InvalidNumberEncodingException("Invalid int encoding");
  }

  /** A zigzag varint of at most 10 bytes. */
  public long readLong() throws IOException {
    int from = at;
    if (from < bytes.length && bytes[from] >= 0) {
      at = from + 1;
      long part = bytes[from];
      return (part >>> 1) ^ -(part & 1);
    }
    return readLongerLong();
  }

  private long readLongerLong() throws IOException {
    long value = 0;
    for (int i = 0; i < LONGEST_LONG; i++) {
      byte part = next();
      value |= (long) (part & PAYLOAD) << (i * PAYLOAD_BITS);
      if (part >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new InvalidNumberEncodingException("Invalid long encoding");
  }

  /** Four bytes, the lowest first. */
  public float readFloat() throws EOFException {
    return Float.intBitsToFloat((int) fixed(Float.BYTES));
  }

  /** Eight bytes, the lowest first. */
  public double readDouble() throws EOFException {
    return Double.longBitsToDouble(fixed(Double.BYTES));
  }

  private long fixed(int count) throws EOFException {
    int from = advance(count);
    long bits = 0;
    for (int i = count - 1; i >= 0; i--) {
      bits = (bits << Byte.SIZE) | (bytes[from + i] & 0xffL);
    }
    return bits;
  }

  /** Malformed UTF-8 becomes replacement characters, as in Avro. */
  public String readString() throws IOException {
    int length = readLength();
    int from = advance(length);
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /** A string that many records have, such as a currency: the same instance each time. */
  public String readCommonString() throws IOException {
    int length = readLength();
    int from = advance(length);
    return CommonStrings.of(bytes, from, length);
  }

  /** A copy of bytes. */
  public ByteBuffer readBytes() throws IOException {
    int length = readLength();
    int from = advance(length);
    return ByteBuffer.allocate(length).put(bytes, from, length).flip();
  }

  /** Passes over a string or bytes. */
  public void skipString() throws IOException {
    advance(readLength());
  }

  /** The branch of a union, or the symbol of an enum, of which there are so many. */
  public int readIndex(int count) throws IOException {
    int index = readInt();
    if (index < 0 || index >= count) {
      throw new AvroRuntimeException("Malformed data: index " + index + " of " + count);
    }
    return index;
  }

  /** One of an enum's symbols. */
  public <E extends Enum<E>> E readEnum(E[] symbols) throws IOException {
    return symbols[readIndex(symbols.length)];
  }

  /** An array, in one block or many. */
  public <E> List<E> readList(Reading<E> element) throws IOException {
    long count = readBlock();
    if (count > bytes.length - at) {
      // None of our schemas has elements without bytes.
      throw new EOFException();
    }
    List<E> list = new ArrayList<>((int) count);
    while (count > 0) {
      for (long i = 0; i < count; i++) {
        list.add(element.read(this));
      }
      count = readBlock();
    }
    return list;
  }

  /** A map, in one block or many. Like Avro's in its capacity, thus in its order. */
  public <V> Map<String, V> readMap(Reading<V> value) throws IOException {
    long count = readBlock();
    Map<String, V> map = new HashMap<>();
    while (count > 0) {
      for (long i = 0; i < count; i++) {
        String key = readCommonString();
        map.put(key, value.read(this));
      }
      count = readBlock();
    }
    return map;
  }

  /** How one element is read. */
  public interface Reading<E> {
    /** Reads it, and nothing after it. */
    E read(DirectReader in) throws IOException;
  }

  /** How many elements follow, if the bytes are to be believed. */
  private long readBlock() throws IOException {
    long count = readLong();
    if (count < 0) {
      long size = readLong();
      if (count == Long.MIN_VALUE || size < 0) {
        throw new AvroRuntimeException("Malformed data: a block of " + count + ", bytes " + size);
      }
      count = -count;
    }
    if (count > LONGEST_LENGTH) {
      throw new AvroRuntimeException("Malformed data: a block of " + count);
    }
    return count;
  }

  private int readLength() throws IOException {
    long length = readLong();
    if (length < 0 || length > LONGEST_LENGTH) {
      throw new AvroRuntimeException("Malformed data: length " + length);
    }
    return (int) length;
  }

  /** The only place that believes a length. */
  private int advance(int count) throws EOFException {
    int from = at;
    if (count > bytes.length - from) {
      throw new EOFException();
    }
    at = from + count;
    return from;
  }

  private byte next() throws EOFException {
    if (at >= bytes.length) {
      throw new EOFException();
    }
    return bytes[at++];
  }
}
