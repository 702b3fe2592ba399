package dev.postern.telemetry;

import dev.postern.errors.AccessError.AccessTypeRequired;
import dev.postern.server.TestServer;
import dev.postern.server.WithServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithServer
class PurchasesTest {
  private static final String USER = "user/4d5fa5f5-5d0c-4b07-8f0d-6a3f9d6ff9b8";

  @Test
  void nobody_pays(TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .get("/payments/billing/" + USER)
        .answers(200, "{\"has_customer\": false, \"default_payment_method\": null}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "products/" + USER + "?limit=1",
        "products/team/4d5fa5f5-5d0c-4b07-8f0d-6a3f9d6ff9b8?limit=1",
        "products/custom/anything",
        "invoices/" + USER + "?cursor=x"
      })
  void nothing_was_bought(String path, TestServer server) {
    var project = server.newUnpublishedProject();
    var nothing =
        """
        {"items": [], "is_paginated": true, "pagination": {"next_cursor": null}}
        """;

    project.client().get("/payments/" + path).answers(200, nothing);
    project.server().get("/payments/" + path).answers(200, nothing);
  }

  @Test
  void a_customer_of_an_unknown_kind_is_refused(TestServer server) {
    server
        .newUnpublishedProject()
        .client()
        .get("/payments/billing/robot/1")
        .refusesSchema(
            "params.customer_type must be one of the following values: user, team, custom");
  }

  @Test
  void a_caller_without_a_project_is_refused(TestServer server) {
    server.nobody().get("/payments/products/" + USER).refuses(new AccessTypeRequired());
  }
}
