package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.shopper.Shopper;

/**
 * A send that asks to be allowed.
 *
 * @param shopper as it stands now
 * @param commandId the command it will be
 * @param dueAt when its step was due, epoch milliseconds
 * @param at logical time of the judgement (log time when decided, tick time when released), epoch
 *     milliseconds
 */
public record SendRequest(
    Shopper shopper, Channel channel, Purpose purpose, String commandId, long dueAt, long at) {}
