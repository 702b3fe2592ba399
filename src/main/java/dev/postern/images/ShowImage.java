package dev.postern.images;

import dev.postern.errors.Refused;
import dev.postern.errors.UserError.ImageNotFound;
import dev.postern.http.Access;
import dev.postern.http.Access.Anyone;
import dev.postern.http.Answer.Blob;
import dev.postern.http.Endpoint;
import dev.postern.projects.Project;
import dev.postern.projects.Projects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Shows an image to whoever knows its address, which cannot be guessed.
record ShowImage(Projects projects) {
  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([a-z]+)");

  record Request(String projectId, String folder, String name) {}

  Endpoint<Anyone, Request, Blob> endpoint() {
    return Endpoint.get("/images/{project_id}/{folder}/{name}", "Show an image")
        .access(Access.anyone())
        .takes(Request.class)
        .gives(Blob.class)
        .cached("public, max-age=31536000, immutable")
        .refuses(ImageNotFound.class)
        .by(this::show);
  }

  private Blob show(Anyone anyone, Request request) {
    return projects
        .find(request.projectId())
        .flatMap(project -> find(project, request))
        .map(image -> new Blob(image.format().contentType(), image.data()))
        .orElseThrow(() -> new Refused(new ImageNotFound()));
  }

  private static Optional<ImageTable.Row> find(Project project, Request request) {
    var name = NAME.matcher(request.name());
    if (!name.matches()) return Optional.empty();
    var id = UUID.fromString(name.group(1));
    var format = name.group(2);
    return project
        .store()
        .once(handle -> ImageTable.find(handle, project.tenant().value(), id))
        .filter(image -> image.folder().equals(request.folder()))
        .filter(image -> image.format().fileName().equals(format));
  }
}
