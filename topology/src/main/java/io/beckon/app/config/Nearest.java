package io.beckon.app.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
final class Nearest {

  private Nearest() {}

  /** The most similar name, when one is similar enough to be meant. */
  static Optional<String> to(String name, Collection<String> known) {
    String best = null;
    int least = Math.max(2, name.length() / 4) + 1;
    for (String candidate : known) {
      int distance =
          candidate.endsWith("." + name) || sameWords(candidate, name)
              ? 1
              : distance(name, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean sameWords(String a, String b) {
    return words(a).equals(words(b));
  }

  private static List<String> words(String name) {
    List<String> words = new ArrayList<>(Arrays.asList(name.split("[.\\-_]", -1)));
    words.sort(null);
    return words;
  }

  /** Insertions, deletions, replacements and swaps of neighbours between two names. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      cost[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      cost[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
        least = Math.min(least, cost[i - 1][j - 1] + replace);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
