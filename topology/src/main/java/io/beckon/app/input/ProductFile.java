package io.beckon.app.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.input.field.Times;
import io.beckon.contract.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A catalog in a file: one product a line, as JSON with the field names of the contract; also as
 * .gz. Prices are in minor units. A later line of the same product id stands in the place of an
 * earlier one, as in the topic; where it has {@code at}, an ISO-8601 time, from that time on.
 */
public final class ProductFile {

  private static final String AT = "at";

  private ProductFile() {}

  /**
   * The products of a file, and how they changed.
   *
   * @throws BadInputException if the file is missing, or a line of it is no product: a message that
   *     was made from half a catalog would say what is not true
   */
  public static ProductHistory read(Path path) throws IOException {
    ProductHistory.Builder products = new ProductHistory.Builder();
    ContractLines.read(
        path,
        "a product",
        json -> {
          Long at = at(json);
          products.add(at, read(json));
        });
    return products.build();
  }

  /**
   * The product in a JSON object.
   *
   * @throws BadInputException if it is none; the message begins with "is no product"
   */
  public static Product product(JsonNode json) throws BadInputException {
    try {
      return read(json);
    } catch (ContractJson.NotOfContract e) {
      throw new BadInputException("is no product: " + e.getMessage(), e);
    }
  }

  private static Product read(JsonNode json) throws ContractJson.NotOfContract {
    Product product = ContractJson.read(json, Product.class);
    if (product.getProductId().isEmpty()) {
      throw new ContractJson.NotOfContract("productId", "is empty: give the id of the product");
    }
    return product;
  }

  /** Takes the time out of a line; null: it has none. */
  private static @Nullable Long at(JsonNode json) throws ContractJson.NotOfContract {
    if (!(json instanceof ObjectNode line) || !line.has(AT)) {
      return null;
    }
    String text = line.remove(AT).asText();
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new ContractJson.NotOfContract(AT, "is no time: write it as " + Times.iso(0));
    }
  }
}
