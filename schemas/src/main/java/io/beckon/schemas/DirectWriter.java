package io.beckon.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/**
 * Avro binary written straight into an array that is kept between records, for generated records.
 * Avro's own encoder goes through a stream and copies every string's bytes once more.
 */
public final class DirectWriter extends BinaryEncoder {
  private static final int INITIAL_BYTES = 512;

  /** A record above this is rare; its array is not kept. */
  private static final int KEPT_BYTES = 64 * 1024;

  private static final int LONGEST_VARINT = 10;
  private static final int ASCII_LIMIT = 0x80;

  private byte[] buffer = new byte[INITIAL_BYTES];
  private int length;

  /** Made by codecs, and kept by them. */
  DirectWriter() {}

  /** Begins a record with the bytes of a header. */
  void begin(byte[] header) {
    length = 0;
    writeFixed(header, 0, header.length);
  }

  /** A copy of what was written since {@link #begin}. */
  byte[] end() {
    byte[] record = Arrays.copyOf(buffer, length);
    if (buffer.length > KEPT_BYTES) {
      buffer = new byte[INITIAL_BYTES];
    }
    return record;
  }

  @Override
  public void writeString(String value) {
    int chars = value.length();
    reserve((long) LONGEST_VARINT + chars);
    int at = length + BinaryData.encodeInt(chars, buffer, length);
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (c >= ASCII_LIMIT) {
        writeNonAscii(value);
        return;
      }
      buffer[at++] = (byte) c;
    }
    length = at;
  }

  private void writeNonAscii(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    writeInt(utf8.length);
    writeFixed(utf8, 0, utf8.length);
  }

  @Override
  public void writeBoolean(boolean value) {
    reserve(1);
    buffer[length++] = (byte) (value ? 1 : 0);
  }

  @Override
  public void writeInt(int value) {
    reserve(LONGEST_VARINT);
    length += BinaryData.encodeInt(value, buffer, length);
  }

  @Override
  public void writeLong(long value) {
    reserve(LONGEST_VARINT);
    length += BinaryData.encodeLong(value, buffer, length);
  }

  @Override
  public void writeFloat(float value) {
    reserve(Float.BYTES);
    length += BinaryData.encodeFloat(value, buffer, length);
  }

  @Override
  public void writeDouble(double value) {
    reserve(Double.BYTES);
    length += BinaryData.encodeDouble(value, buffer, length);
  }

  @Override
  public void writeFixed(byte[] bytes, int start, int count) {
    reserve(count);
    System.arraycopy(bytes, start, buffer, length, count);
    length += count;
  }

  @Override
  protected void writeZero() {
    reserve(1);
    buffer[length++] = 0;
  }

  @Override
  public int bytesBuffered() {
    return 0;
  }

  @Override
  public void flush() {
    // There is nothing behind the array.
  }

  private void reserve(long more) {
    long needed = length + more;
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.toIntExact(Math.max(needed, 2L * buffer.length)));
    }
  }
}
