package io.beckon.engine.shopper;

import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;

/**
 * How a shopper answers what a channel brings. Times are epoch milliseconds, 0 when it never
 * happened.
 *
 * @param openedAt when a message was last opened
 * @param clickedAt when a link was last clicked, or a message replied to
 * @param unanswered messages since the shopper last opened, clicked or replied
 * @param unansweredSince when the first of them was released
 * @param softBounces soft bounces since a message last arrived
 * @param bouncedAt when the latest of them was reported
 */
public record ChannelResponse(
    Channel channel,
    long openedAt,
    long clickedAt,
    int unanswered,
    long unansweredSince,
    int softBounces,
    long bouncedAt) {

  /** Nothing was sent through it yet. */
  static ChannelResponse none(Channel channel) {
    return new ChannelResponse(channel, 0, 0, 0, 0, 0, 0);
  }

  /**
   * The same, and what another id of the shopper did. An answer under one of them answers what was
   * sent under the other one before it.
   */
  ChannelResponse joined(ChannelResponse other) {
    int open = unansweredAfter(other) + other.unansweredAfter(this);
    long since = Long.MAX_VALUE;
    if (unansweredAfter(other) > 0) {
      since = unansweredSince;
    }
    if (other.unansweredAfter(this) > 0) {
      since = Math.min(since, other.unansweredSince);
    }
    return new ChannelResponse(
        channel,
        Math.max(openedAt, other.openedAt),
        Math.max(clickedAt, other.clickedAt),
        open,
        open == 0 ? 0 : since,
        softBounces + other.softBounces,
        Math.max(bouncedAt, other.bouncedAt));
  }

  private int unansweredAfter(ChannelResponse other) {
    return Math.max(other.openedAt, other.clickedAt) > unansweredSince ? 0 : unanswered;
  }

  /** The same, after one more message. */
  ChannelResponse sent(long at) {
    return new ChannelResponse(
        channel,
        openedAt,
        clickedAt,
        unanswered + 1,
        unanswered == 0 ? at : unansweredSince,
        softBounces,
        bouncedAt);
  }

  /** The same, after a report of a sender that is no hard bounce. */
  ChannelResponse reported(FeedbackKind kind, long at) {
    return switch (kind) {
      case DELIVERED ->
          softBounces == 0
              ? this
              : new ChannelResponse(
                  channel, openedAt, clickedAt, unanswered, unansweredSince, 0, 0);
      case OPENED -> new ChannelResponse(channel, Math.max(openedAt, at), clickedAt, 0, 0, 0, 0);
      case CLICKED, REPLIED ->
          new ChannelResponse(channel, openedAt, Math.max(clickedAt, at), 0, 0, 0, 0);
      case BOUNCED ->
          new ChannelResponse(
              channel,
              openedAt,
              clickedAt,
              unanswered,
              unansweredSince,
              softBounces + 1,
              Math.max(bouncedAt, at));
      case UNKNOWN, FAILED, UNSUBSCRIBED, COMPLAINED -> this;
    };
  }
}
