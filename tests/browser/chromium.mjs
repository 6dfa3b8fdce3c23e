// Starts the Chromium named by TEIPIPE_CHROMIUM with the network off.

import process from "node:process";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

// Chromium refuses its sandbox to root.
const SANDBOX = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export function launch() {
  const executablePath = process.env.TEIPIPE_CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: [...QUIET, ...SANDBOX] });
}

// Opens a file: address with the page's own scripts refused, as for a reader who has none.
// (With scripts switched off altogether axe would wait for its timers for ever.)
export async function open(browser, address, options) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  await page.route("**/*", (route) => (route.request().isNavigationRequest() ? serve(route) : route.continue()));
  await page.goto(address, { waitUntil: "load" });
  return page;
}

function serve(route) {
  const address = new URL(route.request().url());
  address.hash = "";
  return route.fulfill({
    path: fileURLToPath(address),
    headers: { "content-security-policy": "script-src 'none'" },
  });
}
