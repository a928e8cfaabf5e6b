package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.catalog.StockRule;
import io.beckon.engine.consent.Address;
import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Link;
import io.beckon.engine.flow.Step;
import io.beckon.engine.policy.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the messages of a flow. */
final class SendReader {

  /** How long a sender may take when the file does not say. */
  static final Duration DEFAULT_SEND_BY = Duration.ofHours(1);

  /** Keys of a send. */
  static final List<String> KEYS =
      List.of(
          "id",
          "channel",
          "purpose",
          "template",
          "blocks",
          "data",
          "text",
          "offer",
          "deepLink",
          "link",
          "sendBy",
          "claims",
          "suggest",
          "answers",
          "stock",
          "unlessSent",
          "unless",
          "fallback");

  private static final List<String> FALLBACK_KEYS =
      List.of(
          "channel",
          "purpose",
          "template",
          "blocks",
          "data",
          "text",
          "offer",
          "deepLink",
          "link",
          "sendBy");

  private final Reading reading;
  private final Scalars scalars;
  private final Located located;
  private final LinkReader links;
  private final OfferReader offers;
  private final StepIds ids;
  private final DataReader values;
  private final ClaimReader claims;
  private final SuggestReader suggestions;
  private final TextReader texts;
  private final StockRule usualStock;
  private final boolean onReply;

  /**
   * @param usualStock what a send does about what is sold out, if it does not say
   * @param onReply does the flow start with a reply, so that there is something to answer?
   */
  SendReader(
      Reading reading, StepIds ids, DataReader values, StockRule usualStock, boolean onReply) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
    this.links = new LinkReader(reading);
    this.offers = new OfferReader(reading);
    this.ids = ids;
    this.values = values;
    this.claims = new ClaimReader(reading, values);
    this.suggestions = new SuggestReader(reading);
    this.texts = new TextReader(reading, values);
    this.usualStock = usualStock;
    this.onReply = onReply;
  }

  Step read(Fields send) {
    String id = ids.own(send, "<id, unique in the flow and part of every command id>");
    Channel channel = channel(send);
    Duration sendBy = send.optional("sendBy", DEFAULT_SEND_BY, scalars::duration);
    Step.Skip skip =
        new Step.Skip(
            send.find("unlessSent", this::unlessSent), send.find("unless", located::condition));
    Step.Send first =
        new Step.Send(
            id,
            channel,
            purpose(send),
            template(send),
            values.data(send),
            offers.read(send, sendBy),
            links.read(send),
            sendBy,
            send.optional("stock", usualStock, this::stock),
            claims.read(send),
            suggestions.read(send),
            texts.read(send, channel),
            answers(send, channel),
            skip,
            List.of());
    return new Step.Send(
        id,
        channel,
        first.purpose(),
        first.template(),
        first.data(),
        first.offer(),
        first.deepLink(),
        first.sendBy(),
        first.stock(),
        first.claims(),
        first.suggest(),
        first.text(),
        first.answers(),
        skip,
        fallback(send, first));
  }

  private List<Step.Send> fallback(Fields send, Step.Send first) {
    List<Step.Send> others = new ArrayList<>();
    Set<Channel> used = EnumSet.of(first.channel());
    for (Node node :
        send.list("fallback", "lines such as '- {channel: sms, template: reminder}'")) {
      if (!(node instanceof MappingNode map)) {
        reading.wrong(
            node, Scalars.describe(node) + " is no message", "a map with 'channel' and 'template'");
        continue;
      }
      Fields fields = Fields.of(reading, map, "the fallback", FALLBACK_KEYS);
      Step.Send other = other(fields, first);
      if (!used.add(other.channel()) && other.channel() != Channel.UNKNOWN) {
        reading.wrong(
            fields.keyNode("channel"), "the step uses this channel already", "another channel");
      }
      others.add(other);
    }
    return others;
  }

  /**
   * What a fallback does not say is as in the first message; its data are added to the first's. A
   * text is written for one channel, and the fallback has its own or none.
   */
  private Step.Send other(Fields fields, Step.Send first) {
    Map<String, Expression> data = new LinkedHashMap<>(first.data());
    data.putAll(values.data(fields));
    Purpose purpose = purpose(fields);
    Duration sendBy = fields.optional("sendBy", first.sendBy(), scalars::duration);
    Step.OfferTerms offer = offers.read(fields, sendBy);
    Link link = links.read(fields);
    Channel channel = channel(fields);
    return new Step.Send(
        first.id(),
        channel,
        purpose == null ? first.purpose() : purpose,
        template(fields),
        data,
        offer == null ? first.offer() : offer,
        link == null ? first.deepLink() : link,
        sendBy,
        first.stock(),
        first.claims(),
        first.suggest(),
        texts.read(fields, channel),
        null,
        first.skip(),
        List.of());
  }

  /** What a message answers: the shopper wrote it through the same channel. */
  private Answer.@Nullable To answers(Fields send, Channel channel) {
    Answer.To to = send.find("answers", node -> scalars.word(node, Words.ANSWERS));
    if (to != null && !onReply) {
      reading.wrong(
          send.keyNode("answers"),
          "the flow does not start with 'Message Replied': there is nothing to answer",
          "trigger: {on: event, event: Message Replied}");
    } else if (to != null && Address.of(channel) != Address.PHONE) {
      reading.wrong(
          send.keyNode("answers"), "STOP and HELP are written by text", "channel: sms or whatsapp");
    }
    return to;
  }

  private Channel channel(Fields send) {
    return send.require(
        "channel",
        "one of " + String.join(", ", Words.CHANNELS.keySet()),
        Channel.UNKNOWN,
        node -> {
          Channel channel = scalars.word(node, Words.CHANNELS);
          return channel == null ? Channel.UNKNOWN : channel;
        });
  }

  private @Nullable Purpose purpose(Fields send) {
    return send.find("purpose", node -> scalars.word(node, Words.PURPOSES));
  }

  private StockRule stock(Node node) {
    StockRule rule = scalars.word(node, Words.STOCK);
    return rule == null ? usualStock : rule;
  }

  private String template(Fields send) {
    return send.require("template", "<the sender's name of the template>", "", scalars::text);
  }

  private @Nullable Duration unlessSent(Node node) {
    Object value = Scalars.value(node);
    if ("ever".equals(value)) {
      return Step.Skip.EVER;
    }
    if (value instanceof String text && Durations.parse(text).isPresent()) {
      return scalars.duration(node);
    }
    reading.wrong(
        node, Scalars.describe(node) + " is not allowed here", "ever, or " + Durations.EXPECTED);
    return null;
  }
}
