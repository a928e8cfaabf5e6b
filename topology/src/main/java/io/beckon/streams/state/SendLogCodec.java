package io.beckon.streams.state;

import io.beckon.engine.shopper.ChannelResponse;
import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.LastSent;
import io.beckon.engine.shopper.Response;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentBy;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.ShownAd;
import io.beckon.schemas.StateCodec;
import io.beckon.state.MessageResponse;
import io.beckon.state.SendLogState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Rows of the store {@code last-sends}. */
final class SendLogCodec implements PartCodec<SendLog> {

  private final StateCodec<SendLogState> format;

  SendLogCodec(StateCodec<SendLogState> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(SendLog log) {
    return format.encode(
        new SendLogState(
            PartCodec.each(log.messages(), SendLogCodec::stored),
            PartCodec.each(log.responses(), SendLogCodec::stored),
            PartCodec.each(
                log.lastSent(), last -> new io.beckon.state.LastSent(last.variation(), last.at())),
            PartCodec.each(
                log.ads(),
                ad ->
                    new io.beckon.state.ShownAd(ad.audience(), ad.flow(), ad.purpose(), ad.at()))));
  }

  @Override
  public SendLog decode(byte[] bytes) {
    SendLogState state = format.decode(bytes);
    return new SendLog(
        PartCodec.each(state.getMessages(), SendLogCodec::live),
        PartCodec.each(state.getResponses(), SendLogCodec::live),
        PartCodec.each(
            state.getLastSent(), last -> new LastSent(last.getVariation(), last.getAt())),
        PartCodec.each(
            state.getAds(),
            ad -> new ShownAd(ad.getAudience(), ad.getFlow(), ad.getPurpose(), ad.getAt())));
  }

  private static io.beckon.state.SentMessage stored(SentMessage message) {
    Id command = Id.of(message.commandId());
    Id run = Id.of(message.runId());
    ByteBuffer ids = PackedIds.of(command, run);
    return new io.beckon.state.SentMessage(
        PackedIds.rest(ids, 0, command),
        message.channel(),
        message.purpose(),
        message.flow(),
        PackedIds.rest(ids, 1, run),
        message.step(),
        message.variant(),
        message.at(),
        message.sendBy(),
        message.settled(),
        message.products(),
        message.template(),
        stored(message.response()),
        message.sentBy().flowVersion(),
        message.sentBy().priority(),
        message.sentBy().address(),
        ids);
  }

  private static SentMessage live(io.beckon.state.SentMessage stored) {
    return new SentMessage(
        PackedIds.id(stored.getIds(), 0, stored.getCommandId()).text(),
        stored.getChannel(),
        stored.getPurpose(),
        stored.getFlow(),
        PackedIds.id(stored.getIds(), 1, stored.getRunId()).text(),
        stored.getStep(),
        stored.getVariant(),
        stored.getAt(),
        stored.getSendBy(),
        stored.getSettled(),
        stored.getProducts(),
        stored.getTemplate(),
        live(stored.getResponse()),
        new SentBy(stored.getFlowVersion(), stored.getPriority(), stored.getAddress()));
  }

  private static io.beckon.state.ChannelResponse stored(ChannelResponse response) {
    return new io.beckon.state.ChannelResponse(
        response.channel(),
        orNull(response.openedAt()),
        orNull(response.clickedAt()),
        response.unanswered(),
        orNull(response.unansweredSince()),
        response.softBounces(),
        orNull(response.bouncedAt()));
  }

  private static ChannelResponse live(io.beckon.state.ChannelResponse stored) {
    return new ChannelResponse(
        stored.getChannel(),
        orZero(stored.getOpenedAt()),
        orZero(stored.getClickedAt()),
        stored.getUnanswered(),
        orZero(stored.getUnansweredSince()),
        stored.getSoftBounces(),
        orZero(stored.getBouncedAt()));
  }

  private static @Nullable Long orNull(long time) {
    return time == 0 ? null : time;
  }

  private static long orZero(@Nullable Long time) {
    return time == null ? 0 : time;
  }

  private static @Nullable MessageResponse stored(@Nullable Response response) {
    return response == null
        ? null
        : new MessageResponse(
            response.opened(), response.links(), response.replied(), response.topics());
  }

  private static @Nullable Response live(@Nullable MessageResponse stored) {
    return stored == null
        ? null
        : new Response(
            stored.getOpened(), stored.getLinks(), stored.getReplied(), stored.getTopics());
  }
}
