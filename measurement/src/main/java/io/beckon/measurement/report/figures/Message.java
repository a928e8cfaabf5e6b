package io.beckon.measurement.report.figures;

import io.beckon.contract.Channel;
import io.beckon.contract.TouchKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message to a shopper, and what became of it. */
final class Message {

  final String id;
  final Channel channel;

  /** Was the shopper owed it anyway? Then no order is credited to it. */
  boolean owed;

  @Nullable String flow;
  int version;
  @Nullable String step;
  @Nullable String variant;
  @Nullable String offer;
  @Nullable String code;

  /** When the command left; -1 while it is not known to have. */
  long sentAt = -1;

  /** Parts of a text, as they are paid for; 0: not counted. */
  int parts;

  /** Who told of it first of all senders; null: nobody did, or it is not known who. */
  @Nullable String reporter;

  /** When the first report of a sender was told, log time; -1: none was. */
  long reportedAt = -1;

  List<String> segments = List.of();
  List<String> categories = List.of();

  private final Map<TouchKind, Long> first = new EnumMap<>(TouchKind.class);
  private final List<Heard> heard = new ArrayList<>();

  /**
   * Something that became of it.
   *
   * @param kind what
   * @param at when, log time
   */
  record Heard(TouchKind kind, long at) {}

  Message(String id, Channel channel) {
    this.id = id;
    this.channel = channel;
  }

  void hear(TouchKind kind, long at) {
    first.putIfAbsent(kind, at);
    heard.add(new Heard(kind, at));
  }

  boolean was(TouchKind... kinds) {
    for (TouchKind kind : kinds) {
      if (first.containsKey(kind)) {
        return true;
      }
    }
    return false;
  }

  /** When it first was that; -1 when it never was. */
  long firstAt(TouchKind kind) {
    return first.getOrDefault(kind, -1L);
  }

  /** All that was heard of it, in order. */
  List<Heard> heard() {
    return heard;
  }

  /** A report of an opening or a click says that it was delivered. */
  boolean delivered() {
    return was(TouchKind.DELIVERED, TouchKind.OPENED, TouchKind.CLICKED, TouchKind.REPLIED);
  }

  boolean left() {
    return sentAt >= 0 && !was(TouchKind.CALLED_BACK);
  }

  /** A sender told of it; of two in one millisecond the name decides who was first. */
  void reported(@Nullable String source, long at) {
    if (reportedAt < 0
        || at < reportedAt
        || (at == reportedAt && name(source).compareTo(name(reporter)) < 0)) {
      reportedAt = at;
      reporter = source;
    }
  }

  private static String name(@Nullable String source) {
    return source == null ? "" : source;
  }

  /**
   * Did a sender tell of it in time?
   *
   * @param within milliseconds after it left
   */
  boolean isReported(long within) {
    return reportedAt >= 0 && reportedAt - sentAt <= within;
  }
}
