package dev.postern.config;

import dev.postern.config.BootstrapProject.Attachment;
import dev.postern.config.BootstrapProject.Attachment.ToDatabase;
import dev.postern.config.BootstrapProject.Attachment.ToHome;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From the text of a variable to its value. What is wrong is the message of the
/// `IllegalArgumentException`, a predicate of the variable's name; it never quotes the text, which
/// may be a secret that went to the wrong variable.
final class Parse {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int MASTER_KEY_BYTES = 32;

  private Parse() {}

  static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("must be a whole number");
    }
  }

  static Duration duration(String text, Duration least) {
    Duration duration;
    try {
      duration = Duration.parse(text);
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException("must be an ISO-8601 duration");
    }
    if (duration.compareTo(least) < 0) {
      throw new IllegalArgumentException("must be at least " + least);
    }
    return duration;
  }

  static int choice(String text, List<String> words) {
    var index = words.indexOf(text.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException("must be " + String.join(" or ", words));
    }
    return index;
  }

  static UUID uuid(String text) {
    if (!UUID_TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a UUID");
    }
    return UUID.fromString(text);
  }

  static URI webUrl(String text) {
    var url = uri(text, "must be a URL");
    if (!isOneOf(url.getScheme(), "http", "https") || url.getHost() == null) {
      throw new IllegalArgumentException("must start with http:// or https:// and name a host");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null || url.getUserInfo() != null) {
      throw new IllegalArgumentException("must have no user, no query and no fragment");
    }
    if (text.endsWith("/")) {
      throw new IllegalArgumentException("must not end with a slash");
    }
    return url;
  }

  static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("must be an IP address");
    }
  }

  static Secret databaseUrl(String text) {
    var url = uri(text, "must be a URL; special characters in the password are percent-encoded");
    if (!isOneOf(url.getScheme(), "postgres", "postgresql")) {
      throw new IllegalArgumentException("must start with postgres:// or postgresql://");
    }
    return new Secret(text);
  }

  static Attachment attachment(String text) {
    return text.equals("home") ? new ToHome() : new ToDatabase(databaseUrl(text));
  }

  static Secret masterKey(String text) {
    for (var part : text.split(",", -1)) {
      if (bytesOf(part.strip()) != MASTER_KEY_BYTES) {
        throw new IllegalArgumentException(
            "must be base64 of 32 bytes; several are separated by commas, the newest first");
      }
    }
    return new Secret(text);
  }

  static Path readableFile(String text) {
    var file = Path.of(text);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IllegalArgumentException("names a file that is not there or cannot be read");
    }
    return file;
  }

  static List<AddressRange> ranges(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).map(AddressRange::parse).toList();
  }

  private static URI uri(String text, String wrong) {
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException(wrong);
    }
  }

  private static boolean isOneOf(@Nullable String scheme, String one, String other) {
    return one.equalsIgnoreCase(scheme) || other.equalsIgnoreCase(scheme);
  }

  private static int bytesOf(String base64) {
    try {
      return Base64.getUrlDecoder().decode(base64.replace('+', '-').replace('/', '_')).length;
    } catch (IllegalArgumentException _) {
      return 0;
    }
  }
}
