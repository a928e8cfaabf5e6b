package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.beckon.schemas.UnreadablePayload.Code;
import io.beckon.state.CartState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class StateCodecTest {
  private static final int SEEDS = 40;
  private static final Schema CART = CurrentSchemas.schema(CartState.class);

  @Test
  void shouldReadBackWhateverAStoreHolds() {
    for (Schema schema : CurrentSchemas.stored()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        shouldReadBack(CurrentSchemas.type(schema), seed);
      }
    }
  }

  private static <T extends SpecificRecord> void shouldReadBack(Class<T> type, long seed) {
    StateCodec<T> codec = StateCodec.of(type);
    T state = RandomRecords.of(type, seed);
    assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
  }

  /** Bytes written with the files of each release, as an upgrade finds them in the stores. */
  @Test
  void shouldReadTheStateOfEveryRelease() throws IOException {
    for (ReleasedSchemas.Entry entry : ReleasedSchemas.bundled().entries()) {
      if (entry.schema().getNamespace().equals("io.beckon.state")) {
        for (int seed = 0; seed < SEEDS; seed++) {
          GenericData.Record old = RandomRecords.generic(entry.schema(), seed);
          assertThat(StateCodec.of(type(entry)).decode(stored(old))).isNotNull();
        }
      }
    }
  }

  private static Class<? extends SpecificRecord> type(ReleasedSchemas.Entry entry) {
    return CurrentSchemas.type(entry.schema());
  }

  @Test
  void shouldReadAnOlderReleasesStateWithDefaultsForWhatIsNew() throws IOException {
    Schema older =
        CompatibilityRulesTest.with(
            CART,
            root -> {
              CompatibilityRulesTest.remove(root, "coupon");
              CompatibilityRulesTest.remove(root, "checkoutError");
            });
    GenericData.Record old = RandomRecords.generic(older, 7);
    old.put("cartId", "c-7");
    old.put("checkoutBegun", true);
    CartState read = upgraded(older).decode(stored(old));
    assertThat(read.getCartId()).isEqualTo("c-7");
    assertThat(read.getCheckoutBegun()).isTrue();
    assertThat(read.getLines()).hasSameSizeAs((List<?>) old.get("lines"));
    assertThat(read.getCoupon()).isNull();
    assertThat(read.getCheckoutError()).isNull();
  }

  @Test
  void shouldSayIncompatibleWhenAnOlderReleasesStateCannotBeRead() throws IOException {
    Schema older =
        CompatibilityRulesTest.with(
            CART, root -> CompatibilityRulesTest.field(root, "armed").put("type", "int"));
    byte[] stored = stored(RandomRecords.generic(older, 1));
    StateCodec<CartState> codec = upgraded(older);
    assertThatExceptionOfType(UnreadablePayload.class)
        .isThrownBy(() -> codec.decode(stored))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.INCOMPATIBLE));
  }

  @Test
  void shouldSayUnknownSchemaWhenANewerReleaseWroteTheState() throws IOException {
    Schema newer =
        CompatibilityRulesTest.with(
            CART, root -> CompatibilityRulesTest.add(root, "note", "\"string\"", "\"\""));
    byte[] stored = stored(RandomRecords.generic(newer, 1));
    StateCodec<CartState> codec = StateCodec.of(CartState.class);
    assertThatExceptionOfType(UnreadablePayload.class)
        .isThrownBy(() -> codec.decode(stored))
        .withMessageContaining("newer release")
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNKNOWN_SCHEMA));
  }

  private static StateCodec<CartState> upgraded(Schema older) {
    return StateCodec.of(
        CartState.class, new ReleasedSchemas(List.of(new ReleasedSchemas.Entry(1, older))));
  }

  private static byte[] stored(GenericData.Record state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericData.Record>(GenericData.get(), state.getSchema())
        .encode(state, bytes);
    return bytes.toByteArray();
  }
}
