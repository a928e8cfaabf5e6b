package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Policy.Then;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is not sent because nobody seems to be there.
 *
 * @param sunsets when who never answers is left alone
 * @param softBounces when an address that keeps bouncing is left alone for a while
 */
public record Hygiene(List<Sunset> sunsets, List<SoftBounces> softBounces) {

  /** Nothing is held back. */
  public static final Hygiene NONE = new Hygiene(List.of(), List.of());

  public Hygiene {
    sunsets = List.copyOf(sunsets);
    softBounces = List.copyOf(softBounces);
  }

  /**
   * No more to who got so many messages on a channel, for so long, and neither opened, clicked,
   * replied nor ordered since the first of them.
   *
   * @param name named in decisions
   * @param channels channels it holds for, each for itself
   * @param messages how many, at least 1
   * @param silence how long since the first of them
   * @param exempt purposes it does not hold for
   */
  public record Sunset(
      String name, Set<Channel> channels, int messages, Duration silence, Set<Purpose> exempt) {
    public Sunset {
      channels = Set.copyOf(channels);
      exempt = Set.copyOf(exempt);
    }
  }

  /**
   * A pause after so many soft bounces with nothing delivered between them.
   *
   * @param name named in decisions
   * @param channels channels it holds for, each for itself
   * @param max so many bounces are borne, at least 1; one more would be too much
   * @param pause how long, counted from the latest bounce
   * @param exempt purposes it does not hold for
   */
  public record SoftBounces(
      String name, Set<Channel> channels, int max, Duration pause, Set<Purpose> exempt, Then then) {
    public SoftBounces {
      channels = Set.copyOf(channels);
      exempt = Set.copyOf(exempt);
    }
  }
}
