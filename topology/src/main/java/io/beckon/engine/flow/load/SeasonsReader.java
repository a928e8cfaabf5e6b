package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.engine.policy.Cap;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.policy.Policy.Rate;
import io.beckon.engine.policy.QuietHours;
import io.beckon.engine.policy.Season;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads seasons: what they say of a cap, window or rate stands in place of what the policy says of
 * the one with the same name; all else stays. Their days are those of the policy's zone.
 */
final class SeasonsReader {

  private static final LocalDate NONE = LocalDate.EPOCH;

  private final Reading reading;
  private final Law law;
  private final Set<String> names = new HashSet<>();

  SeasonsReader(Reading reading, Law law) {
    this.reading = reading;
    this.law = law;
  }

  /** The policy with its seasons. */
  Policy read(Policy always, List<Node> nodes) {
    List<Season> seasons = new ArrayList<>();
    for (Node node : nodes) {
      Season season = season(always, node);
      for (Season other : seasons) {
        if (season.from() < other.to() && other.from() < season.to()) {
          reading.wrong(
              node,
              "it overlaps the season '" + other.name() + "'",
              "days that belong to one season only");
        }
      }
      seasons.add(season);
    }
    return always.with(seasons);
  }

  private Season season(Policy always, Node node) {
    Parts parts = new Parts(reading, law.names());
    Fields fields =
        parts.element(
            node, "a season", List.of("name", "from", "to", "caps", "quietHours", "rates"));
    String name = parts.name(fields);
    if (!names.add(name)) {
      fields.fault("the name '" + name + "' is there twice", "another name");
    }
    LocalDate from = day(parts, fields, "from");
    LocalDate to = day(parts, fields, "to");
    if (to.isBefore(from)) {
      reading.wrong(fields.valueNode("to"), to + " is before " + from, "the season's last day");
    }
    Set<String> regions = law.areas().regions();
    List<Cap> caps =
        new CapsReader(parts, regions, false)
            .read(fields.list("caps", "a list of caps"), List.of());
    List<QuietHours> windows =
        new QuietHoursReader(parts, regions, Map.of())
            .read(fields.list("quietHours", "a list of windows"), List.of());
    Map<Channel, Rate> rates = new HashMap<>(always.rates());
    rates.putAll(fields.optional("rates", Map.of(), new RatesReader(parts)::read));
    Policy during =
        always.inSeason(
            replaced(always.caps(), caps, Cap::name),
            replaced(always.quietHours(), windows, QuietHours::name),
            rates);
    ZoneId zone = always.places().zone();
    return new Season(name, start(from, zone), start(to.plusDays(1), zone), during);
  }

  private static LocalDate day(Parts parts, Fields fields, String key) {
    @Nullable Node node = fields.required(key, Parts.DATE_EXPECTED);
    return node == null ? NONE : Parts.orElse(parts.date(node), NONE);
  }

  private static long start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** The rules in their order, those of the same name replaced, new ones at the end. */
  private static <T> List<T> replaced(List<T> always, List<T> season, Function<T, String> name) {
    List<T> next = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (T rule : always) {
      T found = rule;
      for (T other : season) {
        if (name.apply(other).equals(name.apply(rule))) {
          found = other;
          done.add(name.apply(other));
        }
      }
      next.add(found);
    }
    for (T other : season) {
      if (!done.contains(name.apply(other))) {
        next.add(other);
      }
    }
    return next;
  }
}
