package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

/** Byte for byte what Avro's own encoder writes. */
class DirectWriterProperties {
  private static final byte[] NO_HEADER = {};
  private final DirectWriter encoder = new DirectWriter();

  @Property(tries = 300)
  void shouldWriteWhatAvroWrites(
      @ForAll List<String> strings,
      @ForAll long number,
      @ForAll int small,
      @ForAll double real,
      @ForAll float single,
      @ForAll boolean flag,
      @ForAll byte[] bytes)
      throws IOException {
    assertThat(ours(out -> write(out, strings, number, small, real, single, flag, bytes)))
        .isEqualTo(avros(out -> write(out, strings, number, small, real, single, flag, bytes)));
  }

  @Test
  void shouldWriteStringsBeyondTheBmpAndLoneSurrogatesAsAvroDoes() throws IOException {
    for (String text : List.of("", "é", "a\u20ac", "\ud83d\uded2 cart", "\ud83d", "x\udc00y")) {
      assertThat(ours(out -> out.writeString(text))).isEqualTo(avros(out -> out.writeString(text)));
    }
  }

  @Test
  void shouldGrowAndStartAnewWhenARecordIsLarge() throws IOException {
    String large = "x".repeat(300_000);
    assertThat(ours(out -> out.writeString(large))).isEqualTo(avros(out -> out.writeString(large)));
    assertThat(ours(out -> out.writeString("y"))).containsExactly(2, 'y');
  }

  private static void write(
      Encoder out,
      List<String> strings,
      long number,
      int small,
      double real,
      float single,
      boolean flag,
      byte[] bytes)
      throws IOException {
    out.writeArrayStart();
    out.setItemCount(strings.size());
    for (String text : strings) {
      out.startItem();
      out.writeString(text);
      out.writeString(new Utf8(text));
    }
    out.writeArrayEnd();
    out.writeIndex(1);
    out.writeLong(number);
    out.writeInt(small);
    out.writeEnum(3);
    out.writeDouble(real);
    out.writeFloat(single);
    out.writeBoolean(flag);
    out.writeBytes(bytes);
    out.writeBytes(ByteBuffer.wrap(bytes));
    out.writeFixed(bytes);
  }

  private byte[] ours(Writing writing) throws IOException {
    encoder.begin(NO_HEADER);
    writing.to(encoder);
    return encoder.end();
  }

  private static byte[] avros(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    writing.to(out);
    out.flush();
    return bytes.toByteArray();
  }

  private interface Writing {
    void to(Encoder out) throws IOException;
  }
}
