package io.beckon.app.commands;

import io.beckon.app.CommandFailedException;
import io.beckon.app.ExitCodes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.explain.Account;
import io.beckon.app.explain.AccountText;
import io.beckon.app.explain.LiveAccount;
import io.beckon.app.explain.ReplayedAccount;
import io.beckon.app.query.RunningInstance;
import io.beckon.app.topics.StartCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon explain}: what is known of a shopper, and why what was decided. */
@Command(
    name = "explain",
    description = {
      "Tell of a shopper what is remembered (cart, history, journeys, caps, consents) and why each",
      "decision was made, oldest first: from what a replay wrote, from a running instance, or from",
      "the topics of the application of the configuration. Contact data are shown with --contact",
      "only."
    })
public final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions options;

  @Option(names = "--shopper", required = true, paramLabel = "ID", description = "Shopper id.")
  private String shopper;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Folder that a replay wrote (default: the application's topics).")
  private @Nullable Path from;

  @Mixin private InstanceOptions instances;

  @Option(names = "--contact", description = "Show names, addresses and attributes too.")
  private boolean contact;

  @Option(names = "--json", description = "Write one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Account account = account();
    PrintWriter out = spec.commandLine().getOut();
    if (account.isEmpty()) {
      throw CommandFailedException.failed("nothing is known of a shopper '" + shopper + "'", null);
    }
    if (json) {
      out.println(account.json().toPrettyString());
      out.flush();
    } else {
      AccountText.write(account, out);
    }
    return ExitCodes.DONE;
  }

  private Account account() throws IOException {
    Optional<RunningInstance> instance = instances.instance();
    if (instance.isPresent()) {
      if (from != null) {
        throw new ParameterException(
            spec.commandLine(), "Say either --from (a replay) or --url (a running instance).");
      }
      return Account.of(instance.get().account(shopper, contact));
    }
    return from == null ? live() : replayed(from);
  }

  private Account replayed(Path folder) throws IOException {
    try {
      return ReplayedAccount.read(folder, shopper, contact);
    } catch (NoSuchFileException e) {
      throw CommandFailedException.badInput(
          "there is no replay in " + folder + ": 'beckon replay --out' writes one", e);
    }
  }

  private Account live() {
    BeckonConfig config = options.load();
    StartCheck.run(config, List.of());
    List<String> unreadable = new ArrayList<>();
    Account account =
        LiveAccount.read(config, shopper, System.currentTimeMillis(), contact, unreadable);
    PrintWriter err = spec.commandLine().getErr();
    unreadable.forEach(line -> err.println("left out: " + line));
    err.flush();
    return account;
  }
}
