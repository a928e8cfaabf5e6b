package io.beckon.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * Every schema that was ever released, by its CRC-64-AVRO fingerprint, so that records and state
 * written by any earlier release stay readable. Immutable.
 *
 * <p>They lie on the class path under {@code /released/<release>/<full name>.avsc}, listed in
 * {@code /released/index}.
 */
public final class ReleasedSchemas implements SchemaStore {
  private static final String ROOT = "/released/";
  private static final String INDEX = ROOT + "index";

  private final List<Entry> entries;
  private final Map<Long, Schema> byFingerprint;

  /**
   * A schema as it was released.
   *
   * @param release number of the release, from 1
   * @param schema the record with all it refers to
   */
  public record Entry(int release, Schema schema) {}

  ReleasedSchemas(List<Entry> entries) {
    Map<Long, Schema> known = new HashMap<>();
    for (Entry entry : entries) {
      known.put(SchemaNormalization.parsingFingerprint64(entry.schema()), entry.schema());
    }
    this.entries = List.copyOf(entries);
    this.byFingerprint = Map.copyOf(known);
  }

  /** Those that come with this version of Beckon. */
  public static ReleasedSchemas bundled() {
    return Bundled.SCHEMAS;
  }

  /** All of them, oldest release first. */
  public List<Entry> entries() {
    return entries;
  }

  /** The schema with this fingerprint, or null when none such was released. */
  @Override
  public @Nullable Schema findByFingerprint(long fingerprint) {
    return byFingerprint.get(fingerprint);
  }

  private static List<Entry> load() {
    List<Entry> entries = new ArrayList<>();
    for (String line : read(INDEX).lines().toList()) {
      if (!line.isBlank()) {
        int release = Integer.parseInt(line.substring(0, line.indexOf('/')));
        entries.add(new Entry(release, new Schema.Parser().parse(read(ROOT + line))));
      }
    }
    return entries;
  }

  private static String read(String resource) {
    try (InputStream in = ReleasedSchemas.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "The released schema %s is not on the class path: beckon-schemas is packed wrongly."
                .formatted(resource));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parsed once, at the first use. */
  private static final class Bundled {
    static final ReleasedSchemas SCHEMAS = new ReleasedSchemas(load());
  }
}
