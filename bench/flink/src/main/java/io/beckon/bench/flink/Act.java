package io.beckon.bench.flink;

import io.beckon.bench.scenario.SiteActivity;

/**
 * Something a shopper did: all of an event that travels between Flink's tasks. Public, as Flink's
 * serializer for records demands.
 *
 * @param shopper the shopper's id
 */
public record Act(String shopper, SiteActivity activity) {

  boolean isOnSite() {
    return activity != SiteActivity.NONE;
  }
}
