package dev.postern.directory;

/// How servers see users.
final class ServerShape {
  private ServerShape() {}

  /// Somebody who has just signed up with a password, in the servers' shape.
  static String of(String id, String email) {
    return """
    {
      "id": "%s",
      "display_name": null,
      "primary_email": "%s",
      "primary_email_verified": false,
      "primary_email_auth_enabled": true,
      "profile_image_url": null,
      "signed_up_at_millis": "<millis>",
      "last_active_at_millis": "<millis>",
      "client_metadata": null,
      "client_read_only_metadata": null,
      "server_metadata": null,
      "has_password": true,
      "otp_auth_enabled": false,
      "auth_with_email": true,
      "passkey_auth_enabled": false,
      "requires_totp_mfa": false,
      "oauth_providers": [],
      "selected_team_id": null,
      "selected_team": null,
      "is_anonymous": false,
      "is_restricted": false,
      "restricted_reason": null,
      "restricted_by_admin": false,
      "restricted_by_admin_reason": null,
      "restricted_by_admin_private_details": null,
      "country_code": null,
      "risk_scores": {"sign_up": {"bot": 0, "free_trial_abuse": 0}}
    }
    """
        .formatted(id, email);
  }
}
