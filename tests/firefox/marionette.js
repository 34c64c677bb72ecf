// marionette.js - a Firefox driven by its own protocol, Marionette: commands as [0, id, name, parameters] and
// answers as [1, id, error, result], each with its length before it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @returns {Promise<number>} */
const free_port = () =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });

/** @param {number} port @returns {Promise<import("node:net").Socket>} */
async function connected(port) {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const opened = await new Promise((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    if (opened) return socket;
    await wait(100);
  }
}

/** @param {number} proxy the port of the network that there is */
export async function launch_firefox(proxy) {
  const profile = mkdtempSync(path.join(tmpdir(), "stoprule-"));
  const port = await free_port();
  const settings = {
    "marionette.port": port,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": proxy,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": proxy,
    "network.proxy.allow_hijacking_localhost": true,
    "intl.locale.requested": "en-US",
    "datareporting.policy.dataSubmissionEnabled": false,
    "browser.safebrowsing.update.enabled": false,
    "app.update.disabledForTesting": true,
    // Firefox's own questions would stand among the page's requests.
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "media.gmp-manager.updateEnabled": false,
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(path.join(profile, "user.js"), lines.join(""));
  const firefox = spawn(
    process.env.FIREFOX ?? "firefox-esr",
    ["--headless", "--marionette", "--remote-allow-system-access", "--profile", profile],
    { stdio: "ignore" },
  );
  const socket = await connected(port);
  /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  let buffer = Buffer.alloc(0);
  let next = 1;
  socket.on("data", (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const colon = buffer.indexOf(":");
      const length = Number(buffer.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || buffer.length < colon + 1 + length) return;
      const message = JSON.parse(buffer.subarray(colon + 1, colon + 1 + length).toString());
      buffer = buffer.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue; // the greeting
      const [, id, error, result] = message;
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error) asked?.reject(new Error(`${error.error}: ${error.message}`));
      else asked?.resolve(result?.value ?? result);
    }
  });

  /** @param {string} name @param {object} [parameters] @returns {Promise<any>} */
  function send(name, parameters = {}) {
    const id = next++;
    const text = JSON.stringify([0, id, name, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  }

  await send("WebDriver:NewSession", { capabilities: {} });
  /** @param {"content"|"chrome"} context @param {string} script @param {unknown[]} [args] */
  async function run(context, script, args = []) {
    await send("Marionette:SetContext", { value: context });
    const body = `const done = arguments[arguments.length - 1];
      (async (...args) => { ${script} })(...arguments).then(done, (error) => done("failed: " + error));`;
    const answer = await send("WebDriver:ExecuteAsyncScript", {
      ...{ script: body, args, newSandbox: true },
    }).finally(() => send("Marionette:SetContext", { value: "content" }));
    if (String(answer).startsWith("failed: ")) throw new Error(answer);
    return answer;
  }

  return {
    send,
    run,
    async close() {
      await send("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      socket.destroy();
      firefox.kill();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
