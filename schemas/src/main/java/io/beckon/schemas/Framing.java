package io.beckon.schemas;

import io.beckon.schemas.UnreadablePayload.Code;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Tells by a value's first bytes, and by its headers, who wrote it. */
final class Framing {
  /** Avro single-object encoding: a marker and the CRC-64-AVRO fingerprint, little-endian. */
  static final byte SINGLE_OBJECT_0 = (byte) 0xC3;

  static final byte SINGLE_OBJECT_1 = 0x01;
  static final int SINGLE_OBJECT_HEADER = 10;

  /** Confluent's wire format: magic byte 0 and a big-endian 4-byte schema id. */
  static final byte REGISTRY_MAGIC = 0x00;

  static final int REGISTRY_HEADER = 5;

  /** Confluent's second format: magic byte 1 and a 16-byte GUID. */
  private static final byte GUID_MAGIC = 0x01;

  private static final int GUID_HEADER = 17;
  private static final String CONFLUENT_ID_HEADER = "__value_schema_id";
  private static final String[] APICURIO_ID_HEADERS = {
    "apicurio.value.contentId", "apicurio.value.globalId", "apicurio.value.contentHash"
  };

  private Framing() {}

  /** Refuses what is not in Avro's single-object encoding. */
  static byte[] requireSingleObject(byte @Nullable [] bytes, @Nullable Headers headers) {
    byte[] present = requireSome(bytes);
    if (present[0] == SINGLE_OBJECT_0 && (present.length == 1 || present[1] == SINGLE_OBJECT_1)) {
      if (present.length < SINGLE_OBJECT_HEADER) {
        throw truncated(present.length, SINGLE_OBJECT_HEADER);
      }
      return present;
    }
    if (headers != null) {
      refuseIdInHeaders(headers);
    }
    if (present[0] == REGISTRY_MAGIC && present.length >= REGISTRY_HEADER) {
      throw new UnreadablePayload(
          Code.NOT_BECKON,
          "It has the framing of a schema registry's serializer (magic byte 0), and serde.format is"
              + " single-object. Set serde.format=registry and the registry's address, or produce"
              + " with io.beckon.schemas.BeckonSerializer.");
    }
    throw foreign(present, "Avro's single-object encoding (C3 01)");
  }

  /** Refuses what a registry's deserializer should not be asked to read. */
  static byte[] requireRegistry(byte @Nullable [] bytes, Headers headers) {
    byte[] present = requireSome(bytes);
    refuseIdInHeaders(headers);
    if (present[0] == REGISTRY_MAGIC) {
      if (present.length < REGISTRY_HEADER) {
        throw truncated(present.length, REGISTRY_HEADER);
      }
      return present;
    }
    if (present.length >= SINGLE_OBJECT_HEADER
        && present[0] == SINGLE_OBJECT_0
        && present[1] == SINGLE_OBJECT_1) {
      throw new UnreadablePayload(
          Code.NOT_BECKON,
          "It is in Avro's single-object encoding (C3 01), and serde.format is registry. Produce"
              + " with the registry's serializer, or read this topic with"
              + " serde.format=single-object.");
    }
    throw foreign(present, "the registry's wire format (magic byte 0 and a 4-byte schema id)");
  }

  private static byte[] requireSome(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      throw new UnreadablePayload(
          Code.EMPTY,
          bytes == null
              ? "The record has no value (a tombstone); this topic holds records only. Find the"
                  + " producer that writes null values."
              : "The record's value has no bytes. Find the producer that writes empty values.");
    }
    return bytes;
  }

  private static void refuseIdInHeaders(Headers headers) {
    if (headers.lastHeader(CONFLUENT_ID_HEADER) != null) {
      throw new UnreadablePayload(
          Code.WIRE_V1,
          "Its schema id is in the header "
              + CONFLUENT_ID_HEADER
              + ", not before the value. Let the producer write the id into the payload"
              + " (value.schema.id.serializer="
              + "io.confluent.kafka.serializers.schema.id.PrefixSchemaIdSerializer).");
    }
    for (String name : APICURIO_ID_HEADERS) {
      if (headers.lastHeader(name) != null) {
        throw new UnreadablePayload(
            Code.NOT_BECKON,
            "Its schema id is in the header "
                + name
                + ", not before the value. Set apicurio.registry.headers.enabled=false at the"
                + " producer.");
      }
    }
  }

  private static UnreadablePayload foreign(byte[] bytes, String expected) {
    if (bytes[0] == GUID_MAGIC && bytes.length >= GUID_HEADER) {
      return new UnreadablePayload(
          Code.WIRE_V1,
          "It begins with magic byte 1: the wire format with a schema GUID, which is not read here."
              + " Let the producer write the 4-byte schema id (magic byte 0).");
    }
    String looks =
        looksLikeJson(bytes)
            ? "It looks like JSON"
            : "It begins with byte 0x%02X, which is no framing known here".formatted(bytes[0]);
    return new UnreadablePayload(
        Code.NOT_BECKON,
        looks
            + "; expected: "
            + expected
            + ". Find the producer that writes to this topic without its serializer.");
  }

  private static boolean looksLikeJson(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '{' || b == '[' || b == '"';
      }
    }
    return false;
  }

  private static UnreadablePayload truncated(int length, int header) {
    return new UnreadablePayload(
        Code.TRUNCATED,
        "It has %d bytes; its header alone has %d. Produce the record again."
            .formatted(length, header));
  }
}
