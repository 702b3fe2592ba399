package dev.postern.images;

import dev.postern.clock.Clock;
import dev.postern.crypto.SecureToken;
import dev.postern.errors.Refused;
import dev.postern.errors.UserError.InvalidImage;
import dev.postern.errors.UserError.InvalidProfileImageUrl;
import dev.postern.http.Endpoint;
import dev.postern.projects.Project;
import dev.postern.projects.Projects;
import dev.postern.users.UserId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Keeps images, and shows them.
///
/// @param publicUrl the server's own address, without a slash at its end
public record Images(
    Projects projects, ImageCheck check, String publicUrl, SecureToken tokens, Clock clock) {
  static final String OF_USERS = "user-profile-images";

  public static Images of(Projects projects, String publicUrl, SecureToken tokens, Clock clock) {
    return new Images(projects, new ImageCheck(), publicUrl, tokens, clock);
  }

  public List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(new ShowImage(projects).endpoint());
  }

  /// Looks at an image. It takes long, so it is no work for a transaction; for the same reason it
  /// refuses nothing yet.
  public Picture look(ImageUrl url) {
    if (url.isOnTheWeb()) return new Picture.OnTheWeb(url.value());
    if (!url.isInline()) return new Picture.Unusable(new InvalidProfileImageUrl());
    return decode(url.inlined())
        .<Picture>flatMap(
            bytes -> check.formatOf(bytes).map(format -> new Picture.Uploaded(format, bytes)))
        .orElseGet(() -> new Picture.Unusable(new InvalidImage()));
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Makes this the profile image of a user, in place of what they had, and tells its address.
  /// Refuses a picture that is unusable.
  public String keep(Handle handle, Project project, UserId user, Picture picture) {
    return switch (picture) {
      case Picture.Unusable(var why) -> throw new Refused(why);
      case Picture.OnTheWeb(var url) -> {
        forget(handle, project, user);
        yield url;
      }
      case Picture.Uploaded(var format, var bytes) -> {
        forget(handle, project, user);
        var image = new ImageTable.Row(tokens.uuid(), OF_USERS, format, bytes);
        ImageTable.insert(handle, project.tenant().value(), user.value(), image, clock.now());
        yield address(project, image);
      }
    };
  }

  private String address(Project project, ImageTable.Row image) {
    return "%s/api/v1/images/%s/%s/%s.%s"
        .formatted(publicUrl, project.id(), image.folder(), image.id(), image.format().fileName());
  }

  /// Deletes the profile image of a user, where it is kept here.
  public void forget(Handle handle, Project project, UserId user) {
    ImageTable.deleteOf(handle, project.tenant().value(), user.value(), OF_USERS);
  }
}
