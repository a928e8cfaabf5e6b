package io.beckon.streams.state;

import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Profiles and journeys: parts with rows of their own, of which pages can tell what changes. A row
 * bears the number of the latest page when it was written; what later ones say is added to it. A
 * full row of the activity takes the place of the pages before it: with it, what these said is
 * written here.
 */
final class PagedParts {

  /**
   * Profile and journeys as stored.
   *
   * @param bits bits of those that have a row
   * @param inPages bits of those of which pages say what changed since their row was written
   */
  record Found(Profile profile, Journeys journeys, int bits, int inPages) {}

  private static final int BOTH = Part.PROFILE.bit() | Part.JOURNEYS.bit();

  private final PartStore<ProfileCodec.Row> profiles;
  private final PartStore<JourneysCodec.Row> journeys;

  PagedParts(PartStore<ProfileCodec.Row> profiles, PartStore<JourneysCodec.Row> journeys) {
    this.profiles = profiles;
    this.journeys = journeys;
  }

  /**
   * Reads a shopper's profile and journeys.
   *
   * @param bits bits of the parts that exist
   * @param telling pages that say something of them, the earliest first
   */
  Found read(String id, int bits, List<Page> telling) {
    ProfileCodec.Row profileRow = Part.PROFILE.in(bits) ? profiles.read(id) : null;
    JourneysCodec.Row journeysRow = Part.JOURNEYS.in(bits) ? journeys.read(id) : null;
    Profile profile = profileRow == null ? Profile.EMPTY : profileRow.profile();
    Journeys all = journeysRow == null ? Journeys.EMPTY : journeysRow.journeys();
    int inPages = 0;
    for (Page page : telling) {
      PurchasesChange purchases = page.changes().purchases();
      JourneysChange change = page.changes().journeys();
      if (profileRow != null && purchases != null && page.seq() > profileRow.seq()) {
        profile = profile.with(purchases.after(profile.purchases()));
        inPages |= Part.PROFILE.bit();
      }
      if (journeysRow != null && change != null && page.seq() > journeysRow.seq()) {
        all = after(id, change, all);
        inPages |= Part.JOURNEYS.bit();
      }
    }
    int rows =
        (profileRow == null ? 0 : Part.PROFILE.bit())
            | (journeysRow == null ? 0 : Part.JOURNEYS.bit());
    return new Found(profile, all, (bits & ~BOTH) | rows, inPages);
  }

  private static Journeys after(String id, JourneysChange change, Journeys before) {
    try {
      return change.after(before);
    } catch (RuntimeException e) { // a page of other journeys than the row
      throw new CorruptStateException(StoreNames.ACTIVITY, id, e);
    }
  }

  /**
   * Prepares rows, unless a page says what has changed.
   *
   * @param changes what the page says, if one is written
   * @return bits of the parts of which pages say what changed since their row was written
   */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  int stage(
      String id,
      PartStores.Stored was,
      Shopper.Parts now,
      int bits,
      PartChanges changes,
      ActivityStores.Stored next) {
    Shopper.Parts old = was.parts();
    JourneysChange change = changes.journeys();
    boolean profileChanged = now.profile() != old.profile();
    boolean journeysChanged =
        now.journeys() != old.journeys() && (change == null || !change.isNone());
    boolean inPages = !next.isFull();
    boolean profileInPages =
        inPages && (profileChanged ? changes.purchases() != null : Part.PROFILE.in(was.inPages()));
    boolean journeysInPages =
        inPages && (journeysChanged ? change != null : Part.JOURNEYS.in(was.inPages()));
    if (!profileInPages && (profileChanged || Part.PROFILE.in(was.inPages()))) {
      stage(
          profiles,
          Part.PROFILE,
          id,
          was.bits(),
          Part.PROFILE.in(bits) ? new ProfileCodec.Row(now.profile(), next.seq()) : null);
    }
    if (!journeysInPages && (journeysChanged || Part.JOURNEYS.in(was.inPages()))) {
      stage(
          journeys,
          Part.JOURNEYS,
          id,
          was.bits(),
          Part.JOURNEYS.in(bits) ? new JourneysCodec.Row(now.journeys(), next.seq()) : null);
    }
    return (profileInPages ? Part.PROFILE.bit() : 0) | (journeysInPages ? Part.JOURNEYS.bit() : 0);
  }

  private static <R> void stage(
      PartStore<R> store, Part part, String id, int was, @Nullable R row) {
    if (row != null) {
      store.stagePut(id, row);
    } else if (part.in(was)) {
      store.stageDelete(id);
    }
  }

  /** Prepares the rows of parts of which pages say what changed, as of a full row of a number. */
  void stageInPages(String id, PartStores.Stored stored, int seq) {
    if (Part.PROFILE.in(stored.inPages())) {
      profiles.stagePut(id, new ProfileCodec.Row(stored.parts().profile(), seq));
    }
    if (Part.JOURNEYS.in(stored.inPages())) {
      journeys.stagePut(id, new JourneysCodec.Row(stored.parts().journeys(), seq));
    }
  }
}
