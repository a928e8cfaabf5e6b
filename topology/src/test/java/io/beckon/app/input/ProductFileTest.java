package io.beckon.app.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.Product;
import io.beckon.contract.ProductVariant;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway.Init")
class ProductFileTest {

  @TempDir Path folder;

  @Test
  void shouldReadAProductWithAllThatTheContractKnows() throws IOException {
    Path file =
        write(
            """
            {"productId":"shoes","title":"Shoes","url":"u","imageUrl":"i","brand":"b",\
            "categoryPath":["wear","feet"],"currency":"EUR","price":4990,"stock":3,\
            "available":false,"rating":4.5,"popularity":1,"marginPercent":20,\
            "publishedAt":"2026-01-05T10:00:00Z","similar":["boots"],"accessories":["laces"],\
            "bundles":["set"],"recommendations":["socks"],"compareAtPrice":5990,"attributes":{"vegan":true,"weight":2,"width":1.5,"sole":"rubber",\
            "none":null},"variants":[{"variantId":"red","sku":"s-1","market":"DE","title":"Red",\
            "price":5000,"currency":"EUR","stock":0,"available":true,"imageUrl":"r","compareAtPrice":6000}]}
            """);

    Product shoes = Objects.requireNonNull(ProductFile.read(file).first().get("shoes"));

    assertThat(shoes)
        .isEqualTo(
            new Product(
                "shoes",
                "Shoes",
                "u",
                "i",
                "b",
                List.of("wear", "feet"),
                "EUR",
                4990L,
                3,
                false,
                List.of(
                    new ProductVariant(
                        "red", "s-1", "DE", "Red", 5000L, "EUR", 0, true, "r", 6000L)),
                4.5,
                1.0,
                20.0,
                Instant.parse("2026-01-05T10:00:00Z").toEpochMilli(),
                List.of("boots"),
                List.of("laces"),
                List.of("set"),
                shoes.getAttributes(),
                List.of("socks"),
                5990L));
    assertThat(shoes.getAttributes())
        .hasSize(5)
        .containsAllEntriesOf(Map.of("vegan", true, "weight", 2L, "width", 1.5, "sole", "rubber"))
        .containsEntry("none", null);
  }

  @Test
  void shouldTakeDefaultsForWhatIsLeftOut() throws IOException {
    Path file = write("{\"productId\":\"hat\",\"title\":\"Hat\"}\n");

    assertThat(ProductFile.read(file).first().get("hat"))
        .isEqualTo(Product.newBuilder().setProductId("hat").setTitle("Hat").build());
  }

  @Test
  void shouldTakeTheLastLineOfAProductFromAPackedFileWithBlankLines() throws IOException {
    Path file = folder.resolve("products.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      String line = "{\"productId\":\"hat\",\"title\":\"%s\"}\n\n";
      out.write((line.formatted("Old") + line.formatted("New")).getBytes(StandardCharsets.UTF_8));
    }

    assertThat(ProductFile.read(file).first())
        .hasSize(1)
        .hasEntrySatisfying("hat", hat -> assertThat(hat.getTitle()).isEqualTo("New"));
  }

  @Test
  void shouldReadWhatAProductWasFromATimeOn() throws IOException {
    Path file =
        write(
            """
            {"productId":"hat","title":"Later","at":"2026-01-05T12:00:00+01:00"}
            {"productId":"hat","title":"First"}
            {"productId":"hat","title":"Before","at":"2026-01-05T10:00:00Z"}
            """);

    ProductHistory history = ProductFile.read(file);

    assertThat(history.first()).hasSize(1);
    assertThat(history.later())
        .extracting(dated -> dated.product().getTitle(), ProductHistory.Dated::at)
        .containsExactly(
            Tuple.tuple("Before", Instant.parse("2026-01-05T10:00:00Z").toEpochMilli()),
            Tuple.tuple("Later", Instant.parse("2026-01-05T11:00:00Z").toEpochMilli()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"title\":\"Hat\"} | is no product: 'productId' is missing",
        "{\"productId\":\"\",\"title\":\"\"} | is no product: 'productId' is empty",
        "{\"productId\":7,\"title\":\"\"} | 'productId' is a whole number; expected a text",
        "{\"productId\":\"h\",\"titel\":\"\"} | 'titel' is no field of Product, which has productId",
        "{\"productId\":\"h\",\"title\":\"\",\"price\":9.5} | 'price' is the number 9.5; expected a whole"
            + " number (amounts are in minor units",
        "{\"productId\":\"h\",\"title\":\"\",\"stock\":99999999999} | 'stock' is a whole number",
        "{\"productId\":\"h\",\"title\":\"\",\"available\":1} | 'available' is a whole number; expected true",
        "{\"productId\":\"h\",\"title\":\"\",\"similar\":\"x\"} | 'similar' is a text; expected a list",
        "{\"productId\":\"h\",\"title\":\"\",\"variants\":[{}]} | 'variantId' is missing",
        "{\"productId\":\"h\",\"title\":\"\",\"publishedAt\":\"today\"} | 'publishedAt' is no time",
        "{\"productId\":\"h\",\"title\":\"\",\"attributes\":{\"a\":[]}} | 'a' is a list, which it can't be",
        "{\"productId\":\"h\",\"title\":\"\",\"at\":\"noon\"} | 'at' is no time",
        "[] | 'Product' is a list; expected an object",
        "{ | is not one JSON value in UTF-8, see column 2"
      })
  void shouldRefuseAFileWithALineThatIsNoProduct(String line, String expected) throws IOException {
    Path file = write("{\"productId\":\"ok\",\"title\":\"Ok\"}\n" + line + "\n");

    assertThatThrownBy(() -> ProductFile.read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ", line 2 ")
        .hasMessageContaining(expected);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("products.ndjson"), text);
  }
}
