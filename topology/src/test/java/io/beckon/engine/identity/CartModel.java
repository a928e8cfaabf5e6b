package io.beckon.engine.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one would expect of the carts and orders of a person under several ids, told without the
 * engine: a group of ids is one person, and a line knows when it was changed last.
 */
final class CartModel {

  private static final class Group {
    final Map<String, long[]> lines = new HashMap<>();
    final Map<String, Long> removed = new HashMap<>();
    final Set<String> orders = new HashSet<>();
    long orderedAt;
  }

  private static final long TTL = 30L * 24 * 3_600_000L;
  private final Map<String, Group> groups = new HashMap<>();
  private final Map<String, String> pointers = new HashMap<>();

  void play(ManyIds.Act act, long at) {
    String id = ManyIds.IDS.get(act.id());
    String product = "p" + act.product();
    Group group = group(home(id));
    switch (act.kind()) {
      case ADD -> {
        long[] line = group.lines.computeIfAbsent(product, p -> new long[2]);
        line[0]++;
        line[1] = at;
      }
      case REMOVE -> {
        long[] line = group.lines.get(product);
        if (line != null) {
          line[0]--;
          line[1] = at;
          if (line[0] == 0) {
            group.lines.remove(product);
            group.removed.put(product, at);
          }
        }
      }
      case ORDER -> {
        if (group.orders.add("o" + at)) {
          group.lines.clear();
          group.orderedAt = at;
        }
      }
      case IDENTIFY, ALIAS -> link(id);
      default -> {}
    }
  }

  Map<String, Integer> cart(String id) {
    Map<String, Integer> cart = new TreeMap<>();
    if (!pointers.containsKey(id)) {
      group(id).lines.forEach((product, line) -> cart.put(product, (int) line[0]));
    }
    return cart;
  }

  int orders(String id) {
    return pointers.containsKey(id) ? 0 : group(id).orders.size();
  }

  private String home(String id) {
    String home = id;
    while (pointers.containsKey(home)) {
      home = pointers.get(home);
    }
    return home;
  }

  private Group group(String id) {
    return groups.computeIfAbsent(id, i -> new Group());
  }

  private void link(String id) {
    if (id.equals(ManyIds.KNOWN) || pointers.containsKey(id)) {
      return;
    }
    Group from = group(id);
    Group to = group(ManyIds.KNOWN);
    pointers.put(id, ManyIds.KNOWN);
    groups.put(id, new Group());
    Map<String, long[]> kept = open(to, from);
    open(from, to)
        .forEach((product, line) -> kept.merge(product, line, (a, b) -> a[1] > b[1] ? a : b));
    to.lines.clear();
    to.lines.putAll(kept);
    from.removed.forEach((product, at) -> to.removed.merge(product, at, Math::max));
    to.orders.addAll(from.orders);
    to.orderedAt = Math.max(to.orderedAt, from.orderedAt);
  }

  private static Map<String, long[]> open(Group group, Group other) {
    Map<String, long[]> open = new HashMap<>();
    group.lines.forEach(
        (product, line) -> {
          if (line[1] > other.orderedAt && line[1] > other.removed.getOrDefault(product, -TTL)) {
            open.put(product, line);
          }
        });
    return open;
  }
}
