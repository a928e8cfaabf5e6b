package io.beckon.app.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.Durations;
import io.beckon.app.http.Reply;
import io.beckon.app.http.Request;
import io.beckon.app.http.Route;
import io.beckon.streams.Pulse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Queries about one shopper, answered by whichever instance is asked: it reads its own stores, or
 * asks the instance that has the shopper; when that one is away, one that has a standby.
 */
public final class ShopperRoutes {

  /** Each reads a part of three topics: probes and the work itself must not wait for them. */
  private static final int AT_ONCE = 4;

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration EXPORT_LIMIT = Duration.ofMinutes(10);
  private static final String RECENT = "1d";

  private final StateQuery states;
  private final Answers answers;
  private final Neighbours neighbours = new Neighbours();
  private final Optional<HostInfo> self;
  private final LongSupplier wallClock;
  private final Semaphore places = new Semaphore(AT_ONCE);

  private ShopperRoutes(
      StateQuery states, Answers answers, Optional<HostInfo> self, LongSupplier wallClock) {
    this.states = states;
    this.answers = answers;
    this.self = self;
    this.wallClock = wallClock;
  }

  /** The routes of an instance. */
  public static List<Route> of(
      BeckonConfig config,
      KafkaStreams streams,
      Supplier<Map<Integer, Pulse>> pulses,
      LongSupplier wallClock) {
    ShopperRoutes routes =
        new ShopperRoutes(
            new StateQuery(streams, pulses, new Copies(streams, config)),
            new Answers(config, pulses, wallClock),
            config.http().application().map(HostInfo::buildFromEndpoint),
            wallClock);
    return List.of(
        Route.guarded("/shoppers/{id}", routes::account),
        Route.guarded("/shoppers/{id}/export", routes::export));
  }

  private Reply account(Request request) throws InterruptedException {
    long since;
    try {
      String text = request.query("since").orElse(RECENT);
      since =
          text.equals("all")
              ? TopicScan.ALL
              : wallClock.getAsLong() - Durations.parse(text).toMillis();
    } catch (IllegalArgumentException e) {
      return Reply.error(400, "since is a time such as 1d, 12h or 30m, or all");
    }
    boolean contacts = request.isOn("contact");
    return answer(request, LIMIT, found -> answers.account(found, since, contacts));
  }

  private Reply export(Request request) throws InterruptedException {
    return answer(request, EXPORT_LIMIT, answers::export);
  }

  private Reply answer(
      Request request, Duration limit, Function<StateQuery.Found, ObjectNode> answer)
      throws InterruptedException {
    if (!places.tryAcquire()) {
      return busy("as many queries as are answered at once are running; ask again");
    }
    try {
      KeyQueryMetadata where = states.where(request.parameter("id"));
      if (where.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
        return busy("partitions are being handed over; ask again");
      }
      return answer(request, where, limit, answer);
    } catch (StreamsNotStartedException | IllegalStateException e) {
      return busy("the application does not run yet, or no more; ask again, or another instance");
    } finally {
      places.release();
    }
  }

  private Reply answer(
      Request request,
      KeyQueryMetadata where,
      Duration limit,
      Function<StateQuery.Found, ObjectNode> answer)
      throws InterruptedException {
    List<HostInfo> hosts = new ArrayList<>(List.of(where.activeHost()));
    hosts.addAll(where.standbyHosts());
    String why =
        "no instance that has this shopper can be asked now; ask again, and look at"
            + " http.advertised if it stays so";
    for (HostInfo host : hosts) {
      if (self.isEmpty() || self.get().equals(host) || host.equals(HostInfo.unavailable())) {
        try {
          return Reply.json(
              200, answer.apply(states.read(request.parameter("id"), where.partition())));
        } catch (Copies.Unfinished e) {
          why = e.getMessage() + "; ask again, or see 'restore' of /status";
        } catch (InvalidStateStoreException e) {
          // It has just left, or is not here: another one may have it.
        }
      } else if (!Neighbours.wasPassedOn(request)) {
        Optional<Reply> reply = neighbours.ask(host, request, limit);
        if (reply.isPresent()) {
          return reply.get();
        }
      }
    }
    return busy(why);
  }

  private static Reply busy(String why) {
    return Reply.error(503, why).with("Retry-After", "1");
  }
}
