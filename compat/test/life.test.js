// The life of a user as an app sees it, with a look at the row that the app's SQL sees after each
// step.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drizzle } from "drizzle-orm/node-postgres";
import { usersSync } from "drizzle-orm/neon";
import { eq } from "drizzle-orm";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import pg from "pg";
import {
  clientApp,
  databaseUrl,
  newAddress,
  projectId,
  publishedRow,
  serverApp,
  signIn,
  signUp,
  url,
} from "../server.js";
import { lines, trafficOf } from "../traffic.js";

test("a user signs up, changes their name, signs out and in again", async (t) => {
  const app = clientApp();
  const email = newAddress();
  let id;

  await t.test("signing up makes a user whom the SDK and SQL see at once", async () => {
    assert.equal((await signUp(app, email)).status, "ok");

    const user = await app.getUser({ or: "throw" });
    id = user.id;
    assert.equal(user.primaryEmail, email);
    assert.equal(user.displayName, null);
    assert.equal(user.isAnonymous, false);
    const row = await publishedRow(id);
    assert.equal(row.email, email);
    assert.equal(row.name, null);
    assert.equal(row.updated_at, null);
    assert.equal(row.deleted_at, null);
    assert.equal(row.created_at.getTime(), user.signedUpAt.getTime());
  });

  await t.test("another name is the name in SQL", async () => {
    const user = await app.getUser({ or: "throw" });
    await user.update({ displayName: "Ada Lovelace" });

    assert.equal((await app.getUser()).displayName, "Ada Lovelace");
    const row = await publishedRow(id);
    assert.equal(row.name, "Ada Lovelace");
    assert.ok(row.updated_at instanceof Date);
  });

  await t.test("client metadata is kept, and read by the server", async () => {
    const user = await app.getUser({ or: "throw" });
    await user.update({ clientMetadata: { theme: "dark", visits: [1, 2.5, null] } });

    assert.deepEqual((await app.getUser()).clientMetadata, {
      theme: "dark",
      visits: [1, 2.5, null],
    });
    assert.deepEqual((await publishedRow(id)).raw_json.client_metadata, {
      theme: "dark",
      visits: [1, 2.5, null],
    });
  });

  await t.test("the session refreshes itself", async () => {
    const user = await app.getUser({ or: "throw" });
    const before = await user.getAccessToken();
    const requests = await trafficOf(async () => {
      await user.update({ displayName: "Ada" });
      const after = await user.getAccessToken();
      assert.notEqual(after, before);
      assert.equal(decodeJwt(after).name, "Ada");
      assert.equal(decodeJwt(after).refresh_token_id, decodeJwt(before).refresh_token_id);
    });

    assert.ok(lines(requests).includes("POST /api/v1/auth/oauth/token 200"), lines(requests));
    assert.equal((await publishedRow(id)).name, "Ada");
  });

  await t.test("the access token is one that jose verifies", async () => {
    const user = await app.getUser({ or: "throw" });
    const keys = createRemoteJWKSet(
      new URL(`${url}/api/v1/projects/${projectId}/.well-known/jwks.json`),
    );

    const { payload, protectedHeader } = await jwtVerify(await user.getAccessToken(), keys, {
      issuer: `${url}/api/v1/projects/${projectId}`,
      audience: projectId,
    });

    assert.equal(protectedHeader.alg, "ES256");
    assert.equal(payload.sub, id);
    assert.equal(payload.email, email);
    assert.equal(payload.role, "authenticated");
  });

  await t.test("the server reads the user with its secret key", async () => {
    const user = await serverApp().getUser(id);

    assert.equal(user.primaryEmail, email);
    assert.equal(user.displayName, "Ada");
    assert.equal(await serverApp().getUser("00000000-0000-4000-8000-000000000000"), null);
  });

  await t.test("the server knows the user of a request by its tokens", async () => {
    const tokens = await (await app.getUser({ or: "throw" })).getAuthJson();

    const user = await serverApp().getUser({ tokenStore: tokens });

    assert.equal(user.id, id);
    assert.equal(user.hasPassword, true);
  });

  await t.test("what the page of account settings asks for is there", async () => {
    const user = await app.getUser({ or: "throw" });

    assert.equal((await user.listProducts()).length, 0);
    assert.equal((await user.listInvoices()).length, 0);
    assert.deepEqual(await user.getBilling(), { hasCustomer: false, defaultPaymentMethod: null });
  });

  await t.test("Drizzle's own table of users reads the row", async () => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const rows = await drizzle(client).select().from(usersSync).where(eq(usersSync.id, id));

      assert.equal(rows.length, 1);
      assert.equal(rows[0].email, email);
      assert.equal(rows[0].name, "Ada");
      assert.equal(rows[0].rawJson.id, id);
      assert.equal(rows[0].deletedAt, null);
    } finally {
      await client.end();
    }
  });

  await t.test("signing out ends the session and leaves the row", async () => {
    const user = await app.getUser({ or: "throw" });
    const tokens = await user.getAuthJson();
    await user.signOut();

    assert.equal(await app.getUser(), null);
    assert.equal(await serverApp().getUser({ tokenStore: tokens }), null);
    assert.equal((await publishedRow(id)).deleted_at, null);
  });

  await t.test("signing in finds the same user", async () => {
    assert.equal((await signIn(app, email)).status, "ok");

    assert.equal((await app.getUser()).id, id);
  });

  await t.test("an app that does not allow it keeps users from deleting themselves", async () => {
    const user = await app.getUser({ or: "throw" });

    await assert.rejects(user.delete(), /deletion is not enabled/i);
    assert.equal((await publishedRow(id)).deleted_at, null);
  });

  await t.test("the server deletes the user; the row says when, and stays", async () => {
    const user = await serverApp().getUser(id);
    await user.delete();

    assert.equal(await serverApp().getUser(id), null);
    assert.equal(await app.getUser(), null);
    const row = await publishedRow(id);
    assert.ok(row.deleted_at instanceof Date);
    assert.equal(row.email, email);
  });
});
