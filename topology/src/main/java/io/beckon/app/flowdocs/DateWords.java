package io.beckon.app.flowdocs;

import io.beckon.engine.date.DateRule;
import io.beckon.engine.date.DayRule;
import io.beckon.engine.date.ReplenishmentRule;
import io.beckon.engine.date.SinceRule;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says when a date comes. */
final class DateWords {

  private DateWords() {}

  static String of(DateRule rule) {
    if (rule instanceof DayRule day) {
      return of(day);
    }
    return rule instanceof SinceRule since ? of(since) : of((ReplenishmentRule) rule);
  }

  private static String of(DayRule day) {
    String what =
        day.attribute() == null
            ? "the birthday"
            : (day.yearly() ? "each anniversary of " : "the date in ")
                + FlowWords.code("shopper.attributes." + day.attribute());
    Duration shift = day.shift();
    String when =
        shift.isZero()
            ? what
            : FlowWords.duration(shift.abs())
                + (shift.isNegative() ? " before " : " after ")
                + what;
    return when + at(day.time());
  }

  private static String of(SinceRule since) {
    String mark =
        switch (since.mark()) {
          case LAST_ORDER -> "the last order";
          case FIRST_ORDER -> "the first order";
          case LAST_VISIT -> "the last visit";
          case LAST_OPEN -> "a message was last opened";
        };
    return FlowWords.duration(since.after()) + " after " + mark + at(since.time());
  }

  private static String of(ReplenishmentRule rule) {
    List<String> about = new ArrayList<>(rule.products().stream().sorted().toList());
    rule.categories().stream().sorted().forEach(category -> about.add("category " + category));
    String goods = about.isEmpty() ? "what was bought" : String.join(", ", about);
    String when = rule.lead().isZero() ? "when " : FlowWords.duration(rule.lead()) + " before ";
    return when + goods + " will be used up" + at(rule.time());
  }

  private static String at(@Nullable LocalTime time) {
    return time == null ? "" : ", at " + time + " where the shopper is";
  }
}
