package io.beckon.measurement.report.command;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Begins and ends of periods. */
final class Period {

  private Period() {}

  /** The day on which it begins. */
  static Instant floor(long at) {
    return Instant.ofEpochMilli(at).truncatedTo(ChronoUnit.DAYS);
  }

  /** The end of the day in which it lies. */
  static Instant ceiling(long at) {
    return floor(at).plus(Duration.ofDays(1));
  }

  /** A day, which begins at midnight UTC, or a time. */
  static final class TimeConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return text.length() == 10
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException("give a day or a time: 2026-03-01, 2026-03-01T08:00:00Z");
      }
    }
  }
}
