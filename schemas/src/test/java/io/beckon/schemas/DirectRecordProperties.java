package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import io.beckon.schemas.UnreadablePayload.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every generated record reads and writes itself as Avro reads and writes it. */
class DirectRecordProperties {
  private static final byte[] NO_HEADER = {};
  private static final int SMALL = 4;
  private static final String[] TEXTS = {
    "", "a", "EUR", "web", "Schuhe > Größe", "\ud83d\uded2", "\ud83d", "x".repeat(70), "ab\u0000c"
  };

  static {
    ContractTrust.grant();
  }

  private final Map<Class<?>, OwnSchema<?>> formats = new HashMap<>();

  @Provide
  Arbitrary<Schema> records() {
    return Arbitraries.of(
        CurrentSchemas.all().stream()
            .filter(schema -> schema.getType() == Schema.Type.RECORD)
            .toList());
  }

  @Property(tries = 3000)
  void shouldReadAndWriteWhatAvroDoes(@ForAll("records") Schema schema, @ForAll long seed)
      throws IOException {
    Class<? extends SpecificRecord> type = CurrentSchemas.type(schema);
    SpecificRecord made = made(schema, type, seed);
    byte[] avros = avrosBytes(schema, made);
    assertThat(written(type, made)).isEqualTo(avros);
    for (int again = 0; again < 3; again++) {
      // What was met twice is given from memory the third time.
      SpecificRecord read = own(type).decode(avros, 0);
      assertSame(read, avrosReading(schema, type, avros), schema);
      assertThat(read).hasSameHashCodeAs(made).hasSameClassAs(made);
      assertThat(written(type, read)).isEqualTo(avros);
    }
  }

  /** Collections in blocks that say their size, as other writers make them. */
  @Property(tries = 1000)
  void shouldReadCollectionsInBlocks(@ForAll("records") Schema schema, @ForAll long seed)
      throws IOException {
    Class<? extends SpecificRecord> type = CurrentSchemas.type(schema);
    SpecificRecord made = made(schema, type, seed);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder blocks =
        new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(bytes, null);
    new SpecificDatumWriter<SpecificRecord>(schema).write(made, blocks);
    blocks.flush();
    assertSame(own(type).decode(bytes.toByteArray(), 0), made, schema);
  }

  /**
   * Equal; or, as a primitive NaN equals nothing, at least the same in all bytes that Avro writes.
   */
  private static void assertSame(SpecificRecord record, SpecificRecord expected, Schema schema)
      throws IOException {
    if (!record.equals(expected)) {
      assertThat(avrosBytes(schema, record)).isEqualTo(avrosBytes(schema, expected));
    }
  }

  @Property(tries = 300)
  void shouldSayTruncatedWhereverItIsCut(@ForAll("records") Schema schema, @ForAll long seed)
      throws IOException {
    Class<? extends SpecificRecord> type = CurrentSchemas.type(schema);
    byte[] whole = avrosBytes(schema, made(schema, type, seed));
    for (int length = 0; length < whole.length; length++) {
      assertThat(outcome(type, Arrays.copyOf(whole, length))).isEqualTo(Code.TRUNCATED);
    }
    assertThat(outcome(type, Arrays.copyOf(whole, whole.length + 1)))
        .isEqualTo(Code.TRAILING_BYTES);
  }

  /** A shared record is written from the bytes it came from only if Avro would write these. */
  @Test
  void shouldWriteWhatAvroDoesWhenAnotherWriterWroteLongerNumbersThanNeeded() throws IOException {
    Item item = Item.newBuilder().setProductId("p-1").build();
    byte[] avros = avrosBytes(Item.getClassSchema(), item);
    byte[] longer = new byte[avros.length + 1];
    // The first byte is the length of the product id.
    longer[0] = (byte) (avros[0] | 0x80);
    System.arraycopy(avros, 1, longer, 2, avros.length - 1);
    for (int again = 0; again < 3; again++) {
      Item read = own(Item.class).decode(longer, 0);
      assertThat(read).isEqualTo(item);
      assertThat(written(Item.class, read)).isEqualTo(avros);
    }
  }

  @Test
  void shouldGiveOneInstanceWhenAnItemComesAgain() throws IOException {
    Item item = Item.newBuilder().setProductId("again").setCurrency("EUR").build();
    byte[] bytes = avrosBytes(Item.getClassSchema(), item);
    own(Item.class).decode(bytes, 0);
    Item second = own(Item.class).decode(bytes, 0);
    assertThat(own(Item.class).decode(bytes, 0)).isSameAs(second).isEqualTo(item);
  }

