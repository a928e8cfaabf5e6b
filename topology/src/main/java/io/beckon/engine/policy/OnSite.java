package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Policy.Then;
import java.time.Duration;
import java.util.Set;

/**
 * Messages wait while the shopper is on the site.
 *
 * @param within who did something there this recently is there
 * @param channels the channels that wait; empty: all but those that are on the site themselves
 * @param exempt purposes that do not
 */
public record OnSite(Duration within, Set<Channel> channels, Set<Purpose> exempt, Then then) {

  private static final Set<Channel> THERE = Set.of(Channel.ONSITE, Channel.CHAT);

  public OnSite {
    channels = Set.copyOf(channels);
    exempt = Set.copyOf(exempt);
  }

  boolean holds(Channel channel, Purpose purpose) {
    return !exempt.contains(purpose)
        && (channels.isEmpty() ? !THERE.contains(channel) : channels.contains(channel));
  }
}
