// Usage: node screenshot.mjs PAGE IMAGE [--width N] [--height N] [--scheme light|dark] [--full] [--print]
//
// PAGE is a file or a file: address (with a fragment, say); IMAGE ends in .png, or in .pdf for the pages as they would be printed.
// --print shows the style sheet for paper in a .png.

import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { launch, open } from "./chromium.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: "string", default: "1280" },
    height: { type: "string", default: "900" },
    scheme: { type: "string", default: "light" },
    full: { type: "boolean", default: false },
    print: { type: "boolean", default: false },
  },
});
const [source, image] = positionals;
const address = source.startsWith("file:") ? source : pathToFileURL(source).href;
if (!existsSync(new URL(address))) {
  throw new Error(`no such file: ${source}`);
}

const browser = await launch();
const page = await open(browser, address, {
  colorScheme: values.scheme,
  viewport: { width: Number(values.width), height: Number(values.height) },
});
if (values.print) {
  await page.emulateMedia({ media: "print", colorScheme: values.scheme });
}
if (image.endsWith(".pdf")) {
  await page.pdf({ path: image, format: "A4", printBackground: true });
} else {
  await page.screenshot({ path: image, fullPage: values.full });
}
await browser.close();
