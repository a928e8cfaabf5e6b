package io.beckon.engine.flow;

import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.Surroundings;
import io.beckon.engine.catalog.Catalog;
import io.beckon.engine.catalog.Claims;
import io.beckon.engine.catalog.Content;
import io.beckon.engine.catalog.Shelf;
import io.beckon.engine.code.CodePools;
import io.beckon.engine.consent.SentAddress;
import io.beckon.engine.contact.Questions;
import io.beckon.engine.link.CartSigner;
import io.beckon.engine.outcome.Outcomes;
import io.beckon.engine.policy.Judge;
import io.beckon.engine.policy.SendRequest;
import io.beckon.engine.policy.Verdict;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Permit;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentBy;
import io.beckon.engine.shopper.SentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides a send in log time, and again, with its content, when it is released. */
final class Sends {

  /** What came of a release. */
  enum Released {
    SENT,
    /** The contact of the address is asked first. */
    ASKED,
    DEFERRED,
    GIVEN_UP
  }

  /** A message of a step, and whether it may go. */
  private record Choice(Step.Send step, Verdict verdict) {

    /** The same choice, and why another message was not taken. */
    Choice not(Step.Send other, Verdict why) {
      return new Choice(step, verdict.seeing(Map.of("not" + other.channel().name(), why.reason())));
    }
  }

  private final String store;
  private final Judge judge;
  private final Catalog catalog;
  private final CartSigner signer;
  private final Questions contacts;
  private final CodePools codes;

  Sends(Surroundings with, Questions contacts) {
    this.store = with.store();
    this.judge = with.judge();
    this.catalog = with.catalog();
    this.signer = with.signer();
    this.codes = with.codes();
    this.contacts = contacts;
  }

  /**
   * Decides the send that the run stands at: queues it, defers it, or gives it up.
   *
   * @param dueAt when the step was due, epoch milliseconds
   * @return does the run have to wait for it? If not, it goes on.
   */
  boolean decide(Passage passage, long dueAt) {
    Step.Send step = instruction(passage).step();
    String commandId = Commands.sendId(store, passage.run, step.id());
    Choice choice = choose(passage, Channels.of(step), commandId, dueAt);
    return settle(passage, choice, commandId, dueAt);
  }

  /** Sends a ready send, defers it, or gives it up. */
  Released release(Passage passage, PendingSend send) {
    Program.Instruction.Send instruction = instruction(passage);
    Step.Send step = instruction.step().through(send.channel());
    Shelf shelf = shelf(passage, step);
    Verdict verdict = judge(passage, step, send.commandId(), send.dueAt(), shelf);
    if (verdict.answer() == Verdict.Answer.ALLOW) {
      // Who asked is at this address, so nobody else's STOP there stands against the answer.
      boolean answers = Answers.of(passage, step) != null;
      String contact = answers ? null : contacts.asks(passage.shopper.profile(), step.channel());
      Permit permit = send.permit();
      if (contact != null && (permit == null || !permit.allows(contact, passage.at))) {
        ask(passage, step, send, contact);
        return Released.ASKED;
      }
      SendCommand command =
          Commands.send(
              passage, step, instruction.variant(), send.commandId(), shelf, signer, codes);
      passage.effects.command(command);
      passage.effects.outcome(Outcomes.sent(passage.shopper, command));
      Offers.give(passage, step, command, store, codes);
      Verdict told = verdict.seeing(shelf.notes()).seeing(Links.notes(passage, step.deepLink()));
      passage.decide(entry(Outcome.SENT, told, step, send.commandId()));
      passage.shopper.queue(passage.shopper.queue().withoutRun(send.runId()));
      SendLog sends = passage.shopper.sends().with(sent(passage, step, command));
      passage.shopper.sends(
          command.getOffer() == null
              ? sends
              : sends.remembering(Offers.given(passage, step), passage.at));
      return Released.SENT;
    }
    return refused(passage, send, verdict) ? Released.DEFERRED : Released.GIVEN_UP;
  }

  private void ask(Passage passage, Step.Send step, PendingSend send, String contact) {
    contacts.ask(
        passage.shopper,
        send,
        contact,
        Commands.purpose(passage.flow(), step),
        passage.run.flow(),
        passage.policy,
        passage.at,
        passage.effects);
  }

