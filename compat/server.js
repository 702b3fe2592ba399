// The server under test, as an app would know it, and its database, as the app's SQL would see it.

import { StackClientApp, StackServerApp } from "@stackframe/js";
import pg from "pg";

export const url = variable("POSTERN_COMPAT_URL");
export const projectId = variable("POSTERN_COMPAT_PROJECT_ID");
export const publishableClientKey = variable("POSTERN_COMPAT_PUBLISHABLE_KEY");
export const secretServerKey = variable("POSTERN_COMPAT_SECRET_KEY");
export const databaseUrl = variable("POSTERN_COMPAT_DATABASE_URL");

export const PASSWORD = "correct horse battery staple";

let people = 0;

function variable(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; start.js sets it`);
  return value;
}

// An address that nobody has had before, whatever server this is.
export function newAddress() {
  return `person-${process.pid}-${Date.now()}-${++people}@example.com`;
}

// An app in which one person signs up and in; what they hold is forgotten with it.
export function clientApp(options = {}) {
  return new StackClientApp({
    baseUrl: url,
    projectId,
    publishableClientKey,
    tokenStore: "memory",
    redirectMethod: "none",
    ...options,
  });
}

export function serverApp(options = {}) {
  return new StackServerApp({
    baseUrl: url,
    projectId,
    publishableClientKey,
    secretServerKey,
    tokenStore: "memory",
    redirectMethod: "none",
    ...options,
  });
}

export async function signUp(app, email, password = PASSWORD) {
  return app.signUpWithCredential({
    email,
    password,
    noRedirect: true,
    noVerificationCallback: true,
  });
}

export async function signIn(app, email, password = PASSWORD) {
  return app.signInWithCredential({ email, password, noRedirect: true });
}

// The row of a user in the table that apps join with; undefined where there is none.
export async function publishedRow(id) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT id, name, email, created_at, updated_at, deleted_at, raw_json" +
        " FROM neon_auth.users_sync WHERE id = $1",
      [id],
    );
    return rows[0];
  } finally {
    await client.end();
  }
}
