package io.beckon.engine.contact;

import io.beckon.contract.Channel;
import io.beckon.contract.ContactMessage;
import io.beckon.contract.Purpose;
import io.beckon.engine.shopper.SentMessage;

/**
 * A message to an address, as far as caps count it.
 *
 * @param shopperId for whom it was sent
 * @param at time of the release or, where the address was asked, the last moment of it; epoch
 *     milliseconds
 */
public record Sent(
    String commandId, String shopperId, Channel channel, Purpose purpose, String flow, long at) {

  /** As it was written. */
  public static Sent of(ContactMessage told) {
    return new Sent(
        told.getCommandId(),
        told.getShopperId(),
        told.getChannel(),
        told.getPurpose(),
        told.getFlow(),
        told.getAt());
  }

  /** As it is written. */
  public ContactMessage written() {
    return new ContactMessage(commandId, shopperId, channel, purpose, flow, at);
  }

  SentMessage asMessage() {
    return new SentMessage(commandId, channel, purpose, flow, "", "", null, at, at, true);
  }
}
