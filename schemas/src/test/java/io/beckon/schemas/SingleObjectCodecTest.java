package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.beckon.contract.Item;
import io.beckon.contract.PageViewed;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.UnreadablePayload.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SingleObjectCodecTest {
  private static final String TOPIC = "shopper-events";
  private static final int SEEDS = 40;
  private static final String SECRET = "ann@example.com";

  private final WireCodec codec = new SingleObjectCodec();

  @Test
  void shouldReadBackWhatItWroteWhateverTheRecordHolds() {
    for (Class<? extends SpecificRecord> type : ContractTypes.ALL) {
      for (int seed = 0; seed < SEEDS; seed++) {
        shouldReadBack(type, seed);
      }
    }
  }

  private <T extends SpecificRecord> void shouldReadBack(Class<T> type, long seed) {
    T written = RandomRecords.of(type, seed);
    byte[] bytes = codec.encode(TOPIC, written);
    assertThat(codec.decode(TOPIC, new RecordHeaders(), bytes, type)).isEqualTo(written);
  }

  @Test
  void shouldBeAvrosOwnSingleObjectEncoding() throws IOException {
    ShopperEvent event = event();
    byte[] bytes = codec.encode(TOPIC, event);
    assertThat(ByteBuffer.wrap(bytes)).isEqualTo(event.toByteBuffer());
    assertThat(ShopperEvent.fromByteBuffer(ByteBuffer.wrap(bytes))).isEqualTo(event);
  }

  @Test
  void shouldSayTruncatedWhereverTheBytesAreCut() {
    byte[] whole = codec.encode(TOPIC, event());
    for (int length = 1; length < whole.length; length++) {
      assertThat(refused(Arrays.copyOf(whole, length)).code())
          .as("cut to %d of %d bytes", length, whole.length)
          .isEqualTo(Code.TRUNCATED);
    }
  }

  @Test
  void shouldLookIntoProductsThatItKnowsBeforeTheyAreRead() {
    Item item = RandomRecords.of(Item.class, 77);
    byte[] viewed = codec.encode(TOPIC, event(new ProductViewed(item)));
    byte[] added = codec.encode(TOPIC, event(new ProductAdded("c1", item)));
    byte[] removed = codec.encode(TOPIC, event(new ProductRemoved(null, item)));
    byte[] page = codec.encode(TOPIC, event(RandomRecords.of(PageViewed.class, 1)));
    byte[][] values = {viewed, page, added, new byte[0], removed};
    for (int i = 0; i < 3; i++) { // what is met for the second time is remembered
      codec.decode(TOPIC, new RecordHeaders(), viewed, ShopperEvent.class);
    }

    assertThat(codec.foresee(values, values.length)).isEqualTo(3);
    assertThat(codec.foresee(values, 2)).isEqualTo(1);
  }

  @Test
  void shouldPassOverWhatItCanNotReadWhenItLooksAhead() {
    byte[] whole = codec.encode(TOPIC, event());
    byte[][] cut = new byte[whole.length][];
    byte[][] flipped = new byte[whole.length][];
    for (int i = 0; i < whole.length; i++) {
      cut[i] = Arrays.copyOf(whole, i);
      flipped[i] = whole.clone();
      flipped[i][i] ^= (byte) 0xff;
    }
    assertThat(codec.foresee(cut, cut.length)).isLessThan(cut.length);
    assertThat(codec.foresee(flipped, flipped.length)).isLessThanOrEqualTo(flipped.length);
    for (int seed = 0; seed < SEEDS; seed++) {
      byte[] noise = new byte[200];
      new Random(seed).nextBytes(noise);
      System.arraycopy(whole, 0, noise, 0, 10); // the header of an event
      assertThat(codec.foresee(new byte[][] {noise}, 1)).isLessThanOrEqualTo(1);
    }
    assertThat(codec.decode(TOPIC, new RecordHeaders(), whole, ShopperEvent.class))
        .isEqualTo(event());
  }

  @Test
  void shouldSayTrailingBytesWhenMoreFollows() {
    byte[] whole = codec.encode(TOPIC, event());
    assertThat(refused(Arrays.copyOf(whole, whole.length + 1)).code())
        .isEqualTo(Code.TRAILING_BYTES);
  }

  /** One flipped bit is refused or gives another record; nothing else ever comes out. */
  @Test
  void shouldRefuseOrReadWhateverBitIsFlipped() {
    for (int seed = 0; seed < 4; seed++) {
      byte[] whole = codec.encode(TOPIC, RandomRecords.of(ShopperEvent.class, seed));
      for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
        byte[] flipped = whole.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        try {
          assertThat(decode(flipped, new RecordHeaders())).isNotNull();
        } catch (UnreadablePayload e) {
          assertThat(e.code()).isNotNull();
        }
      }
    }
  }

  @Test
  void shouldBeUsableAfterARefusal() {
    byte[] whole = codec.encode(TOPIC, event());
    assertThat(refused(Arrays.copyOf(whole, 20)).code()).isEqualTo(Code.TRUNCATED);
    assertThat(decode(whole, new RecordHeaders())).isEqualTo(event());
  }

  @Test
  void shouldSayEmptyWhenThereIsNothing() {
    assertThat(refused(null).code()).isEqualTo(Code.EMPTY);
    assertThat(refused(new byte[0]).code()).isEqualTo(Code.EMPTY);
  }

  @Test
  void shouldSayWhatItLooksLikeWhenItIsForeign() {
    assertThat(refused("{\"email\":\"ann@example.com\"}".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("looks like JSON")
        .hasMessageNotContaining(SECRET)
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.NOT_BECKON);
    assertThat(refused("ann@example.com".getBytes(StandardCharsets.UTF_8)))
        .hasMessageNotContaining(SECRET)
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.NOT_BECKON);
    assertThat(refused(new byte[] {(byte) 0xC3, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1}).code())
        .isEqualTo(Code.NOT_BECKON);
  }

  @Test
  void shouldNameTheSettingWhenARegistrysFramingArrives() {
    assertThat(refused(new byte[] {0, 0, 0, 0, 7, 2}))
        .hasMessageContaining("serde.format=registry")
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.NOT_BECKON);
  }

  @Test
  void shouldSayWireV1WhenAGuidIsInFrontOrInAHeader() {
    byte[] guid = new byte[30];
    guid[0] = 1;
    assertThat(refused(guid))
        .hasMessageContaining("magic byte 1")
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.WIRE_V1);
    Headers headers = new RecordHeaders().add("__value_schema_id", new byte[17]);
    assertThat(refused(new byte[] {2, 2, 2}, headers))
        .hasMessageContaining("header __value_schema_id")
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.WIRE_V1);
    Headers apicurio = new RecordHeaders().add("apicurio.value.contentId", new byte[8]);
    assertThat(refused(new byte[] {2, 2, 2}, apicurio))
        .hasMessageContaining("apicurio.registry.headers.enabled=false")
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.NOT_BECKON);
  }

  @Test
  void shouldSayUnknownSchemaWhenNoReleaseHadIt() {
    byte[] bytes = codec.encode(TOPIC, event());
    bytes[5] ^= 1;
    assertThat(refused(bytes))
        .hasMessageContaining("does not know")
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.UNKNOWN_SCHEMA);
  }

  @Test
  void shouldSayWrongTypeWhenAnotherRecordOfTheContractArrives() {
    byte[] command = codec.encode(TOPIC, RandomRecords.of(SendCommand.class, 1));
    assertThat(refused(command))
        .hasMessageContaining("holds a SendCommand, and this topic holds ShopperEvent")
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.WRONG_TYPE);
  }

  @Test
  void shouldSayCorruptWhenTheBytesDoNotFollowTheirSchema() {
    byte[] whole = codec.encode(TOPIC, event());
    // A string's length that is negative.
    whole[Framing.SINGLE_OBJECT_HEADER] = 1;
    assertThat(refused(whole).code()).isEqualTo(Code.CORRUPT);
  }

  @Test
  void shouldNotQuoteTheRecordWhenItBreaksItsOwnSchema() {
    ShopperEvent broken =
        new ShopperEvent("e1", 0L, SECRET, "web", false, "no payload: ann@example.com");
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> codec.encode(TOPIC, broken))
        .withMessageContaining("ShopperEvent breaks its own schema")
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
  }

  private static ShopperEvent event() {
    Item item =
        Item.newBuilder().setProductId("p-1").setQuantity(2).setPrice(1999L).setName("Tea").build();
    return new ShopperEvent("e-1", 1_700_000_000_000L, "s-1", "web", false, added(item));
  }

  private static ShopperEvent event(SpecificRecord payload) {
    return new ShopperEvent("e-1", 1_700_000_000_000L, "s-1", "web", false, payload);
  }

  private static ProductAdded added(Item item) {
    return ProductAdded.newBuilder().setItem(item).build();
  }

  private UnreadablePayload refused(byte @Nullable [] bytes) {
    return refused(bytes, new RecordHeaders());
  }

  private UnreadablePayload refused(byte @Nullable [] bytes, Headers headers) {
    UnreadablePayload thrown =
        catchThrowableOfType(UnreadablePayload.class, () -> decode(bytes, headers));
    assertThat(thrown).isNotNull().hasNoCause();
    return thrown;
  }

  private ShopperEvent decode(byte @Nullable [] bytes, Headers headers) {
    return codec.decode(TOPIC, headers, bytes, ShopperEvent.class);
  }
}
