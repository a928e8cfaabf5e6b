package io.beckon.streams.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a list has become another one: what was in some places is gone, and what is new comes behind
 * the rest, or, in a sorted list, where it belongs.
 *
 * @param gone places in the list before, rising, one unsigned byte each
 * @param added what is new, in its order
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ListChange<T>(byte[] gone, List<T> added) {

  /** How many places can be told. */
  static final int PLACES = 256;

  private static final byte[] NO_PLACES = {};

  /** The same list. */
  static <T> ListChange<T> none() {
    return new ListChange<>(NO_PLACES, List.of());
  }

  /** The change from one list to another; each leads exactly there, since all order is told. */
  @SuppressWarnings("ReferenceEquality") // mostly the same: then nobody looks into it
  static <T> ListChange<T> between(List<T> old, List<T> now) {
    if (old == now) {
      return none();
    }
    byte[] gone = NO_PLACES;
    int next = 0;
    for (int i = 0; i < old.size(); i++) {
      T known = old.get(i);
      if (next < now.size() && (now.get(next) == known || now.get(next).equals(known))) {
        next++;
      } else {
        gone = and(gone, i);
      }
    }
    return new ListChange<>(gone, rest(now, next));
  }

  /** The change from one list to another, which leads there if both are sorted. */
  static ListChange<String> betweenSorted(List<String> old, List<String> now) {
    byte[] gone = NO_PLACES;
    List<String> added = List.of();
    int i = 0;
    int next = 0;
    while (i < old.size() || next < now.size()) {
      int order =
          i == old.size() ? 1 : next == now.size() ? -1 : old.get(i).compareTo(now.get(next));
      if (order > 0) {
        added = and(added, now.get(next));
        next++;
      } else if (order < 0) {
        gone = and(gone, i);
        i++;
      } else {
        i++;
        next++;
      }
    }
    return new ListChange<>(gone, added);
  }

  /** Is nothing gone, and nothing new? */
  boolean isNone() {
    return gone.length == 0 && added.isEmpty();
  }

  /** The list after this change. */
  List<T> after(List<T> before) {
    if (isNone()) {
      return before;
    }
    List<T> after = left(before);
    after.addAll(added);
    return after;
  }

  /** The sorted list after this change. */
  static List<String> afterSorted(List<String> before, ListChange<String> change) {
    List<String> left = change.left(before);
    List<String> after = new ArrayList<>(left.size() + change.added.size());
    int next = 0;
    for (String known : left) {
      while (next < change.added.size() && change.added.get(next).compareTo(known) < 0) {
        after.add(change.added.get(next++));
      }
      after.add(known);
    }
    after.addAll(change.added.subList(next, change.added.size()));
    return after;
  }

  private List<T> left(List<T> before) {
    List<T> left = new ArrayList<>(before.size() + added.size());
    int next = 0;
    for (int i = 0; i < before.size(); i++) {
      if (next < gone.length && Byte.toUnsignedInt(gone[next]) == i) {
        next++;
      } else {
        left.add(before.get(i));
      }
    }
    if (next < gone.length) {
      throw new IllegalArgumentException(
          "place " + Byte.toUnsignedInt(gone[next]) + " of " + before.size() + " is gone");
    }
    return left;
  }

  static byte[] and(byte[] places, int place) {
    byte[] all = Arrays.copyOf(places, places.length + 1);
    all[places.length] = (byte) place;
    return all;
  }

  static <T> List<T> and(List<T> all, T more) {
    List<T> next = all.isEmpty() ? new ArrayList<>(2) : all;
    next.add(more);
    return next;
  }

  static <T> List<T> rest(List<T> all, int from) {
    return from == all.size() ? List.of() : all.subList(from, all.size());
  }
}
