package io.beckon.engine.time;

import io.beckon.contract.Channel;

/** Whether a channel may send now: the rate that its provider allows. */
public interface ReleaseGate {

  /** Takes a place for one message; false when the channel has to wait. */
  boolean take(Channel channel);

  /** Gives a place back: nothing was sent after all. */
  void notSent(Channel channel);

  /** No limit. */
  ReleaseGate OPEN =
      new ReleaseGate() {
        @Override
        public boolean take(Channel channel) {
          return true;
        }

        @Override
        public void notSent(Channel channel) {}
      };
}