  /** Any byte changed to any other: the outcome is Avro's, the record too. */
  @Property(tries = 400)
  void shouldRefuseOrReadWhatIsDamagedAsAvroDoes(
      @ForAll("records") Schema schema, @ForAll long seed) throws IOException {
    Class<? extends SpecificRecord> type = CurrentSchemas.type(schema);
    byte[] whole = avrosBytes(schema, made(schema, type, seed));
    Random random = new Random(seed);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] = (byte) random.nextInt();
      compare(schema, type, damaged);
    }
  }

  @Property(tries = 2000)
  void shouldRefuseOrReadNoiseAsAvroDoes(@ForAll("records") Schema schema, @ForAll byte[] noise)
      throws IOException {
    compare(schema, CurrentSchemas.type(schema), noise);
  }

  private <T extends SpecificRecord> void compare(Schema schema, Class<T> type, byte[] bytes)
      throws IOException {
    Object avros = avrosOutcome(schema, type, bytes);
    Object ours = outcome(type, bytes);
    if (avros == Code.CORRUPT || avros == Code.TRUNCATED) {
      // Which of the two depends on what is looked at first: an array's length, or its elements.
      assertThat(ours)
          .as("%s of %s", schema.getName(), Arrays.toString(bytes))
          .isIn(Code.CORRUPT, Code.TRUNCATED);
    } else if (ours instanceof SpecificRecord read && avros instanceof SpecificRecord expected) {
      assertSame(read, expected, schema);
    } else {
      assertThat(ours).as("%s of %s", schema.getName(), Arrays.toString(bytes)).isEqualTo(avros);
    }
  }

  private Object outcome(Class<? extends SpecificRecord> type, byte[] bytes) {
    try {
      return own(type).decode(bytes, 0);
    } catch (UnreadablePayload e) {
      return e.code();
    }
  }

  private static <T extends SpecificRecord> Object avrosOutcome(
      Schema schema, Class<T> type, byte[] bytes) {
    try {
      BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, null);
      T read = new SpecificDatumReader<T>(schema, schema, model(type)).read(null, in);
      return in.isEnd() ? read : Code.TRAILING_BYTES;
    } catch (IOException | RuntimeException e) {
      return AvroFailures.unreadable(e, type, true).code();
    }
  }

  private static SpecificData model(Class<?> type) {
    return SpecificData.getForClass(type);
  }

  private <T extends SpecificRecord> byte[] written(Class<T> type, SpecificRecord record) {
    return own(type).encode(NO_HEADER, type.cast(record));
  }

  @SuppressWarnings("unchecked") // a class is only ever mapped to its own format
  private <T extends SpecificRecord> OwnSchema<T> own(Class<T> type) {
    return (OwnSchema<T>)
        formats.computeIfAbsent(
            type, t -> new OwnSchema<>(type, CurrentSchemas.schema(type), model(type)));
  }

  private static <T extends SpecificRecord> T avrosReading(
      Schema schema, Class<T> type, byte[] bytes) throws IOException {
    return new SpecificDatumReader<T>(schema, schema, model(type))
        .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }

  private static byte[] avrosBytes(Schema schema, SpecificRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<SpecificRecord>(schema).write(record, out);
    out.flush();
    return bytes.toByteArray();
  }

  private static SpecificRecord made(Schema schema, Class<? extends SpecificRecord> type, long seed)
      throws IOException {
    ContractTrust.grant();
    GenericData.Record generic = (GenericData.Record) random(schema, new Random(seed));
    return avrosReading(schema, type, RandomRecords.binary(Objects.requireNonNull(generic)));
  }

  /** Values at the edges of their types, which Avro's own random data seldom has. */
  private static @Nullable Object random(Schema schema, Random random) {
    return switch (schema.getType()) {
      case RECORD -> {
        IndexedRecord record = new GenericData.Record(schema);
        schema.getFields().forEach(f -> record.put(f.pos(), random(f.schema(), random)));
        yield record;
      }
      case ENUM -> {
        List<String> symbols = schema.getEnumSymbols();
        yield new GenericData.EnumSymbol(schema, symbols.get(random.nextInt(symbols.size())));
      }
      case ARRAY -> {
        List<@Nullable Object> array = new ArrayList<>();
        for (int i = random.nextInt(SMALL); i > 0; i--) {
          array.add(random(schema.getElementType(), random));
        }
        yield array;
      }
      case MAP -> {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int i = random.nextInt(SMALL); i > 0; i--) {
          map.put(text(random) + i, random(schema.getValueType(), random));
        }
        yield map;
      }
      case UNION -> random(schema.getTypes().get(random.nextInt(schema.getTypes().size())), random);
      case STRING -> text(random);
      case BYTES -> ByteBuffer.wrap(text(random).getBytes(StandardCharsets.UTF_8));
      case INT -> random.nextInt() >> random.nextInt(Integer.SIZE);
      case LONG -> random.nextLong() >> random.nextInt(Long.SIZE);
      case FLOAT -> Float.intBitsToFloat(random.nextInt());
      case DOUBLE -> random.nextInt(SMALL) == 0 ? Double.NaN : random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      case NULL -> null;
      case FIXED -> throw new IllegalArgumentException("no schema has a fixed");
    };
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
  }
}
