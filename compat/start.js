// Starts Postern with a demo project in a temporary folder, runs the command it is given with what
// it takes to reach it in the environment, stops Postern, and ends as the command ended.
// A server that POSTERN_COMPAT_URL names is used as it is.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const POSTERN = fileURLToPath(new URL("../postern", import.meta.url));
const PATIENCE = 5 * 60_000; // The first start builds the server.

const [command, ...parameters] = process.argv.slice(2);
process.exitCode = process.env.POSTERN_COMPAT_URL
  ? await run(process.env)
  : await withServer(run);

async function run(environment) {
  const child = spawn(command, parameters, { stdio: "inherit", env: environment });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

async function withServer(act) {
  const data = await mkdtemp(join(tmpdir(), "postern-compat-"));
  const server = await start(data);
  try {
    return await act({ ...process.env, ...(await demo(server, data)) });
  } finally {
    server.child.kill("SIGTERM");
    await server.ended;
    await rm(data, { recursive: true, force: true });
  }
}

async function start(data) {
  const [port, postgresPort] = await freePorts(2);
  const child = spawn(POSTERN, ["dev"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      POSTERN_DATA: data,
      POSTERN_PORT: String(port),
      POSTERN_POSTGRES_PORT: String(postgresPort),
    },
  });
  const server = { child, output: "", ended: once(child, "exit") };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (server.output += text));
  }
  return server;
}

// What the demo project's own file says, as the tests want it.
async function demo(server, data) {
  const file = join(data, "demo.env");
  const deadline = Date.now() + PATIENCE;
  while (!existsSync(file)) {
    if (server.child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`Postern did not start:\n${server.output}`);
    }
    await sleep(100);
  }
  const lines = (await readFile(file, "utf8")).trim().split("\n");
  const values = Object.fromEntries(lines.map((line) => line.split(/=(.*)/, 2)));
  return {
    POSTERN_COMPAT_URL: values.NEXT_PUBLIC_STACK_API_URL,
    POSTERN_COMPAT_PROJECT_ID: values.NEXT_PUBLIC_STACK_PROJECT_ID,
    POSTERN_COMPAT_PUBLISHABLE_KEY: values.NEXT_PUBLIC_STACK_PUBLISHABLE_CLIENT_KEY,
    POSTERN_COMPAT_SECRET_KEY: values.STACK_SECRET_SERVER_KEY,
    POSTERN_COMPAT_DATABASE_URL: values.DATABASE_URL,
  };
}

// Ports that were free a moment ago; the SDK treats http://localhost:<n>02 in a way of its own.
async function freePorts(count) {
  const ports = [];
  while (ports.length < count) {
    const listener = createServer().listen(0, "127.0.0.1");
    await once(listener, "listening");
    const { port } = listener.address();
    listener.close();
    await once(listener, "close");
    if (port % 100 !== 2 && !ports.includes(port)) ports.push(port);
  }
  return ports;
}
