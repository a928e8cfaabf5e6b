package io.beckon.model;

import java.util.List;

/** A history, and the times that the shop chose. */
public record Scenario(AbandonmentSettingsLike settings, History history) {

  /** The records, in log order. */
  public List<Appended> log() {
    return history.log();
  }

  /** The time at the end, epoch milliseconds. */
  public long until() {
    return history.until();
  }

  /** The same settings with another history. */
  public Scenario with(History other) {
    return new Scenario(settings, other);
  }

  @Override
  public String toString() {
    return "cart idle "
        + Clock.printLength(settings.cartIdle())
        + ", checkout idle "
        + Clock.printLength(settings.checkoutIdle())
        + ", browse idle "
        + Clock.printLength(settings.browseIdle())
        + ", settle "
        + Clock.printLength(settings.settle())
        + ", cart kept "
        + Clock.printLength(settings.cartTtl())
        + "\n"
        + history;
  }
}
