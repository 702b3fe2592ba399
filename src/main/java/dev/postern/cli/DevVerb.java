package dev.postern.cli;

import dev.postern.bootstrap.Home;
import dev.postern.cli.demo.Demo;
import dev.postern.cli.demo.DemoFile;
import dev.postern.cli.demo.Welcome;
import dev.postern.cli.logs.LogSetup;
import dev.postern.cli.logs.RequestLines;
import dev.postern.config.Config;
import dev.postern.config.Mode;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Model.CommandSpec;

/// Serves on a developer's machine, with a demo project to begin with.
record DevVerb(Machine machine) {

  CommandSpec spec() {
    return Verb.named(
        "dev",
        _ -> develop(),
        "Serve on your own machine, with a demo project to begin with.%n",
        "Starts a Postgres of our own in POSTERN_DATA (default: .postern beside this script), makes"
            + " a demo project in a database of its own, and prints what an app needs to use it. A"
            + " second start finds everything again. Ctrl-C stops it all; the exit code is then 0,"
            + " or 1 where something did not stop cleanly.%n",
        "POSTERN_PORT (8101) and POSTERN_POSTGRES_PORT (8102) move the ports. Only this machine"
            + " reaches it, unless POSTERN_ADDRESS says otherwise: 0.0.0.0 lets everybody in.");
  }

  private int develop() {
    var config = Config.from(Mode.DEV, machine.environment());
    LogSetup.of(config.logging());
    var lifetime = Lifetime.untilToldToEnd();
    try {
      start(config, lifetime);
    } catch (RuntimeException failure) {
      lifetime.fails();
      throw failure;
    }
    lifetime.last();
    return 0;
  }

  private void start(Config config, Lifetime lifetime) {
    var opened = new AtomicReference<OpenHome>();
    var server =
        machine.launch().start(config, () -> home(config, lifetime, opened), new RequestLines());
    lifetime.endsWith(server.stop());
    var demo = new Demo(server, opened.get().administrator(config), machine);
    var made = demo.ready(DemoFile.in(config.storage().data()), config.network().publicUrl());
    server.ready().run();
    new Welcome(config, made, machine).print();
  }

  private Home home(Config config, Lifetime lifetime, AtomicReference<OpenHome> opened) {
    var home = OpenHome.serving(config, machine.tokens(), this::progress);
    lifetime.endsWith(home);
    opened.set(home);
    return home.home();
  }

  private void progress(String step) {
    machine.err().println(step + " …");
  }
}
