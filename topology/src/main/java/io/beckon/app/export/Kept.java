package io.beckon.app.export;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Shopper;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is kept of a shopper, as maps, lists, texts and numbers. It walks through what
 * there is and picks nothing out, so what is kept tomorrow is in it too; contact data included, for
 * it is the shopper's own. Hashes that only recognise an event are told by their number.
 */
public final class Kept {

  private static final Set<String> TIMES =
      Set.of("at", "sendBy", "notBefore", "lastActivity", "lastSiteActivity");

  /** Later ones stand for never: 9999-12-31. */
  private static final long LATEST = 253_402_214_400_000L;

  private Kept() {}

  /** What is kept of a shopper; an empty map when nothing is. */
  public static Map<String, Object> of(Shopper.Parts parts) {
    Map<String, Object> kept = new LinkedHashMap<>();
    if (!parts.equals(Shopper.Parts.EMPTY) && value("", parts) instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> kept.put((String) name, value));
    }
    return kept;
  }

  private static @Nullable Object value(String name, @Nullable Object value) {
    if (value instanceof RecentIds ids) {
      return ids.size();
    } else if (value instanceof BrowseHistory history) {
      return list(history.views());
    } else if (value instanceof Record one) {
      return fields(one);
    } else if (value instanceof SpecificRecord one) {
      return fields(one);
    } else if (value instanceof Collection<?> many) {
      return list(many);
    } else if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, each) -> all.put(String.valueOf(key), value("", each)));
      return all;
    } else if (value instanceof Long time && isTime(name)) {
      return time <= 0 || time >= LATEST ? null : Instant.ofEpochMilli(time).toString();
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }

  private static boolean isTime(String name) {
    return name.endsWith("At") || name.endsWith("Since") || TIMES.contains(name);
  }

  private static List<@Nullable Object> list(Collection<?> values) {
    List<@Nullable Object> all = new ArrayList<>(values.size());
    values.forEach(each -> all.add(value("", each)));
    return all;
  }

  private static Map<String, @Nullable Object> fields(Record one) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      try {
        Object field = component.getAccessor().invoke(one);
        put(all, component.getName(), value(component.getName(), field));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("can't read " + component, e);
      }
    }
    return all;
  }

  private static Map<String, @Nullable Object> fields(SpecificRecord one) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (Schema.Field field : one.getSchema().getFields()) {
      put(all, field.name(), value(field.name(), one.get(field.pos())));
    }
    return all;
  }

  /** What is not there is not told. */
  private static void put(Map<String, @Nullable Object> all, String name, @Nullable Object value) {
    boolean none =
        value == null
            || (value instanceof Collection<?> many && many.isEmpty())
            || (value instanceof Map<?, ?> map && map.isEmpty());
    if (!none) {
      all.put(name, value);
    }
  }
}
