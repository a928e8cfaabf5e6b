package io.beckon.streams.state;

import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The stores of what changes with nearly every event: head, visit and browse history. A shopper has
 * one full row in {@code browse-history}, and then, for each commit that changed something, one
 * page in {@code activity} with what was new. After {@link #PAGES} pages, and when it is seen that
 * a visit has ended after a few, the row is written in full again: who comes back is read with few
 * look-ups. Pages of before count no more, and later ones take their places, so none is deleted.
 */
final class ActivityStores {

  /** How many pages may follow a full row. */
  static final int PAGES = 32;

  /** How many may when the shopper goes away, to come back when they are not in memory. */
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
  }

  /** A shopper's activity, and how it is stored. */
  record Found(Page.Activity activity, int parts, Stored stored) {}

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
    for (int i = 0; i < PAGES; i++) {
      Page page = pages.read(key(id, seq + 1));
      if (page == null || page.seq() != seq + 1) {
        break;
      }
      activity = page.after(activity);
      parts = page.parts();
      seq++;
    }
    return new Found(activity, parts, new Stored(seq, row.seq()));
  }

  /** Prepares what must be written. */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  Stored stage(String id, Stored was, Shopper.Parts old, int oldBits, Shopper.Parts now, int bits) {
    if (now.head() == old.head()
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
    boolean full =
        was.seq() < 0
            || following > PAGES
            || (following > PAGES_WHEN_AWAY && isAnother(old.visit(), now.visit()));
    Page page = full ? null : page(old, now, bits, seq);
    if (page == null) {
      histories.stagePut(
          id, new HistoryCodec.Row(now.head(), bits, seq, now.visit(), now.history()));
    } else {
      pages.stagePut(key(id, seq), page);
    }
    return new Stored(seq, page == null ? seq : was.fullSeq());
  }

  /** The page that leads to the present state; null when no page says it. */
  private static @Nullable Page page(Shopper.Parts old, Shopper.Parts now, int bits, int seq) {
    Page.Activity before = Page.Activity.of(old);
    Page.Activity after = Page.Activity.of(now);
    Page page = Page.between(before, after, bits, seq);
    return page.leads(before, after) ? page : null;
  }

  /** Has a visit ended since? */
  private static boolean isAnother(@Nullable Visit old, @Nullable Visit now) {
    return old != null && (now == null || now.startedAt() != old.startedAt());
  }

  private Stored stageDeletion(String id, Stored was) {
    if (was.seq() >= 0) {
      histories.stageDelete(id);
      for (int seq = was.seq(); seq > Math.max(0, was.seq() - PAGES); seq--) {
        pages.stageDelete(key(id, seq));
      }
    }
    return Stored.NOTHING;
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
