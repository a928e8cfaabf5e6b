package io.beckon.engine;

import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.catalog.Catalog;
import io.beckon.engine.code.CodePools;
import io.beckon.engine.contact.Addresses;
import io.beckon.engine.identity.PartsFormat;
import io.beckon.engine.link.CartSigner;
import io.beckon.engine.policy.Judge;

/**
 * What an engine finds around it: the shop and its settings, and whom it asks. Begin with {@link
 * #of} and add what there is.
 *
 * @param store the shop; part of every id, so that two shops never share one
 * @param settings when carts, checkouts and visits are abandoned
 * @param judge says whether a message may leave
 * @param catalog asked for what messages are about, when a send is decided and when it is released;
 *     a decision notes what it was told
 * @param signer signs the carts in links; no decision depends on it
 * @param addresses the contacts that addresses are known by
 * @param format how parts stand in a record that hands a shopper over to another id
 * @param codes that offers give out; those of the partition that the engine decides for
 */
public record Surroundings(
    String store,
    AbandonmentSettings settings,
    Judge judge,
    Catalog catalog,
    CartSigner signer,
    Addresses addresses,
    PartsFormat format,
    CodePools codes) {

  /**
   * A shop without a catalog, whose links bring no carts back, whose shoppers share no address and
   * have one id each, and whose codes are kept in memory.
   */
  public static Surroundings of(String store, AbandonmentSettings settings, Judge judge) {
    return new Surroundings(
        store,
        settings,
        judge,
        Catalog.EMPTY,
        CartSigner.NONE,
        Addresses.OFF,
        PartsFormat.NONE,
        CodePools.inMemory());
  }

  /** The same where it is known what the shop sells. */
  public Surroundings selling(Catalog other) {
    return new Surroundings(store, settings, judge, other, signer, addresses, format, codes);
  }

  /** The same where links bring carts back. */
  public Surroundings signing(CartSigner other) {
    return new Surroundings(store, settings, judge, catalog, other, addresses, format, codes);
  }

  /** The same where it is known which shoppers share an address. */
  public Surroundings sharing(Addresses other) {
    return new Surroundings(store, settings, judge, catalog, signer, other, format, codes);
  }

  /** The same where shoppers may be known under several ids. */
  public Surroundings handingOver(PartsFormat other) {
    return new Surroundings(store, settings, judge, catalog, signer, addresses, other, codes);
  }

  /** The same with codes kept elsewhere. */
  public Surroundings giving(CodePools other) {
    return new Surroundings(store, settings, judge, catalog, signer, addresses, format, other);
  }
}
