// Sessions that end without the app's doing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clientApp, newAddress, signUp } from "../server.js";
import { lines, trafficOf } from "../traffic.js";

test("an app whose session was ended elsewhere is signed out, without an error", async () => {
  const app = clientApp();
  await signUp(app, newAddress());
  const tokens = await (await app.getUser({ or: "throw" })).getAuthJson();
  const elsewhere = clientApp({ tokenStore: tokens });
  await (await elsewhere.getUser({ or: "throw" })).signOut();

  const requests = await trafficOf(async () => {
    assert.equal(await app.getUser(), null);
  });

  assert.deepEqual(lines(requests), [
    "GET /api/v1/users/me 401",
    "POST /api/v1/auth/oauth/token 401",
    "GET /api/v1/users/me 400",
  ]);
});

test("signing out of a session that is over succeeds", async () => {
  const app = clientApp();
  await signUp(app, newAddress());
  const user = await app.getUser({ or: "throw" });
  const elsewhere = clientApp({ tokenStore: await user.getAuthJson() });
  await (await elsewhere.getUser({ or: "throw" })).signOut();

  await user.signOut();

  assert.equal(await app.getUser(), null);
});

test("a refresh token alone is enough to come back", async () => {
  const app = clientApp();
  await signUp(app, newAddress());
  const user = await app.getUser({ or: "throw" });
  const { refreshToken } = await user.getAuthJson();

  const requests = await trafficOf(async () => {
    const back = clientApp({ tokenStore: { refreshToken, accessToken: "" } });
    assert.equal((await back.getUser({ or: "throw" })).id, user.id);
  });

  assert.equal(lines(requests)[0], "POST /api/v1/auth/oauth/token 200");
});
