package io.beckon.streams.state;

import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Shopper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The stores of what changes with nearly every event: head, visit and browse history. A shopper has
 * one full row in {@code browse-history}, and then, for each commit that changed something, one
 * page in {@code activity} with what was new. After {@link #PAGES} pages, and when the shopper
 * leaves memory after a few, the row is written in full again: who comes back is read with few
 * look-ups. Pages of before count no more, and later ones take their places, so none is deleted.
 */
final class ActivityStores {

  /** How many pages may follow a full row. */
  static final int PAGES = 32;

  /** How many may when the shopper leaves memory, to be read again when they come back. */
  static final int PAGES_WHEN_AWAY = 8;

  /** What follows a shopper's id in the key of a page, plus its slot: one character in all. */
  private static final char FIRST_SLOT = '!';

  /**
   * What is stored of a shopper.
   *
   * @param seq number of the latest page, or of the full row; -1: nothing
   * @param fullSeq number of the full row
   */
  record Stored(int seq, int fullSeq) {
    static final Stored NOTHING = new Stored(-1, -1);

    /** Is the latest thing a full row, so that no page is read? */
    boolean isFull() {
      return seq == fullSeq;
    }
  }

  /**
   * A shopper's activity, and how it is stored.
   *
   * @param telling pages that say what has changed of other parts, the earliest first
   */
  record Found(Page.Activity activity, int parts, Stored stored, List<Page> telling) {}

  private final PartStore<HistoryCodec.Row> histories;
  private final PartStore<Page> pages;

  ActivityStores(PartStore<HistoryCodec.Row> histories, PartStore<Page> pages) {
    this.histories = histories;
    this.pages = pages;
  }

  /** The full rows: every shopper has one. */
  KeyValueStore<String, byte[]> everybody() {
    return histories.rows();
  }

  /** Reads a shopper's activity; null when the shopper was never seen. */
  @Nullable Found read(String id) {
    HistoryCodec.Row row = histories.read(id);
    if (row == null) {
      return null;
    }
    Page.Activity activity = new Page.Activity(row.head(), row.visit(), row.history());
    int parts = row.parts();
    int seq = row.seq();
    List<Page> telling = List.of();
    for (int i = 0; i < PAGES; i++) {
      Page page = page(id, seq + 1);
      if (page == null) {
        break;
      }
      activity = page.after(activity);
      parts = page.parts();
      seq++;
      if (!page.changes().isNone()) {
        telling = telling.isEmpty() ? new ArrayList<>() : telling;
        telling.add(page);
      }
    }
    return new Found(activity, parts, new Stored(seq, row.seq()), telling);
  }

  /** How many runs began in pages behind a number, less those that ended there. */
  int runsSince(String id, int rowSeq) {
    HistoryCodec.Row row = histories.read(id);
    int runs = 0;
    for (int i = 1; row != null && i <= PAGES; i++) {
      Page page = page(id, row.seq() + i);
      if (page == null) {
        break;
      }
      JourneysChange journeys = page.changes().journeys();
      runs += journeys == null || page.seq() <= rowSeq ? 0 : journeys.moreRuns();
    }
    return runs;
  }

  /** The page of a number; null when there is none, or only an earlier one in its place. */
  private @Nullable Page page(String id, int seq) {
    Page page = pages.read(key(id, seq));
    return page == null || page.seq() != seq ? null : page;
  }

  /**
   * Prepares what must be written.
   *
   * @param changes what has changed of other parts; a full row does not say it
   */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  Stored stage(
      String id,
      Stored was,
      Shopper.Parts old,
      int oldBits,
      Shopper.Parts now,
      int bits,
      PartChanges changes) {
    if (changes.isNone()
        && now.head() == old.head()
        && now.visit() == old.visit()
        && now.history() == old.history()
        && bits == oldBits) {
      return was;
    }
    if (bits == 0
        && now.visit() == null
        && now.history().isEmpty()
        && now.head().equals(Head.EMPTY)) {
      return stageDeletion(id, was);
    }
    int seq = was.seq() + 1;
    int following = seq - was.fullSeq();
    boolean forgotten = isForgotten(now, bits) && !isForgotten(old, oldBits);
    boolean full = was.seq() < 0 || following > PAGES || forgotten;
    if (forgotten) {
      stageDeletionOfPages(id, was);
    }
    Page page = full ? null : page(old, now, bits, seq, changes);
    if (page == null) {
      stageFull(id, seq, now, bits);
    } else {
      pages.stagePut(key(id, seq), page);
    }
    return new Stored(seq, page == null ? seq : was.fullSeq());
  }

  /** Has a shopper who leaves memory so many pages that the row should be written in full? */
  static boolean isLong(Stored stored) {
    return stored.seq() - stored.fullSeq() > PAGES_WHEN_AWAY;
  }

  /** Prepares the full row of a shopper, as number {@code seq}; pages before it count no more. */
  void stageFull(String id, int seq, Shopper.Parts now, int bits) {
    histories.stagePut(id, new HistoryCodec.Row(now.head(), bits, seq, now.visit(), now.history()));
  }

  /** The page that leads to the present state; null when no page says it. */
  private static @Nullable Page page(
      Shopper.Parts old, Shopper.Parts now, int bits, int seq, PartChanges changes) {
    Page.Activity before = Page.Activity.of(old);
    Page.Activity after = Page.Activity.of(now);
    Page page = Page.between(before, after, bits, seq, changes);
    return page.leads(before, after) ? page : null;
  }

  private Stored stageDeletion(String id, Stored was) {
    if (was.seq() >= 0) {
      histories.stageDelete(id);
      stageDeletionOfPages(id, was);
    }
    return Stored.NOTHING;
  }

  /** Pages that count no more still say what was. */
  private void stageDeletionOfPages(String id, Stored was) {
    for (int seq = was.seq(); seq > Math.max(0, was.seq() - PAGES); seq--) {
      pages.stageDelete(key(id, seq));
    }
  }

  /** Is nothing known of a shopper who was erased, or became another, but what a head must say? */
  private static boolean isForgotten(Shopper.Parts parts, int bits) {
    Head head = parts.head();
    return bits == 0
        && parts.visit() == null
        && parts.history().isEmpty()
        && head.lastSiteActivity() == Head.NEVER
        && head.points().entries().isEmpty();
  }

  /** Is that the key of a page of a shopper? */
  static boolean isPageOf(String id, String key) {
    int slot = key.length() == id.length() + 1 ? key.charAt(id.length()) - FIRST_SLOT : -1;
    return slot >= 0 && slot < PAGES && key.startsWith(id);
  }

  /** The keys of all pages that a shopper may have. */
  static List<String> pagesOf(String id) {
    return IntStream.range(0, PAGES).mapToObj(seq -> key(id, seq)).toList();
  }

  private static String key(String id, int seq) {
    return id + (char) (FIRST_SLOT + seq % PAGES);
  }
}
