package dev.postern.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The user that Postgres runs as, since it refuses to be root.
enum Account {
  /// The user of Postern.
  OURSELVES,
  /// Postern is root, Postgres is the user with the number 65534, whom nearly every system has.
  NOBODY,
  /// Postern is root, and so is Postgres, but in a user namespace of its own, where it has no right
  /// that root's files do not give to their owner. For folders that nobody else can reach.
  NAMESPACE;

  private static final String NUMBER_OF_NOBODY = "65534";

  static boolean weAreRoot() {
    return ourNumber() == 0;
  }

  static int ourNumber() {
    return (int) new UnixSystem().getUid();
  }

  /// The account that can run `program` with its data below `data`, found by trying.
  static Account choose(SystemTools tools, Path program, Path data) throws IOException {
    if (!weAreRoot()) return OURSELVES;
    if (tools.setpriv() != null && NOBODY.reaches(tools, program, data)) return NOBODY;
    if (tools.unshare() != null && NAMESPACE.reaches(tools, program, data)) return NAMESPACE;
    throw new EmbeddedPostgresException(
        """
        Postgres does not run as root. It would run as the user with the number %s, but %s, \
        and this machine allows no user namespace that would help. \
        Set POSTERN_DATA=/var/lib/postern, or start Postern as an ordinary user, \
        or set POSTERN_DATABASE_URL to a Postgres of your own.\
        """
            .formatted(NUMBER_OF_NOBODY, obstacle(tools, program, data)));
  }

  /// The words before a command line that make it run as this account, in its own session, and end
  /// when the thread that started it ends.
  List<String> prefix(SystemTools tools) {
    var words = new ArrayList<String>();
    if (this == NAMESPACE) words.addAll(List.of(String.valueOf(tools.unshare()), "--user"));
    if (tools.setpriv() != null) {
      words.add(tools.setpriv().toString());
      if (this == NOBODY) {
        words.addAll(List.of("--reuid", NUMBER_OF_NOBODY, "--regid", NUMBER_OF_NOBODY));
        words.add("--clear-groups");
      }
      // Not TERM, after which Postgres waits for its clients: an open psql would keep it for ever.
      words.addAll(List.of("--pdeathsig", "INT"));
    }
    words.addAll(tools.ownSession());
    return words;
  }

  /// Gives a file, or a folder with all that is in it, to this account. A folder changes hands
  /// after what is in it, so one that was given away is given away whole.
  void own(Path path) throws IOException {
    if (this == OURSELVES) return;
    var owner = this == NOBODY ? Integer.parseInt(NUMBER_OF_NOBODY) : 0;
    if (owner == ownerOf(path)) return;
    for (var each : FileTree.deepestFirst(path)) {
      Files.setAttribute(each, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(each, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
    }
  }

  static int ownerOf(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }

  private boolean reaches(SystemTools tools, Path program, Path data) throws IOException {
    var command = new ArrayList<>(prefix(tools));
    command.addAll(List.of(SystemTools.SHELL, "-c", "test -x \"$1\" && test -x \"$2\"", "sh"));
    command.addAll(List.of(program.toString(), data.toString()));
    return Program.succeeds(command);
  }

  private static String obstacle(SystemTools tools, Path program, Path data) throws IOException {
    if (tools.setpriv() == null) return "the program setpriv of util-linux is not here";
    for (var path : List.of(data, program)) {
      var closed = firstClosed(path);
      if (closed != null) return closed + " is closed to other users";
    }
    return "it cannot reach " + data;
  }

  private static @Nullable Path firstClosed(Path path) throws IOException {
    var folders = Stream.iterate(path, each -> each != null, Path::getParent).toList().reversed();
    for (var folder : folders) {
      var permissions = Files.getPosixFilePermissions(folder);
      if (!permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) return folder;
    }
    return null;
  }
}
