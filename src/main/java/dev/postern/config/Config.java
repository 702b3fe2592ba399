package dev.postern.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything the operator decided, read once at start.
public record Config(
    Mode mode,
    Network network,
    Storage storage,
    Optional<Secret> masterKey,
    Optional<Secret> controlApiKey,
    ProjectKeys internalKeys,
    OperatorSignUp operatorSignUp,
    Duration accessTokenLifetime,
    Hashing hashing,
    Logging logging,
    List<BootstrapProject> projects) {

  /// Who may become an operator.
  public enum OperatorSignUp {
    OPEN,
    INVITED
  }

  /// Reads it all.
  ///
  /// @throws ConfigurationProblem with every complaint at once
  public static Config from(Mode mode, Map<String, String> environment) {
    var settings = new Settings(environment);
    var config = read(mode, settings);
    settings.refuseIfAnythingIsWrong();
    return config;
  }

  static Config read(Mode mode, Settings settings) {
    return new Config(
        mode,
        Network.read(mode, settings),
        Storage.read(settings),
        masterKey(mode, settings),
        controlApiKey(mode, settings),
        ProjectKeys.read("POSTERN_INTERNAL", "of the project `internal`.", mode, settings),
        settings.choice(
            "POSTERN_OPERATOR_SIGN_UP",
            OperatorSignUp.INVITED,
            "Who may sign up to the console: anybody, or those with an invitation."),
        settings.duration(
            "POSTERN_ACCESS_TOKEN_LIFETIME",
            Duration.ofMinutes(10),
            Duration.ofSeconds(60),
            "How long an access token is valid."),
        Hashing.read(mode, settings),
        Logging.read(settings),
        projects(mode, settings));
  }

  private static List<BootstrapProject> projects(Mode mode, Settings settings) {
    var one = BootstrapProject.read(mode, settings);
    var name = "POSTERN_PROJECTS_FILE";
    var several = settings.file(name, "Several projects to be made at start, as a JSON file.");
    var projects = new ArrayList<BootstrapProject>();
    one.ifPresent(projects::add);
    several.ifPresent(file -> projects.addAll(new ProjectsFile(name, file, mode).read(settings)));
    return List.copyOf(projects);
  }

  private static Optional<Secret> masterKey(Mode mode, Settings settings) {
    var name = "POSTERN_MASTER_KEY";
    var key =
        settings.masterKey(
            name,
            "a file in `POSTERN_DATA`; must be set with `POSTERN_DATABASE_URL`",
            "Seals the secrets in the database. To change it, put the new one in front, separated"
                + " by a comma.");
    var example = "the output of: openssl rand -base64 32";
    // A key that one machine makes up is not the one that another has sealed that database with.
    if (settings.isSet("POSTERN_DATABASE_URL") && !settings.isSet(name)) {
      settings.complain(name, "must be set with a database of your own", example);
    }
    if (mode == Mode.SERVE && key.map(Secret::value).filter(Samples::isSample).isPresent()) {
      settings.complain(name, "is a sample, known to everybody", example);
    }
    return key;
  }

  private static Optional<Secret> controlApiKey(Mode mode, Settings settings) {
    var name = "POSTERN_CONTROL_API_KEY";
    var key =
        settings.secret(
            name, "A key of the control plane's API. A new one takes the place of the one before.");
    key.ifPresent(secret -> Samples.complain(name, secret, mode, settings));
    return key;
  }
}
