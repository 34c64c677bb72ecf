// The built page in a real Firefox, from a host and from disk: its two scripts pass the policy by their digests, and
// nothing is asked for after loading.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serve } from "../web/browser.js";
import { launch_firefox } from "./marionette.js";

const one_file = new URL("../../build/page/stoprule.html", import.meta.url);

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {Awaited<ReturnType<typeof launch_firefox>>} */
let firefox;
before(async () => {
  server = await serve();
  firefox = await launch_firefox(Number(new URL(server.address).port)); // all the network there is
});
after(async () => {
  await firefox.close();
  server.close();
});

/** Requests of the page, without what Firefox itself wants. */
const asked = () => server.requests.filter((url) => url.startsWith("http://page.example/"));

/** The level that the page tells of a text. @param {string} text */
const level_of = (text) =>
  firefox.run(
    "content",
    `const [text] = args;
    const input = document.getElementById("text");
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    for (let tries = 0; tries < 200; tries++) {
      const told = document.querySelector("#verdict-level, .trouble");
      if (told) return told.textContent;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return "nothing";`,
    [text],
  );

for (const [from, address] of [
  ["a host", "http://page.example/"],
  ["disk", one_file.href],
]) {
  test(`it reads a text, opened from ${from}`, async () => {
    await firefox.send("WebDriver:Navigate", { url: address });
    const loaded = asked().length;
    assert.equal(
      await level_of("Grab one of the shared keys: GPT-4o API, unlimited, free."),
      "Stop",
    );
    assert.equal(asked().length, loaded);
  });
}
