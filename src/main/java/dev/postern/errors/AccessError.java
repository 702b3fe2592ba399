package dev.postern.errors;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// What can be wrong with the keys and the access type of a request.
public sealed interface AccessError extends Refusal {

  record ProjectKeyWithoutAccessType() implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "PROJECT_KEY_WITHOUT_ACCESS_TYPE",
          "The request brings a project key but no x-stack-access-type header. Say what the key is"
              + " for: 'client', 'server' or 'admin'.");
    }
  }

  record InvalidAccessType(@JsonProperty("accessType") String accessType) implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "INVALID_ACCESS_TYPE",
          "The x-stack-access-type header must be 'client', 'server' or 'admin', not '%s'."
              .formatted(accessType));
    }
  }

  record AccessTypeWithoutProjectId(String requestType) implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "ACCESS_TYPE_WITHOUT_PROJECT_ID",
          "The request asks for '%s' access but names no project. Send x-stack-project-id as well."
              .formatted(requestType));
    }
  }

  record AccessTypeRequired() implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          400,
          "ACCESS_TYPE_REQUIRED",
          "This endpoint needs to know who calls. Send x-stack-access-type, x-stack-project-id and"
              + " the key that goes with them.");
    }
  }

  record InsufficientAccessType(String actualAccessType, List<String> allowedAccessTypes)
      implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          401,
          "INSUFFICIENT_ACCESS_TYPE",
          "The x-stack-access-type header must be '%s', but was '%s'."
              .formatted(String.join("' or '", allowedAccessTypes), actualAccessType));
    }
  }

  record InvalidPublishableClientKey(String projectId) implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          401,
          "INVALID_PUBLISHABLE_CLIENT_KEY",
          "The publishable client key is not one of project %s.".formatted(projectId));
    }
  }

  record InvalidSecretServerKey(String projectId) implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          401,
          "INVALID_SECRET_SERVER_KEY",
          "The secret server key is not one of project %s.".formatted(projectId));
    }
  }

  record InvalidSuperSecretAdminKey(String projectId) implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          401,
          "INVALID_SUPER_SECRET_ADMIN_KEY",
          "The super secret admin key is not one of project %s.".formatted(projectId));
    }
  }

  record PublishableClientKeyRequired(String projectId) implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          401,
          "PUBLISHABLE_CLIENT_KEY_REQUIRED_FOR_PROJECT",
          "This project asks every client for a publishable client key.");
    }
  }

  record ServerAuthenticationRequired() implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          401, "SERVER_AUTHENTICATION_REQUIRED", "Server access needs the secret server key.");
    }
  }

  record AdminAuthenticationRequired() implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          401, "ADMIN_AUTHENTICATION_REQUIRED", "Admin access needs the super secret admin key.");
    }
  }

  record UnparsableAdminAccessToken() implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          401, "UNPARSABLE_ADMIN_ACCESS_TOKEN", "The admin access token cannot be read.");
    }
  }

  record AdminAccessTokenExpired(long expiredAtMillis) implements AccessError {
    @Override
    public Shape shape() {
      return new Known(401, "ADMIN_ACCESS_TOKEN_EXPIRED", "The admin access token has expired.");
    }
  }

  record AdminAccessTokenIsNotAdmin() implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          401,
          "ADMIN_ACCESS_TOKEN_IS_NOT_ADMIN",
          "The user of the admin access token does not manage this project.");
    }
  }

  /// The operator whose token this is has been deleted since.
  record AdminUserGone() implements AccessError {
    @Override
    public Shape shape() {
      return new Plain(
          401, "The user of the admin access token is no longer there. Sign in again, please.");
    }
  }

  record BranchDoesNotExist(String branchId) implements AccessError {
    @Override
    public Shape shape() {
      return new Known(
          400, "BRANCH_DOES_NOT_EXIST", "There is no branch '%s'.".formatted(branchId));
    }
  }
}
