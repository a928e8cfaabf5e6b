package io.beckon.app.input;

import java.util.List;
import java.util.Locale;

/** Where the columns of the REES46 layout stand; found by the header, in any order. */
record Rees46Columns(
    int width,
    int time,
    int type,
    int product,
    int categoryId,
    int categoryCode,
    int brand,
    int price,
    int user,
    int session) {

  static final String LAYOUT =
      "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session";

  static boolean looksLikeHeader(String line) {
    String lower = line.toLowerCase(Locale.ROOT);
    return lower.contains("event_time") && lower.contains("event_type") && lower.contains(",");
  }

  /** Reads the header; only time, type, product and user must be there. */
  static Rees46Columns of(String file, List<String> header) throws BadInputException {
    List<String> names = header.stream().map(n -> n.trim().toLowerCase(Locale.ROOT)).toList();
    List<String> needed = List.of("event_time", "event_type", "product_id", "user_id");
    List<String> missing = needed.stream().filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new BadInputException(
          file
              + " has no column "
              + String.join(", ", missing)
              + " in its first line: expected the header "
              + LAYOUT,
          null);
    }
    return new Rees46Columns(
        names.size(),
        names.indexOf("event_time"),
        names.indexOf("event_type"),
        names.indexOf("product_id"),
        names.indexOf("category_id"),
        names.indexOf("category_code"),
        names.indexOf("brand"),
        names.indexOf("price"),
        names.indexOf("user_id"),
        names.indexOf("user_session"));
  }
}
