package dev.postern.http;

import dev.postern.errors.Refusal;
import dev.postern.http.schema.Body;
import dev.postern.http.schema.Problems;
import java.util.Optional;

/// The manners of one surface of the server: how it reads bodies, how it words refusals, which
/// headers it sends. What the operations do is none of its business.
public interface Protocol {

  /// The path inside the surface, where the request is for it: `/api/v1/users/me` is `/users/me`.
  Optional<String> route(String path);

  /// Answers what needs no endpoint: preflights and redirects.
  Optional<Answer> shortcut(Exchange exchange);

  /// The body by its content type. Refuses what is not what it claims to be.
  Body body(Exchange exchange, Problems problems);

  /// Authenticates a request for a path that does not exist, so that bad keys are told first.
  void authenticate(Exchange exchange);

  /// The refusal that tells the problems of a request.
  void refuseIfAny(Problems problems, Exchange exchange);

  Answer refusal(Refusal refusal, Exchange exchange);

  Answer unknownPath(Exchange exchange);

  /// Something broke; the client learns no more than the request's id.
  Answer failure(Exchange exchange);

  /// Something that the act needs cannot be had right now; what that is, the log says.
  default Answer unavailable(Exchange exchange) {
    return Answer.text(503, "Not available right now. Please try again.");
  }

  /// The headers that every answer of the surface has, and what else becomes of it.
  Answer finish(Answer answer, Exchange exchange);
}
