// Usage: node axe.mjs FILE… — runs axe over each page in every mode below and prints a JSON list of violations.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { launch, open } from "./chromium.mjs";

const MODES = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
  narrow: { colorScheme: "light", viewport: { width: 320, height: 800 } },
};

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function violations(browser, file, mode) {
  const page = await open(browser, pathToFileURL(file).href, MODES[mode]);
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run());
  await page.context().close();
  return result.violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target, html }) => ({ file, mode, rule: id, impact, help, target: target.join(" "), html })),
  );
}

const browser = await launch();
const found = [];
for (const file of process.argv.slice(2)) {
  for (const mode of Object.keys(MODES)) {
    found.push(...(await violations(browser, file, mode)));
  }
}
await browser.close();
console.log(JSON.stringify(found));
