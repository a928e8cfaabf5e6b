package io.beckon.engine.shopper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends of a shopper that wait for their release, in order of decision; one per run at most. */
public record SendQueue(List<PendingSend> sends) {

  /** Nothing waits. */
  public static final SendQueue EMPTY = new SendQueue(List.of());

  public SendQueue {
    sends = List.copyOf(sends);
  }

  /** Does nothing wait? */
  public boolean isEmpty() {
    return sends.isEmpty();
  }

  /** The pending send of a run, null when it has none. */
  public @Nullable PendingSend ofRun(String runId) {
    for (PendingSend send : sends) {
      if (send.runId().equals(runId)) {
        return send;
      }
    }
    return null;
  }

  /** The pending send of a command, null when there is none. */
  public @Nullable PendingSend ofCommand(String commandId) {
    for (PendingSend send : sends) {
      if (send.commandId().equals(commandId)) {
        return send;
      }
    }
    return null;
  }

  /** The same queue with a send in place of the one its run had. */
  public SendQueue with(PendingSend send) {
    List<PendingSend> next = new ArrayList<>(sends);
    next.removeIf(s -> s.runId().equals(send.runId()));
    next.add(send);
    return new SendQueue(next);
  }

  /** The same queue without the send of a run. */
  public SendQueue withoutRun(String runId) {
    if (ofRun(runId) == null) {
      return this;
    }
    return new SendQueue(sends.stream().filter(s -> !s.runId().equals(runId)).toList());
  }

  /** The same queue with every deferred send to be judged again at a time, if not before. */
  public SendQueue reconsideredAt(long time) {
    List<PendingSend> next = new ArrayList<>(sends.size());
    boolean changed = false;
    for (PendingSend send : sends) {
      boolean later = !send.isReady() && !send.isAsked() && send.notBefore() > time;
      next.add(later ? send.deferredTo(time) : send);
      changed |= later;
    }
    return changed ? new SendQueue(next) : this;
  }

  /** Is any send ready for its release? */
  public boolean hasReady() {
    for (PendingSend send : sends) {
      if (send.isReady()) {
        return true;
      }
    }
    return false;
  }
}