  /**
   * Does what was decided of a send that may not leave: another channel takes its place, it is
   * deferred, or given up.
   *
   * @return does the run have to wait for it? If not, it goes on.
   */
  boolean refused(Passage passage, PendingSend send, Verdict verdict) {
    Step.Send all = instruction(passage).step();
    Step.Send step = all.through(send.channel());
    Choice choice = new Choice(step, verdict);
    List<Step.Send> others = Channels.after(all, step);
    if (Channels.unreachable(verdict) && !others.isEmpty()) {
      choice = choose(passage, others, send.commandId(), send.dueAt()).not(step, verdict);
    }
    return settle(passage, choice, send.commandId(), send.dueAt());
  }

  /** The first of some messages that can reach the shopper, or else the first; with its verdict. */
  private Choice choose(Passage passage, List<Step.Send> messages, String commandId, long dueAt) {
    Step.Send first = messages.get(0);
    Verdict verdict = judge(passage, first, commandId, dueAt, shelf(passage, first));
    if (!Channels.unreachable(verdict) || messages.size() == 1) {
      return new Choice(first, verdict);
    }
    Choice other = choose(passage, messages.subList(1, messages.size()), commandId, dueAt);
    return Channels.unreachable(other.verdict())
        ? new Choice(first, verdict)
        : other.not(first, verdict);
  }

  /** Does what was decided; returns whether the run has to wait for it. */
  private boolean settle(Passage passage, Choice choice, String commandId, long dueAt) {
    Verdict verdict = choice.verdict();
    Step.Send step = choice.step();
    switch (verdict.answer()) {
      case ALLOW -> {
        queue(passage, step, commandId, dueAt, PendingSend.READY);
        passage.decide(entry(Outcome.QUEUED, verdict, step, commandId));
        return true;
      }
      case DEFER -> {
        queue(passage, step, commandId, dueAt, verdict.until());
        passage.decide(entry(Outcome.DEFERRED, verdict, step, commandId));
        return true;
      }
      default -> {
        giveUp(passage, verdict, step, commandId);
        return false;
      }
    }
  }

  private void giveUp(Passage passage, Verdict verdict, Step.Send step, String commandId) {
    passage.shopper.queue(passage.shopper.queue().withoutRun(passage.run.runId()));
    passage.decide(entry(Outcome.SKIPPED, verdict, step, commandId));
  }

  /** The gates, in order: still wanted first, then the policy's. */
  private Verdict judge(
      Passage passage, Step.Send step, String commandId, long dueAt, Shelf shelf) {
    Verdict unwanted = unwanted(passage, step);
    if (unwanted == null) {
      unwanted = OldNews.of(passage, shelf);
    }
    if (unwanted == null) {
      unwanted = untrue(step, shelf);
    }
    if (unwanted != null) {
      return passage.policy.gates().unwanted(unwanted, passage.at);
    }
    Content content = Commands.content(passage, shelf);
    String withoutOffer = Offers.refusal(passage, step, content, shelf, codes);
    if (withoutOffer != null && step.offer() != null && step.offer().rules().required()) {
      return skip(withoutOffer, "send.offer", Map.of());
    }
    if (step.suggest() != null
        && Suggested.of(passage, step, content, shelf).isEmpty()
        && step.suggest().required()) {
      return skip(FlowReasons.NOTHING_TO_SUGGEST, "send.suggest", Map.of()).seeing(shelf.notes());
    }
    Verdict verdict =
        judge.judge(
            passage.policy,
            new SendRequest(
                passage.shopper,
                step.channel(),
                Commands.purpose(passage.flow(), step),
                commandId,
                dueAt,
                passage.at,
                content.soldOut(),
                Rivals.asker(passage, step.id(), instruction(passage).variant(), content.items()),
                Answers.of(passage, step)));
    return fitting(passage, step, verdict, shelf)
        .seeing(shelf.notes())
        .seeing(Offers.notes(withoutOffer));
  }

  /** The verdict, unless the text of the message is longer than it may be. */
  private Verdict fitting(Passage passage, Step.Send step, Verdict verdict, Shelf shelf) {
    if (step.text() == null || verdict.answer() == Verdict.Answer.SKIP) {
      return verdict;
    }
    Texts.Written written =
        Commands.text(passage, step, instruction(passage).variant(), shelf, codes);
    String refusal = written.refusal();
    Verdict told = refusal == null ? verdict : skip(refusal, "send.text", verdict.inputs());
    return told.seeing(written.notes());
  }

  /** A look into the catalog, for one judgement. */
  private Shelf shelf(Passage passage, Step.Send step) {
    Profile.Contact contact = passage.shopper.profile().contact();
    Claims claims =
        step.claims().isEmpty()
            ? Claims.NONE
            : new Claims(catalog, contact.country(), contact.timezone(), passage.at);
    return new Shelf(catalog, step.stock(), contact.country(), claims);
  }

