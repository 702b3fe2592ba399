package dev.postern.telemetry;

import dev.postern.http.Endpoint;
import dev.postern.http.Nothing;
import dev.postern.http.schema.Schema.Strays;
import dev.postern.sessions.Callers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says that nobody has bought anything. The SDKs' page of account settings asks for it whether or
/// not an app sells, and breaks without an answer.
record Purchases(Callers callers) {

  enum CustomerType {
    USER,
    TEAM,
    CUSTOM
  }

  record Customer(CustomerType customerType, String customerId) {}

  record Billing(boolean hasCustomer, @Nullable Nothing defaultPaymentMethod) {
    static final Billing NONE = new Billing(false, null);
  }

  record NoItems(List<Nothing> items, boolean isPaginated, Pagination pagination) {
    static final NoItems NONE = new NoItems(List.of(), true, new Pagination(null));
  }

  record Pagination(@Nullable String nextCursor) {}

  List<Endpoint<?, ?, ?>> endpoints() {
    return List.of(
        Endpoint.get("/payments/billing/{customer_type}/{customer_id}", "How a customer pays")
            .access(callers.anyKey())
            .takes(Customer.class, Strays.IGNORED)
            .gives(Billing.class)
            .by((_, _) -> Billing.NONE),
        list("/payments/products/{customer_type}/{customer_id}", "What a customer has bought"),
        list("/payments/invoices/{customer_type}/{customer_id}", "What a customer was billed for"));
  }

  private Endpoint<?, ?, ?> list(String path, String summary) {
    return Endpoint.get(path, summary)
        .access(callers.anyKey())
        .takes(Customer.class, Strays.IGNORED)
        .gives(NoItems.class)
        .by((_, _) -> NoItems.NONE);
  }
}
