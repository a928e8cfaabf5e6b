package io.beckon.engine.shopper;

/**
 * What sent a message, and where to.
 *
 * @param flowVersion version of its flow; 0: not known
 * @param priority priority of its flow
 * @param address hash of the address it went to, salted with its command ({@code
 *     consent.SentAddress}); 0: not known
 */
public record SentBy(int flowVersion, int priority, long address) {

  /** Of messages that earlier releases sent, and of those to others. */
  public static final SentBy UNKNOWN = new SentBy(0, 0, 0);
}
