package io.beckon.streams.state;

import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Permit;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.schemas.StateCodec;
import io.beckon.state.SendPermit;
import io.beckon.state.SendQueueState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Rows of the store {@code send-queue}. */
final class SendQueueCodec implements PartCodec<SendQueue> {

  private final StateCodec<SendQueueState> format;

  SendQueueCodec(StateCodec<SendQueueState> format) {
    this.format = format;
  }

  @Override
  public byte[] encode(SendQueue queue) {
    return format.encode(new SendQueueState(PartCodec.each(queue.sends(), SendQueueCodec::stored)));
  }

  @Override
  public SendQueue decode(byte[] bytes) {
    return new SendQueue(PartCodec.each(format.decode(bytes).getSends(), SendQueueCodec::live));
  }

  private static io.beckon.state.PendingSend stored(PendingSend send) {
    Id command = Id.of(send.commandId());
    Id run = Id.of(send.runId());
    ByteBuffer ids = PackedIds.of(command, run);
    return new io.beckon.state.PendingSend(
        PackedIds.rest(ids, 0, command),
        PackedIds.rest(ids, 1, run),
        send.step(),
        send.channel(),
        send.priority(),
        send.dueAt(),
        send.decidedAt(),
        send.isReady() ? null : send.notBefore(),
        stored(send.permit()),
        ids);
  }

  private static PendingSend live(io.beckon.state.PendingSend stored) {
    Long notBefore = stored.getNotBefore();
    return new PendingSend(
        PackedIds.id(stored.getIds(), 0, stored.getCommandId()).text(),
        PackedIds.id(stored.getIds(), 1, stored.getRunId()).text(),
        stored.getStep(),
        stored.getChannel(),
        stored.getPriority(),
        stored.getDueAt(),
        stored.getDecidedAt(),
        notBefore == null ? PendingSend.READY : notBefore,
        live(stored.getPermit()));
  }

  private static @Nullable SendPermit stored(@Nullable Permit permit) {
    return permit == null
        ? null
        : new SendPermit(
            permit.contact(), permit.askedAt(), permit.isAsked() ? null : permit.until());
  }

  private static @Nullable Permit live(@Nullable SendPermit stored) {
    if (stored == null) {
      return null;
    }
    Long until = stored.getUntil();
    return new Permit(
        stored.getContact(), stored.getAskedAt(), until == null ? Permit.ASKED : until);
  }
}
