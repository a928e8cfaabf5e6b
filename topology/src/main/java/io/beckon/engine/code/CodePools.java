package io.beckon.engine.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pools of codes, as one partition has them. A code is given at most once, however often it is
 * added: who it was given to is told by the command, and that it was given stays. Which code is
 * next follows from what is stored alone: the first in the order of the alphabet that was not given
 * and that the shop takes for long enough.
 *
 * <p>What is remembered beside the store is how far a pool is used up and how many codes are left,
 * so that giving one does not pass over all that were given before.
 */
public final class CodePools {

  /** Between the pool and the code in a key. */
  private static final char SEPARATOR = '\0';

  private static final char BEHIND = '\1';
  private static final Pattern CODE = Pattern.compile("[!-~]{1,64}");

  private final CodeStore store;
  private final Left listener;
  private final Map<String, Standing> standings = new HashMap<>();

  /** Told how many codes of a pool are left, when that has changed. */
  @FunctionalInterface
  public interface Left {
    void left(String pool, long codes);
  }

  /** How a pool stands. */
  private static final class Standing {
    /** All codes up to this key were given. */
    String usedUpTo;

    long left;

    Standing(String usedUpTo) {
      this.usedUpTo = usedUpTo;
    }
  }

  /** Pools in a store. */
  public CodePools(CodeStore store, Left listener) {
    this.store = store;
    this.listener = listener;
  }

  /** Pools in memory. */
  public static CodePools inMemory() {
    return new CodePools(CodeStore.inMemory(), (pool, codes) -> {});
  }

  /** The key of a code. The partition that this belongs to is the one that may give the code. */
  public static String key(String pool, String code) {
    return pool + SEPARATOR + code;
  }

  /** Can that be a code? 1 to 64 visible characters of ASCII. */
  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /**
   * Adds codes; one that is known, or can't be a code, has no effect.
   *
   * @param validUntil until when the shop takes them, epoch milliseconds; null: always
   * @return how many were new
   */
  public int add(String pool, List<String> codes, @Nullable Long validUntil) {
    Standing standing = standing(pool);
    int added = 0;
    for (String code : codes) {
      String key = key(pool, code);
      if (isCode(code) && store.get(key) == null) {
        store.put(key, new Code(false, validUntil));
        if (key.compareTo(standing.usedUpTo) <= 0) {
          standing.usedUpTo = key(pool, "");
        }
        added++;
      }
    }
    left(pool, standing, standing.left + added);
    return added;
  }

  /**
   * The next code of a pool; null: there is none.
   *
   * @param at log time, epoch milliseconds; codes that have ended by then are no more
   * @param goodUntil until when the shop must take it
   */
  public @Nullable String next(String pool, long at, long goodUntil) {
    Standing standing = standing(pool);
    Search search = new Search(standing.usedUpTo, at, goodUntil);
    store.scan(standing.usedUpTo, pool + BEHIND, search::see);
    search.ended.forEach((key, code) -> store.put(key, code.gone()));
    standing.usedUpTo = search.usedUpTo;
    if (!search.ended.isEmpty()) {
      left(pool, standing, standing.left - search.ended.size());
    }
    return search.found == null ? null : search.found.substring(key(pool, "").length());
  }

  /** Marks a code as given; returns false when it is not known here, or was given before. */
  public boolean give(String pool, String code) {
    String key = key(pool, code);
    Code known = store.get(key);
    if (known == null || known.given()) {
      return false;
    }
    Standing standing = standing(pool);
    store.put(key, known.gone());
    left(pool, standing, standing.left - 1);
    return true;
  }

  /** Tells how many codes of each pool are left. */
  public void report() {
    TreeSet<String> pools = new TreeSet<>();
    store.scan(
        "",
        "\u007f",
        (key, code) -> {
          pools.add(key.substring(0, key.indexOf(SEPARATOR)));
          return true;
        });
    pools.forEach(pool -> listener.left(pool, standing(pool).left));
  }

  private void left(String pool, Standing standing, long left) {
    standing.left = left;
    listener.left(pool, left);
  }

  private Standing standing(String pool) {
    Standing known = standings.get(pool);
    if (known != null) {
      return known;
    }
    Standing standing = new Standing(key(pool, ""));
    store.scan(
        standing.usedUpTo,
        pool + BEHIND,
        (key, code) -> {
          if (!code.given()) {
            standing.left++;
          } else if (standing.left == 0) {
            standing.usedUpTo = key;
          }
          return true;
        });
    standings.put(pool, standing);
    return standing;
  }

  /** A walk over the codes of a pool, from the first that may not have been given. */
  private static final class Search {
    private final long at;
    private final long goodUntil;
    private final Map<String, Code> ended = new TreeMap<>();
    private String usedUpTo;
    private boolean whole = true;
    private @Nullable String found;

    Search(String usedUpTo, long at, long goodUntil) {
      this.usedUpTo = usedUpTo;
      this.at = at;
      this.goodUntil = goodUntil;
    }

    boolean see(String key, Code code) {
      boolean over = !code.given() && !code.isGoodAt(at);
      if (over) {
        ended.put(key, code);
      }
      if (code.given() || over) {
        usedUpTo = whole ? key : usedUpTo;
        return true;
      }
      whole = false;
      found = code.isGoodUntil(goodUntil) ? key : null;
      return found == null;
    }
  }
}
