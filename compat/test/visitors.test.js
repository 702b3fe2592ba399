// What an app does before anybody has signed in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientApp, newAddress, projectId, publishedRow, signUp, url } from "../server.js";
import { lines, trafficOf } from "../traffic.js";

test("nobody is nobody, and costs no request", async () => {
  const requests = await trafficOf(async () => {
    assert.equal(await clientApp().getUser(), null);
  });

  assert.deepEqual(lines(requests), []);
});

test("an anonymous visitor keeps their id when they sign up", async () => {
  const app = clientApp();
  const visitor = await app.getUser({ or: "anonymous" });
  assert.equal(visitor.isAnonymous, true);
  assert.equal(await publishedRow(visitor.id), undefined);

  const email = newAddress();
  assert.equal((await signUp(app, email)).status, "ok");

  const user = await app.getUser({ or: "throw" });
  assert.equal(user.id, visitor.id);
  assert.equal(user.isAnonymous, false);
  assert.equal((await publishedRow(user.id)).email, email);
});

test("an app without a publishable key is served", async () => {
  const app = clientApp({ publishableClientKey: undefined });
  const requests = await trafficOf(async () => {
    assert.equal((await signUp(app, newAddress())).status, "ok");
    assert.equal((await app.getUser({ or: "throw" })).isAnonymous, false);
  });

  assert.ok(requests.every(({ headers }) => !("x-hexclave-publishable-client-key" in headers)));
});

test("an app learns which ways in there are", async () => {
  const project = await clientApp().getProject();

  assert.equal(project.id, projectId);
  assert.equal(project.config.signUpEnabled, true);
  assert.equal(project.config.credentialEnabled, true);
  assert.deepEqual(project.config.oauthProviders, []);
});

test("an app that has the address from its environment asks where the server is", async () => {
  process.env.NEXT_PUBLIC_STACK_API_URL = url;
  try {
    const app = clientApp({ baseUrl: undefined });
    const requests = await trafficOf(async () => {
      await app.getProject();
      assert.equal((await signUp(app, newAddress())).status, "ok");
    });

    const discovery = requests.find(({ path }) => path === "/api/v1/internal/backend-urls");
    assert.equal(discovery?.status, 200, lines(requests));
    assert.ok(Object.keys(discovery.headers).every((name) => !name.startsWith("x-")));
  } finally {
    delete process.env.NEXT_PUBLIC_STACK_API_URL;
  }
});
