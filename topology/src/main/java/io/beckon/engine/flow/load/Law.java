package io.beckon.engine.flow.load;

import io.beckon.engine.policy.Areas;
import io.beckon.engine.policy.Cap;
import io.beckon.engine.policy.QuietHours;
import java.time.zone.ZoneRulesProvider;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the law says of when and how often, and where area codes are: data that ships with the
 * product, in {@code /law}, and changes with its version only.
 */
final class Law {

  private static final String AREAS = "areas.yaml";
  private static final List<String> FILES = List.of("us.yaml");

  /** One law file: its rules, and what it is called in a policy. */
  record Book(String id, List<QuietHours> quietHours, List<Cap> caps) {}

  private static final class Shipped {
    static final Law LAW = read();
  }

  private final Areas areas;
  private final Map<String, Book> books;
  private final String hash;

  private Law(Areas areas, Map<String, Book> books, String hash) {
    this.areas = areas;
    this.books = books;
    this.hash = hash;
  }

  /** The law as it ships. */
  static Law shipped() {
    return Shipped.LAW;
  }

  Areas areas() {
    return areas;
  }

  /** Books by id. */
  Map<String, Book> books() {
    return books;
  }

  /** Names of all rules. */
  Set<String> names() {
    Set<String> names = new HashSet<>();
    for (Book book : books.values()) {
      book.quietHours().forEach(window -> names.add(window.name()));
      book.caps().forEach(cap -> names.add(cap.name()));
    }
    return names;
  }

  /** Hash of a policy together with all data that it is judged by. */
  String fingerprint(String policyHash) {
    return RuleLoader.hash(policyHash + hash + timeZoneData());
  }

  /** Version of the time-zone data of this Java, such as 2025b. */
  private static String timeZoneData() {
    return ZoneRulesProvider.getVersions("UTC").lastKey();
  }

  private static Law read() {
    String text = ShippedData.text(AREAS);
    StringBuilder all = new StringBuilder(text);
    Areas areas = new AreasReader(new Reading(AREAS, text)).read();
    Map<String, Book> books = new LinkedHashMap<>();
    for (String file : FILES) {
      String law = ShippedData.text(file);
      all.append(law);
      Book book = new LawReader(new Reading(file, law), areas.regions()).read();
      books.put(book.id(), book);
    }
    return new Law(areas, books, RuleLoader.hash(all.toString()));
  }
}
