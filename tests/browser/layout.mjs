// Usage: node layout.mjs FILE… — lays each page out on a wide and on a narrow screen and prints a JSON list of
// what runs out of the page, overlaps, or cannot be seen though nothing hides it on purpose.

import process from "node:process";
import { pathToFileURL } from "node:url";
import { launch, open } from "./chromium.mjs";

const WIDTHS = [1280, 320];

// Runs in the page: text that scrolls in a box of its own is in the page.
function faults() {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.scrollingElement.scrollWidth > width) {
    found.push({ fault: "the page scrolls sideways", text: String(document.scrollingElement.scrollWidth) });
  }
  const scrolls = (element) =>
    element !== document.documentElement &&
    element !== null &&
    (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const aside = ":is(.skip, .permalink, button, [hidden], summary ~ *, title, style, script, a.note-call)";
  const boxes = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { currentNode: node } = walk;
    const parent = node.parentElement;
    if (!/[^\s\p{M}\p{Cf}]/u.test(node.data) || parent.closest(aside)) {
      continue;
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 0.5);
    const text = node.data.trim().slice(0, 40);
    if (rects.length === 0) {
      found.push({ fault: "cannot be seen", text });
    }
    for (const rect of rects) {
      if ((rect.right > width + 1 || rect.left < -1) && !scrolls(parent)) {
        found.push({ fault: "runs out of the page", text });
      }
      boxes.push({ rect, text, scrolled: scrolls(parent) });
    }
  }
  const shown = boxes.filter((box) => !box.scrolled).sort((a, b) => a.rect.top - b.rect.top);
  shown.forEach((one, index) => {
    for (let next = index + 1; next < shown.length && shown[next].rect.top < one.rect.bottom; next++) {
      const [a, b] = [one.rect, shown[next].rect];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && down > 0.5 * Math.min(a.height, b.height)) {
        found.push({ fault: "overlaps", text: `${one.text} | ${shown[next].text}` });
      }
    }
  });
  return found.slice(0, 5);
}

const browser = await launch();
const found = [];
for (const file of process.argv.slice(2)) {
  const page = await open(browser, pathToFileURL(file).href, {});
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    found.push(...(await page.evaluate(faults)).map((each) => ({ file, width, ...each })));
  }
  await page.context().close();
}
await browser.close();
console.log(JSON.stringify(found));
