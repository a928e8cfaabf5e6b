package io.beckon.engine.flow;

import io.beckon.engine.shopper.Response;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What conditions may ask of the messages that a shopper was sent. */
final class SendFacts {

  private static final long THIRTY_DAYS = Duration.ofDays(30).toMillis();

  private SendFacts() {}

  /** A name {@code run.*}: the messages of one run. */
  static @Nullable Object ofRun(SendLog log, String runId, String field) {
    List<SentMessage> own = new ArrayList<>();
    for (SentMessage message : log.messages()) {
      if (message.runId().equals(runId)) {
        own.add(message);
      }
    }
    return switch (field) {
      case "code" -> Codes.of(runId);
      case "sent" -> (long) own.size();
      case "opened" -> steps(own, Response::opened);
      case "clicked" -> steps(own, answer -> !answer.links().isEmpty());
      case "replied" -> steps(own, Response::replied);
      case "links" -> names(own, Response::links);
      case "topics" -> names(own, Response::topics);
      default -> null;
    };
  }

  /** A name {@code sent.*}: all messages that are remembered. */
  static @Nullable Object ofAll(SendLog log, String field, long at) {
    List<SentMessage> latestFirst = new ArrayList<>();
    for (SentMessage message : log.messages()) {
      if (message.at() > at - THIRTY_DAYS) {
        latestFirst.add(0, message);
      }
    }
    return switch (field) {
      case "count" -> (long) latestFirst.size();
      case "lastAt" -> Instant.ofEpochMilli(latestFirst.isEmpty() ? 0 : latestFirst.get(0).at());
      case "templates" ->
          latestFirst.stream()
              .map(SentMessage::template)
              .filter(template -> !template.isEmpty())
              .distinct()
              .toList();
      case "flows" -> latestFirst.stream().map(SentMessage::flow).distinct().toList();
      default -> null;
    };
  }

  private static List<String> steps(List<SentMessage> messages, Predicate<Response> which) {
    return messages.stream()
        .filter(message -> which.test(message.answer()))
        .map(SentMessage::step)
        .toList();
  }

  private static List<String> names(
      List<SentMessage> messages, Function<Response, List<String>> which) {
    Set<String> names = new TreeSet<>();
    messages.forEach(message -> names.addAll(which.apply(message.answer())));
    names.remove("");
    return List.copyOf(names);
  }
}
