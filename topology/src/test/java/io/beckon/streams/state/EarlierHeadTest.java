package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Links;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.schemas.StateCodec;
import io.beckon.state.BrowseHistoryState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** Rows of shoppers that were written when heads knew neither points nor other ids. */
class EarlierHeadTest {

  private static final String RELEASED = "/released/1/io.beckon.state.BrowseHistoryState.avsc";

  @Test
  void shouldReadAHeadThatWasWrittenBeforeThereWerePoints() throws IOException {
    Schema earlier;
    try (InputStream schema = StateCodec.class.getResourceAsStream(RELEASED)) {
      earlier = new Schema.Parser().parse(schema);
    }
    Schema.Field head = earlier.getField("head");
    assertThat(earlier.toString()).doesNotContain("ScorePoints");
    GenericRecord row =
        new GenericRecordBuilder(earlier)
            .set(
                "head",
                new GenericRecordBuilder(record(head.schema()))
                    .set("lastSiteActivity", 1_790_000_000_000L)
                    .set("recentEvents", List.of(7L, 8L))
                    .build())
            .set("views", List.of())
            .build();
    ByteBuffer bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), earlier).encode(row);
    byte[] stored = new byte[bytes.remaining()];
    bytes.get(stored);

    HistoryCodec codec = new HistoryCodec(StateCodec.of(BrowseHistoryState.class));
    HistoryCodec.Row read = codec.decode(stored);

    assertThat(read.head())
        .isEqualTo(
            new Head(
                1_790_000_000_000L, RecentIds.EMPTY.with(7L).with(8L), Links.NONE, Points.NONE));
    assertThat(codec.decode(codec.encode(read)).head()).isEqualTo(read.head());
  }

  private static Schema record(Schema schema) {
    return schema.isUnion()
        ? schema.getTypes().stream()
            .filter(type -> type.getType() == Schema.Type.RECORD)
            .findFirst()
            .orElseThrow()
        : schema;
  }
}
