package io.beckon.app.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.IdleOverride;
import io.beckon.app.config.ReleaseWhen;
import io.beckon.app.config.TimeConfig;
import io.beckon.app.config.TopicsConfig;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.contact.Addresses;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.time.Timeline;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.ShellSettings;
import io.beckon.streams.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Translates the configuration into what the topology and the engine need to know. */
public final class ShellSettingsFrom {

  private static final int RELEASES_PER_TICK = 2_000;

  private ShellSettingsFrom() {}

  /** Settings of the topology. */
  public static ShellSettings config(
      BeckonConfig config, Policy defaultPolicy, LongSupplier wallClock) {
    Map<String, Object> serde = codecProperties(config);
    return new ShellSettings(
        config.app().applicationId(),
        config.app().store(),
        topics(config.topics()),
        config.topics().partitions(),
        abandonment(config.time()),
        config.pace().releaseWhen() == ReleaseWhen.DECISION
            ? Timeline.Release.AT_DECISION
            : Timeline.Release.ON_TICK,
        config.app().startInShadow(),
        defaultPolicy,
        () -> WireCodecs.create(serde),
        wallClock,
        new ShellSettings.Pace(
            config.pace().timersPerRecord(),
            config.pace().punctuateInterval(),
            config.pace().punctuateBudget(),
            config.pace().tickInterval(),
            config.pace().tickRetry(),
            RELEASES_PER_TICK,
            config.processing().commitInterval()),
        new ShellSettings.Limits(
            config.limits().recordBytes(),
            config.limits().shopperIdBytes(),
            config.state().cacheShoppers()),
        config.links().signer(),
        Addresses.of(config.app().store(), config.contacts().hashKey()),
        config.outcomes().markEvery());
  }

  /** Topic names. */
  public static TopicNames topics(TopicsConfig topics) {
    return new TopicNames(
        topics.shopperEvents(),
        topics.products(),
        topics.shopFacts(),
        topics.flows(),
        topics.abandonmentTriggers(),
        topics.sendCommands(),
        topics.decisions(),
        topics.tasks(),
        topics.audienceChanges(),
        topics.deadLetters(),
        topics.contacts(),
        topics.outcomes());
  }

  /** When something counts as abandoned. */
  public static AbandonmentSettings abandonment(TimeConfig time) {
    List<AbandonmentSettings.IdleOverride> overrides =
        time.overrides().stream().map(ShellSettingsFrom::override).toList();
    return new AbandonmentSettings(
        time.cartIdle().toMillis(),
        time.checkoutIdle().toMillis(),
        time.browseIdle().toMillis(),
        time.settle().toMillis(),
        time.cartTtl().toMillis(),
        overrides);
  }

  /** What {@link WireCodecs#create} has to know. */
  public static Map<String, Object> codecProperties(BeckonConfig config) {
    Map<String, Object> properties = new HashMap<>();
    config
        .serde()
        .registryProperties()
        .forEach((name, value) -> properties.put(WireCodecs.REGISTRY_PREFIX + name, value));
    properties.put(
        WireCodecs.FORMAT_CONFIG,
        switch (config.serde().format()) {
          case SINGLE_OBJECT -> WireCodecs.SINGLE_OBJECT;
          case REGISTRY -> WireCodecs.REGISTRY;
        });
    properties.put(WireCodecs.SERIALIZER_CONFIG, config.serde().serializer());
    properties.put(WireCodecs.DESERIALIZER_CONFIG, config.serde().deserializer());
    return properties;
  }

  private static AbandonmentSettings.IdleOverride override(IdleOverride override) {
    return new AbandonmentSettings.IdleOverride(
        override.category(),
        override.minValue() == 0 ? null : override.minValue(),
        override.currency(),
        millis(override.cartIdle()),
        millis(override.checkoutIdle()),
        millis(override.browseIdle()));
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }
}
