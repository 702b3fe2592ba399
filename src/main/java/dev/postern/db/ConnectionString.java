package dev.postern.db;

import dev.postern.db.UnusableConnectionString.Reason;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a database is and who we are there, in libpq's form
/// `postgres://user:password@host:port/name`. It is secret: only [#reveal] and [#toJdbc] give the
/// password.
public record ConnectionString(
    String host,
    int port,
    String database,
    String user,
    String password,
    Map<String, String> parameters) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
              + "(?<host>\\[[0-9a-fA-F:.%]+]|[^:@/?#\\[\\],]*)(?::(?<port>[0-9]*))?"
              + "(?:/(?<database>[^?#/]*))?(?:\\?(?<parameters>[^#]*))?");
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
  private static final Set<String> UNDERSTOOD =
      Set.of("sslmode", "sslrootcert", "options", "application_name");
  // Our own time-outs hold, and the driver binds channels by itself where both sides can.
  private static final Set<String> IGNORED = Set.of("channel_binding", "connect_timeout");

  public ConnectionString {
    parameters = Map.copyOf(parameters);
  }

  /// Reads libpq's form. What is missing or not understood is named in the refusal.
  public static ConnectionString parse(String text) {
    if (text.startsWith("jdbc:"))
      throw wrong("It is a JDBC URL; write it as postgres://user:password@host:5432/database.");
    Matcher parts = SHAPE.matcher(text.strip());
    if (!parts.matches())
      throw wrong(
          "It does not read as postgres://user:password@host:5432/database; a character such as"
              + " @ / ? # : in user or password is written as %40 %2F %3F %23 %3A.");
    String user = decoded(parts.group("user"));
    if (user.isEmpty()) throw wrong("The user is missing before the @.");
    if (parts.group("host").isEmpty()) throw wrong("The host is missing.");
    String database = decoded(parts.group("database"));
    return new ConnectionString(
        decoded(parts.group("host")).toLowerCase(Locale.ROOT),
        port(parts.group("port")),
        database.isEmpty() ? user : database,
        user,
        decoded(parts.group("password")),
        parameters(parts.group("parameters")));
  }

  /// The same server and role, another database.
  public ConnectionString withDatabase(String name) {
    return new ConnectionString(host, port, name, user, password, parameters);
  }

  /// The same database, another role.
  public ConnectionString withUser(String name, String itsPassword) {
    return new ConnectionString(host, port, database, name, itsPassword, parameters);
  }

  /// The server alone, as `host:port`.
  public String server() {
    return host + ":" + port;
  }

  /// The whole of it in libpq's form, with the password.
  public String reveal() {
    return text(":" + encoded(password));
  }

  /// In libpq's form, without the password.
  @Override
  public String toString() {
    return text("");
  }

  /// What the driver wants to hear.
  public Jdbc toJdbc() {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    addTls(properties);
    if (parameters.containsKey("options"))
      properties.setProperty("options", parameters.get("options"));
    properties.setProperty(
        "ApplicationName", parameters.getOrDefault("application_name", "postern"));
    return new Jdbc("jdbc:postgresql://" + server() + "/" + encoded(database), properties);
  }

  /// A URL and properties for the driver. The properties hold the password.
  public record Jdbc(String url, Properties properties) {
    @Override
    public String toString() {
      return url;
    }
  }

  private void addTls(Properties properties) {
    String mode = parameters.getOrDefault("sslmode", "prefer");
    String roots = parameters.getOrDefault("sslrootcert", "");
    boolean system = roots.equals("system");
    // As libpq does it: naming roots means that the certificate is verified against them.
    if (system) mode = "verify-full";
    else if (mode.equals("require") && !roots.isEmpty()) mode = "verify-ca";
    properties.setProperty("sslmode", mode);
    if (system || (mode.startsWith("verify") && roots.isEmpty()))
      properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    else if (!roots.isEmpty()) properties.setProperty("sslrootcert", roots);
  }

  private String text(String secret) {
    var text = new StringBuilder("postgres://");
    text.append(encoded(user)).append(secret).append('@').append(server());
    text.append('/').append(encoded(database));
    char separator = '?';
    for (var parameter : new TreeMap<>(parameters).entrySet()) {
      text.append(separator).append(parameter.getKey()).append('=');
      text.append(encoded(parameter.getValue()));
      separator = '&';
    }
    return text.toString();
  }

  private static int port(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) return 5432;
    int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
    if (port < 1 || port > 65535) throw wrong("The port is not between 1 and 65535.");
    return port;
  }

  private static Map<String, String> parameters(@Nullable String query) {
    SortedMap<String, String> found = new TreeMap<>();
    if (query == null || query.isEmpty()) return found;
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (IGNORED.contains(name)) continue;
      if (!UNDERSTOOD.contains(name)) throw wrong("The parameter " + name + " is not known here.");
      if (name.equals("sslmode") && !SSL_MODES.contains(value))
        throw wrong("sslmode is one of " + String.join(", ", SSL_MODES.stream().sorted().toList()));
      found.put(name, value);
    }
    return found;
  }

  private static String decoded(@Nullable String text) {
    if (text == null) return "";
    try {
      // In libpq's form a plus sign is a plus sign.
      String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (plain.indexOf(0) >= 0) throw wrong("There is a zero byte (%00) in it.");
      return plain;
    } catch (IllegalArgumentException malformed) {
      throw wrong("A % is not followed by two hexadecimal digits; write the sign itself as %25.");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static UnusableConnectionString wrong(String why) {
    return new UnusableConnectionString(
        Reason.SYNTAX, "The connection string cannot be used. " + why);
  }
}
