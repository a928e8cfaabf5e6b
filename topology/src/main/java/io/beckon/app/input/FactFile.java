package io.beckon.app.input;

import io.beckon.contract.ShopFact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the shop may claim, in a file: one fact a line, as JSON with the field names of the
 * contract; also as .gz. A later line of the same id stands in the place of an earlier one, as in
 * the topic.
 */
public final class FactFile {

  private FactFile() {}

  /**
   * The facts of a file by the claim that they are about.
   *
   * @throws BadInputException if the file is missing, or a line of it is no fact
   */
  public static Map<String, List<ShopFact>> read(Path path) throws IOException {
    Map<String, ShopFact> byId = new LinkedHashMap<>();
    ContractLines.read(
        path,
        "a fact",
        json -> {
          ShopFact fact = ContractJson.read(json, ShopFact.class);
          if (fact.getFactId().isEmpty()) {
            throw new ContractJson.NotOfContract("factId", "is empty: give the name of the claim");
          }
          byId.put(fact.getFactId(), fact);
        });
    Map<String, List<ShopFact>> byClaim = new HashMap<>();
    byId.forEach(
        (id, fact) -> byClaim.computeIfAbsent(claim(id), claim -> new ArrayList<>()).add(fact));
    return byClaim;
  }

  private static String claim(String factId) {
    int end = factId.indexOf('/');
    return end < 0 ? factId : factId.substring(0, end);
  }
}
