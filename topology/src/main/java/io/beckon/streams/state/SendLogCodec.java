package io.beckon.streams.state;

import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.schemas.StateCodec;
import io.beckon.state.SendLogState;

/** Rows of the store {@code last-sends}. */
final class SendLogCodec implements PartCodec<SendLog> {

  private final StateCodec<SendLogState> format;

  SendLogCodec(StateCodec<SendLogState> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(SendLog log) {
    return format.encode(new SendLogState(PartCodec.each(log.messages(), SendLogCodec::stored)));
  }

  @Override
  public SendLog decode(byte[] bytes) {
    return new SendLog(PartCodec.each(format.decode(bytes).getMessages(), SendLogCodec::live));
  }

  private static io.beckon.state.SentMessage stored(SentMessage message) {
    return new io.beckon.state.SentMessage(
        message.commandId(),
        message.channel(),
        message.purpose(),
        message.flow(),
        message.runId(),
        message.step(),
        message.variant(),
        message.at(),
        message.sendBy(),
        message.settled());
  }

  private static SentMessage live(io.beckon.state.SentMessage stored) {
    return new SentMessage(
        stored.getCommandId(),
        stored.getChannel(),
        stored.getPurpose(),
        stored.getFlow(),
        stored.getRunId(),
        stored.getStep(),
        stored.getVariant(),
        stored.getAt(),
        stored.getSendBy(),
        stored.getSettled());
  }
}
