package io.beckon.measurement.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.http.Reply;
import io.beckon.app.http.Request;
import io.beckon.app.http.Route;
import io.beckon.measurement.core.MeasureKey;
import io.beckon.measurement.streams.MeasurementTopology;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** What an instance of the measurement application can be asked. */
final class MeasureRoutes {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<KafkaStreams.State> DEAD =
      Set.of(
          KafkaStreams.State.PENDING_ERROR,
          KafkaStreams.State.ERROR,
          KafkaStreams.State.NOT_RUNNING);

  private MeasureRoutes() {}

  static List<Route> of(KafkaStreams streams) {
    return List.of(
        Route.open("/health/live", request -> state(streams, !DEAD.contains(streams.state()))),
        Route.open(
            "/health/ready",
            request -> state(streams, streams.state() == KafkaStreams.State.RUNNING)),
        Route.guarded("/measures", request -> measures(streams, request)));
  }

  private static Reply state(KafkaStreams streams, boolean up) {
    return Reply.json(up ? 200 : 503, JSON.createObjectNode().put("state", streams.state().name()));
  }

  /**
   * {@code ?from=DAY&to=DAY} (both included), and if wanted {@code &cube=} and {@code &flow=}. An
   * instance tells the counts that it holds; those of {@code instances} together are all.
   */
  private static Reply measures(KafkaStreams streams, Request request) {
    LocalDate from;
    LocalDate to;
    try {
      from = LocalDate.parse(request.query("from").orElse(""));
      to = LocalDate.parse(request.query("to").orElse(""));
    } catch (DateTimeParseException e) {
      return Reply.error(400, "say which days: ?from=2026-11-01&to=2026-11-30");
    }
    ReadOnlyWindowStore<String, Long> sums;
    try {
      sums =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  MeasurementTopology.SUMS, QueryableStoreTypes.windowStore()));
    } catch (InvalidStateStoreException e) {
      return Reply.error(503, "the sums are not here yet: " + streams.state());
    }
    ArrayNode found = JSON.createArrayNode();
    try (KeyValueIterator<Windowed<String>, Long> all = sums.fetchAll(start(from), start(to))) {
      while (all.hasNext()) {
        var sum = all.next();
        LocalDate day =
            LocalDate.ofInstant(Instant.ofEpochMilli(sum.key.window().start()), ZoneOffset.UTC);
        MeasureKey key = MeasureKey.parse(day, sum.key.key());
        if (isWanted(request, "cube", key.cube()) && isWanted(request, "flow", key.flow())) {
          found.add(ResultFiles.json(key.counted(sum.value)));
        }
      }
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("instances", streams.streamsMetadataForStore(MeasurementTopology.SUMS).size());
    answer.set("measures", found);
    return Reply.json(200, answer);
  }

  private static boolean isWanted(Request request, String name, String value) {
    return request.query(name).map(value::equals).orElse(true);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
