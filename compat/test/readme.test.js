// The README's one request and one query, cut out of it and run as they stand.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import pg from "pg";
import { databaseUrl, projectId, publishableClientKey, url } from "../server.js";

const README = fileURLToPath(new URL("../../README.md", import.meta.url));

async function block(language, word) {
  const text = await readFile(README, "utf8");
  const blocks = [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  const found = blocks.filter(([, its, body]) => its === language && body.includes(word));
  assert.equal(found.length, 1, `one ${language} block with ${word} in the README`);
  return found[0][2];
}

// A folder in which the environment of the demo project stands where the README says.
async function inDemoFolder(act) {
  const folder = await mkdtemp(join(tmpdir(), "postern-readme-"));
  try {
    await mkdir(join(folder, ".postern"));
    await writeFile(
      join(folder, ".postern", "demo.env"),
      `NEXT_PUBLIC_STACK_API_URL=${url}
NEXT_PUBLIC_STACK_PROJECT_ID=${projectId}
NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY=${publishableClientKey}
`,
    );
    return await act(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("the README's request makes the user whom its query shows", async () => {
  const request = await block("sh", "curl");
  const query = await block("sql", "users_sync");

  const { stdout } = await inDemoFolder((folder) =>
    promisify(execFile)("sh", ["-euc", request], { cwd: folder }),
  );
  const { user_id: id } = JSON.parse(stdout);

  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    const { rows } = await database.query(query);
    assert.equal(rows.find((row) => row.id === id)?.email, "ada@example.com");
  } finally {
    await database.end();
  }
});

test("the README's other commands are verbs that exist", async () => {
  assert.equal(await block("sh", "postern dev"), "./postern dev\n");
  assert.equal(await block("sh", "check"), "./check\n");
});
