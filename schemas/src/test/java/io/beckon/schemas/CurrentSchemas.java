package io.beckon.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The schemas as they stand in {@code src/main/avro}, through their generated classes. */
final class CurrentSchemas {
  private static final String CONTRACT = "contract";
  private static final String STATE = "state";

  private CurrentSchemas() {}

  /** What is released: every record of a topic, and every record that a store may hold. */
  static List<Schema> released() {
    List<Schema> schemas = new ArrayList<>();
    ContractTypes.ALL.forEach(type -> schemas.add(schema(type)));
    schemas.addAll(stored());
    return schemas;
  }

  /** Every record of {@code io.beckon.state}. */
  static List<Schema> stored() {
    return in(STATE).stream().filter(schema -> schema.getType() == Schema.Type.RECORD).toList();
  }

  /** Every named type, records and enums. */
  static List<Schema> all() {
    return Stream.concat(in(CONTRACT).stream(), in(STATE).stream()).toList();
  }

  /** Every named type of {@code io.beckon.contract}. */
  static List<Schema> contract() {
    return in(CONTRACT);
  }

  static Schema schema(Class<?> type) {
    return SpecificData.get().getSchema(type);
  }

  @SuppressWarnings("unchecked") // records are generated as specific records
  static Class<? extends SpecificRecord> type(Schema schema) {
    return (Class<? extends SpecificRecord>) load(schema.getFullName());
  }

  private static List<Schema> in(String folder) {
    Path sources = Path.of("src", "main", "avro", folder);
    try (Stream<Path> files = Files.list(sources)) {
      return files
          .map(file -> file.getFileName().toString().replace(".avsc", ""))
          .sorted()
          .map(name -> schema(load("io.beckon." + folder + "." + name)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
