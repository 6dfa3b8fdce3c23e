// Usage: node drive.mjs FILE STEPS — does the steps (a JSON list) on a page and prints a JSON list of what they show.
//
// ["click", selector], ["press", key], ["text", selector]: the words that can be seen there, ["focus"]: what has it,
// ["tabs", number]: how many different elements so many presses of the Tab key come to.

import process from "node:process";
import { pathToFileURL } from "node:url";
import { launch, open } from "./chromium.mjs";

const [file, steps] = process.argv.slice(2);
const browser = await launch();
const page = await open(browser, pathToFileURL(file).href, {});

const name = () => {
  const { tagName, textContent, name: group, value } = document.activeElement;
  return [tagName.toLowerCase(), group, value, textContent.trim().slice(0, 30)].filter(Boolean).join(" ");
};

const DO = {
  click: async (selector) => page.locator(selector).first().click(),
  press: async (key) => page.keyboard.press(key),
  text: async (selector) => (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim()),
  visible: async (selector) => page.locator(`${selector}:visible`).count(),
  focus: async () => page.evaluate(name),
  tabs: async (number) => {
    await page.evaluate(() => (window.reached = new Set()));
    for (let press = 0; press < number; press++) {
      await page.keyboard.press("Tab");
      await page.evaluate(() => window.reached.add(document.activeElement));
    }
    return page.evaluate(() => window.reached.delete(document.body) && window.reached.size || window.reached.size);
  },
};

const shown = [];
for (const [step, ...rest] of JSON.parse(steps)) {
  shown.push((await DO[step](...rest)) ?? null);
}
await browser.close();
console.log(JSON.stringify(shown));
