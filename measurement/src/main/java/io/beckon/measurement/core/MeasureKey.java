package io.beckon.measurement.core;

import io.beckon.contract.Measure;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a count is of. "" where something does not matter to it.
 *
 * @param cube what is counted; its dimensions are in docs/measurement.md
 * @param version of the flow; 0: of all
 * @param name of the count
 */
public record MeasureKey(
    LocalDate day,
    String cube,
    String flow,
    int version,
    String step,
    String variant,
    String channel,
    String trigger,
    String segment,
    String category,
    String currency,
    String name) {

  private static final char SEPARATOR = '\u001f';
  private static final int PARTS = 11;

  /** A count in a cube, of no further dimension. */
  static MeasureKey of(LocalDate day, String cube, String name) {
    return new MeasureKey(day, cube, "", 0, "", "", "", "", "", "", "", name);
  }

  MeasureKey flow(@Nullable String id, int flowVersion) {
    return new MeasureKey(
        day,
        cube,
        text(id),
        flowVersion,
        step,
        variant,
        channel,
        trigger,
        segment,
        category,
        currency,
        name);
  }

  MeasureKey step(@Nullable String id, @Nullable String arm) {
    return new MeasureKey(
        day, cube, flow, version, text(id), text(arm), channel, trigger, segment, category,
        currency, name);
  }

  MeasureKey channel(String of) {
    return new MeasureKey(
        day, cube, flow, version, step, variant, of, trigger, segment, category, currency, name);
  }

  MeasureKey trigger(String kind) {
    return new MeasureKey(
        day, cube, flow, version, step, variant, channel, kind, segment, category, currency, name);
  }

  MeasureKey segment(String id) {
    return new MeasureKey(
        day, cube, flow, version, step, variant, channel, trigger, id, category, currency, name);
  }

  MeasureKey category(@Nullable String of) {
    return new MeasureKey(
        day, cube, flow, version, step, variant, channel, trigger, segment, text(of), currency,
        name);
  }

  MeasureKey in(@Nullable String money) {
    return new MeasureKey(
        day,
        cube,
        flow,
        version,
        step,
        variant,
        channel,
        trigger,
        segment,
        category,
        text(money),
        name);
  }

  /** The same count under another name. */
  MeasureKey named(String other) {
    return new MeasureKey(
        day, cube, flow, version, step, variant, channel, trigger, segment, category, currency,
        other);
  }

  /** All but the day, as one text. */
  public String text() {
    return String.join(
        String.valueOf(SEPARATOR),
        List.of(
            cube,
            flow,
            Integer.toString(version),
            step,
            variant,
            channel,
            trigger,
            segment,
            category,
            currency,
            name));
  }

  /** The key that {@link #text()} told, of a day. */
  public static MeasureKey parse(LocalDate day, String text) {
    String[] parts = text.split(String.valueOf(SEPARATOR), -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("no key of a measure: " + Arrays.toString(parts));
    }
    return new MeasureKey(
        day,
        parts[0],
        parts[1],
        Integer.parseInt(parts[2]),
        parts[3],
        parts[4],
        parts[5],
        parts[6],
        parts[7],
        parts[8],
        parts[9],
        parts[10]);
  }

  /** The record of a count. */
  public Measure counted(long amount) {
    return Measure.newBuilder()
        .setDay(day.toString())
        .setCube(cube)
        .setFlow(orNull(flow))
        .setFlowVersion(version)
        .setStep(orNull(step))
        .setVariant(orNull(variant))
        .setChannel(orNull(channel))
        .setTrigger(orNull(trigger))
        .setSegment(orNull(segment))
        .setCategory(orNull(category))
        .setCurrency(orNull(currency))
        .setMeasure(name)
        .setAmount(amount)
        .build();
  }

  /** A separator in an id would shift what follows. */
  private static String text(@Nullable String value) {
    return value == null
        ? ""
        : value.indexOf(SEPARATOR) < 0
            ? value
            : value
                .chars()
                .filter(c -> c != SEPARATOR)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
  }

  private static @Nullable String orNull(String value) {
    return value.isEmpty() ? null : value;
  }
}
