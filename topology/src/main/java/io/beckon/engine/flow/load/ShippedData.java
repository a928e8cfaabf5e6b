package io.beckon.engine.flow.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The data files in {@code /law}, which are part of the product like its code: the one place where
 * the engine reads something, and it is the same in every process of a version.
 */
final class ShippedData {

  private ShippedData() {}

  /** The text of a file. */
  static String text(String name) {
    try (InputStream in = ShippedData.class.getResourceAsStream("/law/" + name)) {
      if (in == null) {
        throw new IllegalStateException("/law/" + name + " is missing from the product");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