  /** A claim that the message can't do without, and no fact confirms; null: there is none. */
  private static @Nullable Verdict untrue(Step.Send step, Shelf shelf) {
    for (Step.Claim claim : step.claims()) {
      boolean confirmed = shelf.claims().confirmed(claim.fact()) != null;
      if (!confirmed && claim.needed()) {
        return skip(FlowReasons.CLAIM_NOT_CONFIRMED, "send.claims", Map.of()).seeing(shelf.notes());
      }
    }
    return null;
  }

  private static @Nullable Verdict unwanted(Passage passage, Step.Send step) {
    TriggerKind kind = passage.run.origin().kind();
    boolean aboutCart = kind == TriggerKind.CART || kind == TriggerKind.CHECKOUT;
    if (aboutCart && passage.shopper.cart() == null) {
      return skip(FlowReasons.CART_EMPTY, null, Map.of());
    }
    Condition filter = passage.flow().trigger().filter();
    if (filter != null && passage.flow().trigger() instanceof Trigger.Abandoned) {
      Condition.Result result = filter.test(passage.facts());
      if (result.failed()) {
        return skip(
            FlowReasons.CONDITION_FAILED, "trigger.filter", Map.of("error", result.error()));
      }
      if (!result.holds()) {
        return skip(FlowReasons.FILTER_NO_LONGER_TRUE, filter.source(), Map.of());
      }
    }
    return leftOut(passage, step);
  }

  /** The step's own reasons to leave its message out. */
  private static @Nullable Verdict leftOut(Passage passage, Step.Send step) {
    Duration within = step.skip().sentWithin();
    if (within != null) {
      long last =
          passage
              .shopper
              .sends()
              .lastSent(SentMessage.variation(step.template(), instruction(passage).variant()));
      if (last != SendLog.NEVER && last > passage.at - within.toMillis()) {
        return skip(
            FlowReasons.VARIATION_SENT,
            "send.unlessSent",
            Map.of("lastSentAt", Instant.ofEpochMilli(last).toString()));
      }
    }
    Condition when = step.skip().when();
    if (when != null) {
      Condition.Result result = when.test(passage.facts());
      if (result.failed()) {
        return skip(FlowReasons.CONDITION_FAILED, "send.unless", Map.of("error", result.error()));
      }
      if (result.holds()) {
        return skip(FlowReasons.UNLESS, when.source(), Map.of());
      }
    }
    return null;
  }

  private static Verdict skip(String reason, @Nullable String rule, Map<String, String> inputs) {
    return new Verdict(Verdict.Answer.SKIP, reason, rule, 0, inputs);
  }

  private static void queue(
      Passage passage, Step.Send step, String commandId, long dueAt, long notBefore) {
    passage.shopper.queue(
        passage
            .shopper
            .queue()
            .with(
                new PendingSend(
                    commandId,
                    passage.run.runId(),
                    step.id(),
                    step.channel(),
                    passage.flow().priority(),
                    dueAt,
                    passage.at,
                    notBefore)));
  }

  private static SentMessage sent(Passage passage, Step.Send step, SendCommand command) {
    return new SentMessage(
        command.getCommandId(),
        command.getChannel(),
        command.getPurpose(),
        passage.run.flow(),
        passage.run.runId(),
        step.id(),
        command.getVariant(),
        passage.at,
        command.getSendBy(),
        false,
        SentMessage.products(command.getItems()),
        command.getTemplate(),
        null,
        new SentBy(
            command.getFlowVersion(),
            command.getPriority(),
            SentAddress.hash(
                command.getCommandId(),
                command.getChannel(),
                passage.shopper.profile().contact())));
  }

  private static DecisionLog.Entry entry(
      Outcome outcome, Verdict verdict, Step.Send step, String commandId) {
    return new DecisionLog.Entry(
        outcome,
        verdict.reason(),
        verdict.rule(),
        step.id(),
        step.channel(),
        commandId,
        outcome == Outcome.DEFERRED ? verdict.until() : null,
        verdict.inputs(),
        verdict.competing());
  }

  private static Program.Instruction.Send instruction(Passage passage) {
    if (passage.program.at(passage.run.position()) instanceof Program.Instruction.Send send) {
      return send;
    }
    throw new IllegalStateException(
        "run "
            + passage.run.runId()
            + " does not stand at a send: position "
            + passage.run.position()
            + " of flow "
            + passage.run.flow()
            + " version "
            + passage.run.version());
  }
}
