package io.beckon.app.input;

import io.beckon.app.input.field.Ids;
import io.beckon.app.input.field.Money;
import io.beckon.app.input.field.Reason;
import io.beckon.app.input.field.Refusal;
import io.beckon.app.input.field.Texts;
import io.beckon.app.input.field.Times;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table in the REES46 layout. {@code view} is a product view, {@code cart} adds one, {@code
 * remove_from_cart} takes one away, {@code purchase} is an order.
 *
 * <ul>
 *   <li>The event id is made of the row's content: a row that stands there twice, or in two files,
 *       is one event.
 *   <li>The order id is made of shopper, session and time: an order of several products is several
 *       rows of the same second, and the rows after the first are one order told again. What they
 *       add (further lines, their share of the total) is therefore not counted.
 *   <li>Times are {@code 2019-10-01 00:00:00 UTC}, or ISO-8601 with a zone; prices are decimal
 *       numbers in major units of the default currency.
 * </ul>
 */
final class Rees46Source implements EventSource {

  private static final String SOURCE = "rees46";

  private final FileLines lines;
  private final Rees46Columns columns;
  private final String currency;

  Rees46Source(FileLines lines, Rees46Columns columns, String currency) {
    this.lines = lines;
    this.columns = columns;
    this.currency = currency;
  }

  @Override
  public @Nullable InputEntry next() throws IOException {
    while (lines.next()) {
      if (!lines.line().blank()) {
        return entry(lines.line());
      }
    }
    return null;
  }

  private InputEntry entry(Lines line) {
    try {
      if (line.tooLong()) {
        throw new Refusal(
            Reason.LINE_TOO_LONG, "the line has more than " + Lines.MAX_LINE + " bytes");
      }
      ShopperEvent event = event(CsvLine.split(line.bytes(), line.length()));
      return new InputEntry.Parsed(event.getOccurredAt(), event, lines.file(), line.number());
    } catch (Refusal refusal) {
      return new InputEntry.Rejected(
          lines.file(), line.number(), refusal.reason(), String.valueOf(refusal.getMessage()));
    }
  }

  private ShopperEvent event(List<String> row) throws Refusal {
    if (row.size() != columns.width()) {
      throw new Refusal(
          Reason.BAD_CSV,
          "the row has "
              + row.size()
              + " fields: expected "
              + columns.width()
              + " as in the header");
    }
    String user = field(row, columns.user());
    if (user == null) {
      throw new Refusal(Reason.NO_SHOPPER, "no shopper: user_id is empty");
    }
    Ids.checked(user, Ids.MAX_BYTES, "user_id");
    String time = field(row, columns.time());
    if (time == null) {
      throw new Refusal(Reason.NO_TIME, "no time: event_time is empty");
    }
    long at = Times.parse(time, "event_time");
    return new ShopperEvent(
        Ids.named(row.toArray(String[]::new)), at, user, SOURCE, false, payload(row, user, at));
  }

  private Object payload(List<String> row, String user, long at) throws Refusal {
    String type = field(row, columns.type());
    return switch (type == null ? "" : type) {
      case "view" -> new ProductViewed(item(row));
      case "cart" -> new ProductAdded(null, item(row));
      case "remove_from_cart" -> new ProductRemoved(null, item(row));
      case "purchase" -> {
        Item item = item(row);
        String session = field(row, columns.session());
        yield new OrderCompleted(
            Ids.named(user, session == null ? "" : session, Long.toString(at)),
            null,
            null,
            item.getPrice(),
            item.getPrice() == null ? null : currency,
            null,
            null,
            List.of(item));
      }
      default ->
          throw new Refusal(
              Reason.UNKNOWN_EVENT_TYPE,
              "event_type is unknown: expected view, cart, remove_from_cart or purchase");
    };
  }

  private Item item(List<String> row) throws Refusal {
    String product = field(row, columns.product());
    if (product == null) {
      throw new Refusal(Reason.NO_PRODUCT, "no product: product_id is empty");
    }
    String price = field(row, columns.price());
    String code = field(row, columns.categoryCode());
    String category = code != null ? code : field(row, columns.categoryId());
    String brand = field(row, columns.brand());
    return new Item(
        Ids.checked(product, Ids.MAX_PRODUCT_BYTES, "product_id"),
        null,
        null,
        1,
        price == null ? null : Money.minor(price, currency, "price"),
        price == null ? null : currency,
        null,
        brand == null ? null : Texts.cut(brand, Texts.MAX_NAME),
        category == null ? null : Texts.cut(category, Texts.MAX_NAME),
        null,
        null);
  }

  private static @Nullable String field(List<String> row, int column) {
    if (column < 0) {
      return null;
    }
    String text = row.get(column).trim();
    return text.isEmpty() ? null : text;
  }

  @Override
  public long bytesRead() {
    return lines.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return lines.bytesTotal();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
