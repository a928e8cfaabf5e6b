package io.beckon.schemas;

import io.beckon.contract.ShopperEvent;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Avro's single-object encoding: two marker bytes, the schema's fingerprint, the record. Needs no
 * registry, because every released schema comes with Beckon.
 */
public final class SingleObjectCodec implements WireCodec {
  private final ReleasedSchemas released;
  private final Map<Class<?>, SingleObject<?>> formats = new HashMap<>();
  private final ProductsAhead products = new ProductsAhead();

  /** Reads the schemas of this release and of all before it. */
  public SingleObjectCodec() {
    this(ReleasedSchemas.bundled());
  }

  SingleObjectCodec(ReleasedSchemas released) {
    this.released = released;
  }

  @Override
  public byte[] encode(String topic, SpecificRecord value) {
    return encode(value, value.getClass());
  }

  private <T extends SpecificRecord> byte[] encode(SpecificRecord value, Class<T> type) {
    return format(type).encode(type.cast(value));
  }

  @Override
  public <T extends SpecificRecord> T decode(
      String topic, Headers headers, byte @Nullable [] bytes, Class<T> type) {
    byte[] framed = Framing.requireSingleObject(bytes, headers);
    SingleObject<T> format = format(type);
    long written = SingleObject.fingerprintOf(framed);
    if (written != format.fingerprint()) {
      refuseOtherType(written, type);
    }
    return format.decode(framed);
  }

  @Override
  public int foresee(byte[][] values, int count) {
    return products.see(
        values, count, Framing.SINGLE_OBJECT_HEADER, format(ShopperEvent.class).fingerprint());
  }

  /** A record of another type in its present schema, which may not be among the released ones. */
  private static void refuseOtherType(long written, Class<?> type) {
    Class<?> other = ContractTypes.byFingerprint(written);
    if (other != null && other != type) {
      throw SingleObject.wrongType(other.getSimpleName(), type);
    }
  }

  @SuppressWarnings("unchecked") // a class is only ever mapped to its own format
  private <T extends SpecificRecord> SingleObject<T> format(Class<T> type) {
    SingleObject<?> known = formats.get(type);
    if (known == null) {
      known = new SingleObject<>(type, released);
      formats.put(type, known);
    }
    return (SingleObject<T>) known;
  }

  @Override
  public void close() {
    // Holds nothing but memory.
  }
}
