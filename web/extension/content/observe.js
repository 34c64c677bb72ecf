// observe.js - on sites that somebody chose: says when the page has changed and come to rest. The first change
// ends the looking until the next audit, so that a page that changes all the time costs nothing more.

const QUIET = 1500; // ms after a change
const PAUSE = 4000; // ms between two audits, at least

const CHANGES = { childList: true, characterData: true, subtree: true };

/** @param {number} ms */
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const shown = () =>
  new Promise((resolve) => {
    if (document.visibilityState === "visible") return resolve(null);
    addEventListener("visibilitychange", resolve, { once: true });
  });

const changed = () =>
  new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve(null);
    });
    observer.observe(document, CHANGES);
  });

async function watch() {
  for (;;) {
    await shown();
    try {
      // Rejects once the site was taken back, or the extension is gone.
      if (!(await chrome.runtime.sendMessage({ ask: "changed" }))) return;
    } catch {
      return;
    }
    await Promise.all([changed(), wait(PAUSE)]);
    await wait(QUIET);
  }
}

const world = /** @type {any} */ (globalThis);
if (!world.stoprule_watches) {
  world.stoprule_watches = true;
  void watch();
}
