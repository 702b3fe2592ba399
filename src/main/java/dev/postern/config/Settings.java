package dev.postern.config;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Reads settings from the environment, remembers how each was declared, and collects every
/// complaint. An empty variable is an unset one, as compose files write it.
final class Settings {
  private static final String PREFIX = "POSTERN_";

  private final Map<String, String> environment;
  private final UnaryOperator<String> spelling;
  private final List<Setting> declared = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  Settings(Map<String, String> environment) {
    this(environment, UnaryOperator.identity());
  }

  /// The same for settings that stand elsewhere; `spelling` is how a variable is called there.
  Settings(Map<String, String> environment, UnaryOperator<String> spelling) {
    this.environment = environment;
    this.spelling = spelling;
  }

  int number(String name, int standard, Bounds bounds, String description) {
    var type = "number, %d to %d".formatted(bounds.least(), bounds.most());
    var setting = new Setting(name, type, String.valueOf(standard), description);
    return read(setting, String.valueOf(standard), text -> bounds.check(Parse.number(text)))
        .orElse(standard);
  }

  Duration duration(String name, Duration standard, Duration least, String description) {
    var setting =
        new Setting(name, "duration, at least " + least, standard.toString(), description);
    return read(setting, standard.toString(), text -> Parse.duration(text, least)).orElse(standard);
  }

  <E extends Enum<E>> E choice(String name, E standard, String description) {
    var words =
        Arrays.stream(standard.getDeclaringClass().getEnumConstants()).map(Settings::word).toList();
    var type = String.join(" or ", words);
    var setting = new Setting(name, type, word(standard), description);
    return read(setting, word(standard), text -> Parse.choice(text, words))
        .map(index -> standard.getDeclaringClass().getEnumConstants()[index])
        .orElse(standard);
  }

  Optional<String> text(String name, String description) {
    return read(new Setting(name, "text", "", description), "Acme", Function.identity());
  }

  Optional<UUID> uuid(String name, String description) {
    var example = "3f2f6a0e-6f0e-4b5c-9d6e-0a1b2c3d4e5f";
    return read(new Setting(name, "UUID", "", description), example, Parse::uuid);
  }

  /// An address of the web; where it is unset, the caller knows what follows.
  Optional<URI> webUrl(String name, String standard, String description) {
    var setting = new Setting(name, "http or https URL", standard, description);
    return read(setting, "https://auth.example.com", Parse::webUrl);
  }

  /// A connection string, secret for the password in it.
  Optional<Secret> databaseUrl(String name, String standard, String description) {
    var setting = new Setting(name, "connection string", standard, description);
    return read(setting, "postgres://user:password@host:5432/database", Parse::databaseUrl);
  }

  /// `home` or a connection string.
  Optional<BootstrapProject.Attachment> attachment(
      String name, String standard, String description) {
    var setting = new Setting(name, "connection string or `home`", standard, description);
    return read(setting, "home", Parse::attachment);
  }

  Optional<Secret> secret(String name, String description) {
    var example = "the output of: openssl rand -hex 32";
    return read(new Setting(name, "secret", "", description), example, Secret::new);
  }

  Optional<Secret> masterKey(String name, String standard, String description) {
    var setting = new Setting(name, "base64 of 32 bytes", standard, description);
    return read(setting, "the output of: openssl rand -base64 32", Parse::masterKey);
  }

  Path folder(String name, Path standard, String description) {
    var setting = new Setting(name, "folder", standard.toString(), description);
    return read(setting, "/var/lib/postern", Path::of).orElse(standard);
  }

  Optional<Path> file(String name, String description) {
    var setting = new Setting(name, "file", "", description);
    return read(setting, "/etc/postern/projects.json", Parse::readableFile);
  }

  /// An address of a machine, without asking a name server.
  Optional<InetAddress> address(String name, String standard, String description) {
    var setting = new Setting(name, "IP address", standard, description);
    return read(setting, "0.0.0.0", Parse::address);
  }

  List<AddressRange> ranges(String name, String standard, String description) {
    var setting = new Setting(name, "list of CIDR ranges", standard, description);
    return read(setting, "10.0.0.0/8,fd00::/8", Parse::ranges)
        .orElseGet(() -> Parse.ranges(standard));
  }

  void complain(String name, String wrong, String example) {
    complaints.add("%s %s. Example: %s".formatted(spelling.apply(name), wrong, example));
  }

  /// Complains in words of one's own.
  void complain(String sentence) {
    complaints.add(sentence);
  }

  boolean isSet(String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  /// To be called when everything has been declared.
  void refuseIfAnythingIsWrong() {
    var all = complaints();
    if (!all.isEmpty()) {
      throw new ConfigurationProblem(all);
    }
  }

  /// Everything that is wrong, when everything has been declared.
  List<String> complaints() {
    var all = new ArrayList<>(complaints);
    var names = declared.stream().map(Setting::name).toList();
    for (var name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(PREFIX) && !names.contains(name)) {
        var nearest = Spelling.nearest(name, names);
        all.add(
            "%s is not known; perhaps %s was meant."
                .formatted(spelling.apply(name), spelling.apply(nearest)));
      }
    }
    return all;
  }

  List<Setting> declared() {
    return List.copyOf(declared);
  }

  private <T> Optional<T> read(Setting setting, String example, Function<String, T> parse) {
    declared.add(setting);
    if (!isSet(setting.name())) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(environment.getOrDefault(setting.name(), "").strip()));
    } catch (IllegalArgumentException wrong) {
      complain(setting.name(), String.valueOf(wrong.getMessage()), example);
      return Optional.empty();
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
