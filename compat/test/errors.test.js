// Refusals arrive as the SDK's own classes, with the details that its messages are made of.

import assert from "node:assert/strict";
import { test } from "node:test";
import { KnownErrors } from "@stackframe/stack-shared";
import { PASSWORD, clientApp, newAddress, serverApp, signIn, signUp } from "../server.js";

function isRefusal(result, type) {
  assert.equal(result.status, "error");
  assert.ok(type.isInstance(result.error), result.error);
  return result.error;
}

test("a wrong password and an unknown address are one error", async () => {
  const email = newAddress();
  await signUp(clientApp(), email);

  isRefusal(await signIn(clientApp(), email, "wrong"), KnownErrors.EmailPasswordMismatch);
  isRefusal(await signIn(clientApp(), newAddress()), KnownErrors.EmailPasswordMismatch);
});

test("an address that is taken is named", async () => {
  const email = newAddress();
  await signUp(clientApp(), email);

  const error = isRefusal(
    await signUp(clientApp(), email),
    KnownErrors.UserWithEmailAlreadyExists,
  );

  assert.equal(error.details.email, email);
});

test("a password that is too short says how long it must be", async () => {
  const error = isRefusal(
    await signUp(clientApp(), newAddress(), "short"),
    KnownErrors.PasswordTooShort,
  );

  assert.equal(error.details.min_length, 8);
});

test("a link to a stranger's site is refused", async () => {
  const signingUp = clientApp().signUpWithCredential({
    email: newAddress(),
    password: PASSWORD,
    noRedirect: true,
    verificationCallbackUrl: "https://stranger.example/handler/email-verification",
  });

  await assert.rejects(signingUp, (error) => KnownErrors.RedirectUrlNotWhitelisted.isInstance(error));
});

test("a wrong key is an error of its own", async () => {
  const app = clientApp({ publishableClientKey: "pck_nobody" });

  await assert.rejects(app.getProject(), (error) =>
    KnownErrors.InvalidPublishableClientKey.isInstance(error),
  );
  await assert.rejects(
    serverApp({ secretServerKey: "ssk_nobody" }).getUser("00000000-0000-4000-8000-000000000000"),
    (error) => KnownErrors.InvalidSecretServerKey.isInstance(error),
  );
});

test("a project that does not exist is an error of its own", async () => {
  const app = clientApp({ projectId: "00000000-0000-4000-8000-000000000000" });

  await assert.rejects(app.getProject(), (error) =>
    KnownErrors.CurrentProjectNotFound.isInstance(error),
  );
});
