package io.beckon.engine.consent;

import io.beckon.contract.Channel;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.SentMessage;

/**
 * Where a message went, remembered by a hash: so that a bounce that comes late, after the shopper
 * has told another address, is not taken for one of the present address. Salted with the command,
 * so that the hashes of two messages tell nothing of each other. It lies beside the profile and
 * goes with it.
 */
public final class SentAddress {

  /** No address that is known here. */
  public static final long NONE = 0;

  private SentAddress() {}

  /** The hash of the address that a message of a channel goes to now. */
  public static long hash(String commandId, Channel channel, Profile.Contact contact) {
    String written = Address.of(channel).written(contact);
    return written.isEmpty() ? NONE : RecentIds.hash(commandId + '\n' + written);
  }

  /** Did a message go to another address than the shopper has now? Not if nobody knows. */
  public static boolean isFormer(SentMessage message, Profile.Contact contact) {
    long sentTo = message.sentBy().address();
    return sentTo != NONE && sentTo != hash(message.commandId(), message.channel(), contact);
  }
}
