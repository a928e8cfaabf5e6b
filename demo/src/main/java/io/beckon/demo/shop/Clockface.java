package io.beckon.demo.shop;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When people are awake. */
final class Clockface {

  private static final int UP = 7;
  private static final int TO_BED = 23;

  private Clockface() {}

  /** That time if it is day there, else some minutes after getting up next. */
  static long awake(long at, ZoneId zone, Dice dice) {
    ZonedDateTime local = Instant.ofEpochMilli(at).atZone(zone);
    if (local.getHour() >= UP && local.getHour() < TO_BED) {
      return at;
    }
    ZonedDateTime day = local.getHour() >= TO_BED ? local.plusDays(1) : local;
    return day.toLocalDate().atTime(UP, 0).atZone(zone).toInstant().toEpochMilli()
        + dice.minutes(1, 150);
  }
}
