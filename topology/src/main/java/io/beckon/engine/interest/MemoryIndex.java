package io.beckon.engine.interest;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An index that lives as long as its process, and forgets nothing. */
public final class MemoryIndex implements InterestIndex {

  private final Map<Long, Set<String>> shoppers = new HashMap<>();

  @Override
  public void note(long subject, String shopperId, long at) {
    shoppers.computeIfAbsent(subject, s -> new LinkedHashSet<>()).add(shopperId);
  }

  @Override
  public long mark() {
    return 0;
  }

  @Override
  public Names noted(Set<Long> subjects, long mark) {
    Names names = new Names();
    for (Long subject : new TreeSet<>(subjects)) {
      shoppers.getOrDefault(subject, Set.of()).forEach(names::add);
    }
    return names;
  }
}
