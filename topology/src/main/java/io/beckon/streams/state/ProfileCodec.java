package io.beckon.streams.state;

import io.beckon.engine.shopper.AddressLink;
import io.beckon.engine.shopper.AddressLinks;
import io.beckon.engine.shopper.Bought;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Suppression;
import io.beckon.engine.shopper.Wish;
import io.beckon.schemas.StateCodec;
import io.beckon.state.BoughtProduct;
import io.beckon.state.ConsentEntry;
import io.beckon.state.ProfileState;
import io.beckon.state.SuppressionEntry;
import io.beckon.state.WishEntry;
import org.jspecify.annotations.Nullable;

/** Rows of the store {@code profiles}. */
final class ProfileCodec implements PartCodec<ProfileCodec.Row> {

  /**
   * A profile in full.
   *
   * @param seq number of the latest page when it was written
   */
  record Row(Profile profile, int seq) {}

  private final StateCodec<ProfileState> format;

  ProfileCodec(StateCodec<ProfileState> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(Row row) {
    Profile profile = row.profile();
    Profile.Contact contact = profile.contact();
    Profile.Purchases purchases = profile.purchases();
    return format.encode(
        new ProfileState(
            contact.email(),
            contact.phone(),
            contact.firstName(),
            contact.lastName(),
            contact.timezone(),
            contact.country(),
            contact.language(),
            contact.birthday(),
            PartCodec.each(
                profile.consents(),
                c -> new ConsentEntry(c.channel(), c.purpose(), c.state(), c.source(), c.at())),
            PartCodec.each(
                profile.suppressions(),
                s -> new SuppressionEntry(s.channel(), s.reason(), s.at(), s.ofAddress())),
            profile.tags(),
            PartCodec.storable(profile.attributes()),
            profile.knownId(),
            purchases.count(),
            purchases.spent(),
            purchases.currency(),
            time(purchases.firstAt()),
            time(purchases.lastAt()),
            Heads.stored(purchases.recent()),
            PartCodec.each(purchases.bought(), ProfileCodec::stored),
            stored(profile.links().email()),
            stored(profile.links().phone()),
            PartCodec.each(
                profile.wishes(), w -> new WishEntry(w.productId(), w.variantId(), w.at())),
            row.seq()));
  }

  @Override
  public Row decode(byte[] bytes) {
    ProfileState state = format.decode(bytes);
    return new Row(live(state), state.getSeq());
  }

  private static Profile live(ProfileState state) {
    return new Profile(
        new Profile.Contact(
            state.getEmail(),
            state.getPhone(),
            state.getFirstName(),
            state.getLastName(),
            state.getTimezone(),
            state.getCountry(),
            state.getLanguage(),
            state.getBirthday()),
        PartCodec.each(
            state.getConsents(),
            c ->
                new Consent(
                    c.getChannel(), c.getPurpose(), c.getState(), c.getSource(), c.getAt())),
        PartCodec.each(
            state.getSuppressions(),
            s -> new Suppression(s.getChannel(), s.getReason(), s.getAt(), s.getOfAddress())),
        state.getTags(),
        state.getAttributes(),
        state.getKnownId(),
        new Profile.Purchases(
            state.getOrderCount(),
            state.getSpent(),
            state.getCurrency(),
            orZero(state.getFirstOrderAt()),
            orZero(state.getLastOrderAt()),
            Heads.live(state.getRecentOrders()),
            PartCodec.each(state.getBought(), ProfileCodec::live)),
        new AddressLinks(live(state.getEmailLink()), live(state.getPhoneLink())),
        PartCodec.each(
            state.getWishes(), w -> new Wish(w.getProductId(), w.getVariantId(), w.getAt())));
  }

  static io.beckon.state.PurchasesChange stored(PurchasesChange change) {
    Profile.Purchases now = change.now();
    return new io.beckon.state.PurchasesChange(
        now.count(),
        now.spent(),
        now.currency(),
        time(now.firstAt()),
        time(now.lastAt()),
        Heads.packed(change.orders()),
        PartCodec.each(change.bought(), ProfileCodec::stored),
        change.boughtCount());
  }

  static PurchasesChange live(io.beckon.state.PurchasesChange stored) {
    return new PurchasesChange(
        new Profile.Purchases(
            stored.getOrderCount(),
            stored.getSpent(),
            stored.getCurrency(),
            orZero(stored.getFirstOrderAt()),
            orZero(stored.getLastOrderAt()),
            RecentIds.EMPTY),
        Heads.unpacked(stored.getAdded()),
        PartCodec.each(stored.getBought(), ProfileCodec::live),
        stored.getBoughtCount());
  }

  private static BoughtProduct stored(Bought bought) {
    return new BoughtProduct(bought.item(), bought.count(), bought.times(), bought.typicalDays());
  }

  private static Bought live(BoughtProduct stored) {
    return new Bought(
        stored.getItem(), stored.getCount(), stored.getTimes(), stored.getTypicalDays());
  }

  private static io.beckon.state.@Nullable AddressLink stored(AddressLink link) {
    return link.equals(AddressLink.NONE)
        ? null
        : new io.beckon.state.AddressLink(link.state().name(), link.since());
  }

  private static AddressLink live(io.beckon.state.@Nullable AddressLink stored) {
    return stored == null
        ? AddressLink.NONE
        : new AddressLink(AddressLink.State.valueOf(stored.getState()), stored.getSince());
  }

  private static @Nullable Long time(long orZero) {
    return orZero == 0 ? null : orZero;
  }

  private static long orZero(@Nullable Long time) {
    return time == null ? 0 : time;
  }
}
