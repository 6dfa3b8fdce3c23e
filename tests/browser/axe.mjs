// Usage: node axe.mjs FILE… — runs axe over each page in every mode below and prints a JSON list of violations.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { launch, open } from "./chromium.mjs";

const WIDE = { width: 1280, height: 900 };
const MODES = {
  light: { viewport: WIDE },
  dark: { colorScheme: "dark", viewport: WIDE },
  narrow: { viewport: { width: 320, height: 800 } },
  print: { media: "print", viewport: WIDE },
  popover: { viewport: WIDE, popover: true },
};

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function violations(page, file, mode) {
  const { colorScheme = "light", media = "screen", viewport, popover = false } = MODES[mode];
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, media });
  const button = page.locator("button[popovertarget]:visible");
  if (popover) {
    if ((await button.count()) === 0) {
      return [];
    }
    await button.first().click();
  }
  const result = await page.evaluate(() => window.axe.run());
  return result.violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target, html }) => ({ file, mode, rule: id, impact, help, target: target.join(" "), html })),
  );
}

const browser = await launch();
const found = [];
for (const file of process.argv.slice(2)) {
  const page = await open(browser, pathToFileURL(file).href, {});
  await page.evaluate(axe);
  for (const mode of Object.keys(MODES)) {
    found.push(...(await violations(page, file, mode)));
  }
  await page.context().close();
}
await browser.close();
console.log(JSON.stringify(found));
