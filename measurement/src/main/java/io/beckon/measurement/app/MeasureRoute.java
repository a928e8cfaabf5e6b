package io.beckon.measurement.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.http.Reply;
import io.beckon.app.http.Request;
import io.beckon.app.http.Route;
import io.beckon.app.query.Neighbours;
import io.beckon.measurement.core.MeasureKey;
import io.beckon.measurement.streams.MeasurementTopology;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * {@code /measures?from=DAY&to=DAY}, and if wanted {@code &cube=} and {@code &flow=}: all counts,
 * whichever instance is asked. It reads the partitions of the sums that it holds and asks the other
 * instances for theirs, naming them, so that a partition on its way between two is told once, or
 * the answer is to ask again; half an answer is never given.
 */
final class MeasureRoute {

  private static final int AT_ONCE = 4;
  private static final int MOST = 200_000;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What another instance is told to answer for; nobody else needs it. */
  private static final String PARTITIONS = "partitions";

  private final KafkaStreams streams;
  private final Sums sums;
  private final int partitions;
  private final Optional<HostInfo> self;
  private final Neighbours neighbours = new Neighbours();
  private final Semaphore asked = new Semaphore(AT_ONCE);
  private final Semaphore passedOn = new Semaphore(AT_ONCE);

  private MeasureRoute(BeckonConfig config, KafkaStreams streams, Sums sums) {
    this.streams = streams;
    this.sums = sums;
    this.partitions = config.topics().partitions();
    this.self = config.http().application().map(HostInfo::buildFromEndpoint);
  }

  static Route of(BeckonConfig config, KafkaStreams streams, Sums sums) {
    MeasureRoute route = new MeasureRoute(config, streams, sums);
    return Route.guarded("/measures", route::answer);
  }

  /** Which counts are wanted. */
  private record Wanted(
      LocalDate from, LocalDate to, Optional<String> cube, Optional<String> flow) {

    static Wanted of(Request request) {
      Wanted wanted =
          new Wanted(
              LocalDate.parse(request.query("from").orElse("")),
              LocalDate.parse(request.query("to").orElse("")),
              request.query("cube"),
              request.query("flow"));
      if (wanted.to.isBefore(wanted.from)) {
        throw new DateTimeParseException("the end is before the beginning", "", 0);
      }
      return wanted;
    }

    boolean is(MeasureKey key) {
      return cube.map(key.cube()::equals).orElse(true) && flow.map(key.flow()::equals).orElse(true);
    }
  }

  private Reply answer(Request request) throws InterruptedException {
    Wanted wanted;
    try {
      wanted = Wanted.of(request);
    } catch (DateTimeParseException e) {
      return Reply.error(400, "say which days: ?from=2026-11-01&to=2026-11-30");
    }
    boolean isPassedOn = Neighbours.wasPassedOn(request);
    Semaphore places = isPassedOn ? passedOn : asked;
    if (!places.tryAcquire()) {
      return busy("as many queries as are answered at once are running; ask again");
    }
    try {
      return isPassedOn ? part(request, wanted) : whole(request, wanted);
    } catch (InvalidStateStoreException e) {
      return busy("the sums are being handed over or restored; ask again");
    } catch (IllegalStateException e) {
      return busy("the application does not run yet, or no more; ask again, or another instance");
    } catch (TooMany e) {
      return Reply.error(
          400, "more than " + MOST + " counts; ask for fewer days, for one cube or for one flow");
    } finally {
      places.release();
    }
  }

  /** The counts of the partitions that another instance names. */
  private Reply part(Request request, Wanted wanted) {
    Set<Integer> named;
    try {
      named =
          List.of(request.query(PARTITIONS).orElse("").split(",", -1)).stream()
              .map(Integer::valueOf)
              .collect(Collectors.toSet());
    } catch (NumberFormatException e) {
      return Reply.error(400, "no partitions are named");
    }
    if (!sums.here().containsAll(named)) {
      return busy("not all of them are here");
    }
    ArrayNode found = JSON.createArrayNode();
    for (int partition : named) {
      read(partition, wanted, found);
    }
    return Reply.json(200, JSON.createObjectNode().set("measures", found));
  }

  private Reply whole(Request request, Wanted wanted) throws InterruptedException {
    Map<HostInfo, Set<Integer>> elsewhere = new TreeMap<>(Comparator.comparing(HostInfo::toString));
    Set<Integer> here = sums.here();
    Set<Integer> covered = new TreeSet<>(here);
    for (StreamsMetadata instance : streams.streamsMetadataForStore(MeasurementTopology.SUMS)) {
      Set<Integer> theirs = sums.of(instance.topicPartitions());
      theirs.removeAll(covered);
      if (!theirs.isEmpty() && !self.map(instance.hostInfo()::equals).orElse(false)) {
        elsewhere.put(instance.hostInfo(), theirs);
        covered.addAll(theirs);
      }
    }
    if (covered.size() < partitions) {
      return busy(
          "only "
              + covered.size()
              + " of "
              + partitions
              + " partitions of the sums can be asked for; ask again, and look at http.advertised"
              + " if it stays so");
    }
    ArrayNode found = JSON.createArrayNode();
    for (int partition : here) {
      read(partition, wanted, found);
    }
    for (Map.Entry<HostInfo, Set<Integer>> other : elsewhere.entrySet()) {
      Reply reply = ask(other.getKey(), other.getValue(), request).orElse(null);
      if (reply == null) {
        return busy("an instance that holds a part of the sums does not answer; ask again");
      }
      if (reply.status() != 200) {
        return reply;
      }
      if (!add(reply, found)) {
        return busy("an instance that holds a part of the sums answered no JSON; ask again");
      }
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("instances", elsewhere.size() + (here.isEmpty() ? 0 : 1));
    answer.set("measures", sorted(found));
    return Reply.json(200, answer);
  }

  private Optional<Reply> ask(HostInfo host, Set<Integer> theirs, Request request)
      throws InterruptedException {
    Map<String, String> query = new HashMap<>(request.query());
    query.put(PARTITIONS, theirs.stream().map(String::valueOf).collect(Collectors.joining(",")));
    return neighbours.ask(
        host, new Request(request.path(), request.parameters(), query, request.headers()), LIMIT);
  }

  private static boolean add(Reply reply, ArrayNode found) {
    try {
      JsonNode measures = JSON.readTree(reply.body()).get("measures");
      if (measures instanceof ArrayNode theirs) {
        found.addAll(theirs);
        check(found);
        return true;
      }
    } catch (JsonProcessingException e) {
      return false;
    }
    return false;
  }

  private void read(int partition, Wanted wanted, ArrayNode found) {
    sums.read(
        partition,
        wanted.from(),
        wanted.to(),
        (key, sum) -> {
          if (sum != 0 && wanted.is(key)) {
            found.add(ResultFiles.json(key.counted(sum)));
            check(found);
          }
        });
  }

  private static void check(ArrayNode found) {
    if (found.size() > MOST) {
      throw new TooMany();
    }
  }

  /** By day, cube and dimensions: the same counts are the same text, whoever is asked. */
  private static ArrayNode sorted(ArrayNode found) {
    List<JsonNode> all = new ArrayList<>();
    found.forEach(all::add);
    all.sort(Comparator.comparing(JsonNode::toString));
    return JSON.createArrayNode().addAll(all);
  }

  private static Reply busy(String why) {
    return Reply.error(503, why).with("Retry-After", "1");
  }

  /** More counts than one answer may hold. */
  private static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super(null, null, false, false);
    }
  }
}
