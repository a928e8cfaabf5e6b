package io.beckon.app.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.beckon.app.input.InputEntry.Parsed;
import io.beckon.app.input.InputEntry.Rejected;
import io.beckon.app.input.field.Reason;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Rees46SourceTest {

  private static final String HEADER = Rees46Columns.LAYOUT + "\n";

  @TempDir private Path directory;

  @Test
  void shouldReadTheFourTypes() throws IOException {
    List<InputEntry> entries =
        read(
            HEADER
                + "2019-10-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,s1\n"
                + "2019-10-01 00:00:01 UTC,cart,1,2,electronics.phone,apple,1081.98,541312140,s1\n"
                + "2019-10-01T00:00:02.5Z,remove_from_cart,1,2,electronics.phone,,,541312140,\n"
                + "2019-10-01 00:00:03 UTC,purchase,1,2,electronics.phone,apple,1081.98,541312140,s1\n");
    assertThat(entries)
        .extracting(entry -> (Object) ((Parsed) entry).event().getPayload().getClass())
        .containsExactly(
            ProductViewed.class, ProductAdded.class, ProductRemoved.class, OrderCompleted.class);
    assertThat(entries).extracting(InputEntry::line).containsExactly(2L, 3L, 4L, 5L);
    Parsed view = (Parsed) entries.get(0);
    assertThat(view.event().getShopperId()).isEqualTo("541312140");
    assertThat(view.event().getSource()).isEqualTo("rees46");
    assertThat(Instant.ofEpochMilli(view.timestampMs())).isEqualTo("2019-10-01T00:00:00Z");
    assertThat(((ProductViewed) view.event().getPayload()).getItem())
        .isEqualTo(
            new Item(
                "44600062",
                null,
                null,
                1,
                3579L,
                "USD",
                null,
                "shiseido",
                "2103807459595387724",
                null,
                null));
    OrderCompleted order = (OrderCompleted) ((Parsed) entries.get(3)).event().getPayload();
    assertThat(order.getTotal()).isEqualTo(108_198);
    assertThat(order.getItems()).extracting(Item::getCategory).containsExactly("electronics.phone");
  }

  @Test
  void shouldMakeOneOrderOfRowsOfOneSecondAndSession() throws IOException {
    List<InputEntry> entries =
        read(
            HEADER
                + "2019-10-01 00:00:03 UTC,purchase,1,2,,,10,7,s1\n"
                + "2019-10-01 00:00:03 UTC,purchase,2,2,,,20,7,s1\n"
                + "2019-10-01 00:00:04 UTC,purchase,3,2,,,30,7,s1\n"
                + "2019-10-01 00:00:03 UTC,purchase,1,2,,,10,8,s1\n");
    List<String> orders =
        entries.stream()
            .map(e -> ((OrderCompleted) ((Parsed) e).event().getPayload()).getOrderId())
            .toList();
    assertThat(orders.get(1)).isEqualTo(orders.get(0));
    assertThat(orders.subList(1, 4)).doesNotHaveDuplicates();
  }

  @Test
  void shouldGiveTheSameRowTheSameId() throws IOException {
    String row = "2019-10-01 00:00:00 UTC,cart,1,2,,,10,7,s1\n";
    String other = "2019-10-01 00:00:00 UTC,cart,1,2,,,11,7,s1\n";
    List<String> ids =
        read(HEADER + row + row + other).stream()
            .map(entry -> ((Parsed) entry).event())
            .map(ShopperEvent::getEventId)
            .toList();
    assertThat(ids.get(1)).isEqualTo(ids.get(0));
    assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
  }

  @Test
  void shouldFindColumnsByNameAndReadQuotedFields() throws IOException {
    List<InputEntry> entries =
        read(
            "\"user_id\",brand,product_id,event_type,event_time\r\n"
                + "7,\"Smith, \"\"Sons\"\"\",1,view,2019-10-01 00:00:00 UTC\r\n");
    ProductViewed viewed = (ProductViewed) ((Parsed) entries.get(0)).event().getPayload();
    assertThat(viewed.getItem().getBrand()).isEqualTo("Smith, \"Sons\"");
    assertThat(viewed.getItem().getPrice()).isNull();
    assertThat(viewed.getItem().getCurrency()).isNull();
  }

  @Test
  void shouldReadOnWhenRowsAreBad() throws IOException {
    List<InputEntry> entries =
        read(
            HEADER
                + "2019-10-01 00:00:00 UTC,view,1,2\n"
                + "2019-10-01 00:00:00 UTC,like,1,2,,,10,7,s1\n"
                + "2019-10-01 00:00:00,view,1,2,,,10,7,s1\n"
                + "2019-10-01 00:00:00 UTC,view,1,2,,,ten,7,s1\n"
                + "2019-10-01 00:00:00 UTC,view,1,2,,,10,,s1\n"
                + "2019-10-01 00:00:00 UTC,view,,2,,,10,7,s1\n"
                + "2019-10-01 00:00:00 UTC,view,1,2,\"open,,10,7,s1\n"
                + ",view,1,2,,,10,7,s1\n"
                + "2019-10-01 00:00:00 UTC,view,1,2,,,10,7,s1\n");
    assertThat(entries).hasSize(9);
    assertThat(entries.get(8)).isInstanceOf(Parsed.class);
    assertThat(entries.subList(0, 8))
        .extracting(InputEntry::line, entry -> ((Rejected) entry).reason())
        .containsExactly(
            tuple(2L, Reason.BAD_CSV),
            tuple(3L, Reason.UNKNOWN_EVENT_TYPE),
            tuple(4L, Reason.BAD_TIME),
            tuple(5L, Reason.BAD_MONEY),
            tuple(6L, Reason.NO_SHOPPER),
            tuple(7L, Reason.NO_PRODUCT),
            tuple(8L, Reason.BAD_CSV),
            tuple(9L, Reason.NO_TIME));
  }

  @Test
  void shouldPriceInTheDefaultCurrency() throws IOException {
    Path file = directory.resolve("yen.csv");
    Files.writeString(file, HEADER + "2019-10-01 00:00:00 UTC,view,1,2,,,1200,7,s1\n");
    try (EventSource source = EventFiles.open(file, new InputOptions("jpy", 10))) {
      Item item =
          ((ProductViewed) ((Parsed) EventFilesTest.drain(source).get(0)).event().getPayload())
              .getItem();
      assertThat(item.getPrice()).isEqualTo(1200);
      assertThat(item.getCurrency()).isEqualTo("JPY");
    }
  }

  private List<InputEntry> read(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("events.csv"), content);
    try (EventSource source = EventFiles.open(file, InputOptions.DEFAULT)) {
      return EventFilesTest.drain(source);
    }
  }
}
