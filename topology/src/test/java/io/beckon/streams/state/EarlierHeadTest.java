package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Links;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.ViewedProduct;
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

/**
 * Rows of shoppers that were written when heads knew neither points nor other ids, and views when
 * they were.
 */
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
            .set("views", List.of(view(earlier)))
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
    assertThat(read.history().views())
        .containsExactly(
            new ViewedProduct(
                Item.newBuilder().setProductId("p-1").setQuantity(1).build(),
                1_789_999_999_000L,
                1));
    assertThat(codec.decode(codec.encode(read))).isEqualTo(read);
  }

  private static GenericRecord view(Schema row) {
    Schema view = row.getField("views").schema().getElementType();
    GenericRecordBuilder item =
        new GenericRecordBuilder(view.getField("item").schema()).set("productId", "p-1");
    return new GenericRecordBuilder(view)
        .set("item", item.build())
        .set("at", 1_789_999_999_000L)
        .build();
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
