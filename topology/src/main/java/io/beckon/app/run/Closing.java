package io.beckon.app.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.LeaveGroup;
import org.apache.kafka.streams.CloseOptions;

/**
 * How an application is closed: a static member stays in the group, so that a restart finds its
 * partitions, unless it is told that it does not come back; another one leaves at once.
 */
public final class Closing {

  private Closing() {}

  /** What a configuration says. */
  public static CloseOptions options(BeckonConfig config) {
    boolean leaves =
        config.app().leaveGroup() == LeaveGroup.ALWAYS
            || config.processing().groupInstanceId().isEmpty();
    return CloseOptions.timeout(config.app().closeTimeout())
        .withGroupMembershipOperation(
            leaves
                ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP);
  }
}
