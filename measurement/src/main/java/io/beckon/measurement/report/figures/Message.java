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

  /** Is there any report of a sender on it? */
  boolean reported() {
    return heard.stream()
        .anyMatch(h -> h.kind() != TouchKind.SENT && h.kind() != TouchKind.CALLED_BACK);
  }
}
