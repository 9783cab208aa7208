// Checks every HTML page in a folder: `node tests/html/check.mjs FOLDER`. Exits 1 when anything is wrong, or there was no page.
//
// The Nu HTML checker says whether a page is sound HTML; a real browser, at the widths of a telephone and of a desk and by
// day and by night, whether axe finds a barrier, whether the page scrolls sideways, and whether each link leads somewhere.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import vnu from "vnu-jar";

const WIDTHS = [320, 1280];
const SCHEMES = ["light", "dark"];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const folder = resolve(process.argv[2] ?? "output");
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".html"))
  .sort()
  .map((name) => join(folder, name));
const faults = [];

/** Remembers a fault of a page. */
function fault(page, what) {
  faults.push(`${relative(folder, page)}: ${what}`);
}

/** Asks the Nu HTML checker; its warnings count as well. */
function checkSyntax() {
  const arguments_ = ["-jar", vnu, "--format", "json", "--stdout", "--exit-zero-always", ...pages];
  const said = spawnSync("java", arguments_, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (said.status !== 0) throw new Error(`the Nu HTML checker failed: ${said.stderr}`);
  for (const { url, type, subType, message, lastLine, extract } of JSON.parse(said.stdout).messages) {
    fault(fileURLToPath(url), `${subType ?? type} at line ${lastLine}: ${message} (${extract?.trim()})`);
  }
}

/** Returns where Chromium is. */
function chromium() {
  const found = process.env.CHROMIUM ?? execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  if (!existsSync(found)) throw new Error("Chromium is needed: install it, or name it in CHROMIUM");
  return found;
}

/** Runs in the page: what axe finds, with the first element of each. */
async function barriers() {
  const { violations, incomplete } = await axe.run({ rules: { "target-size": { enabled: true } } });
  const name = ({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html.slice(0, 160)} ${nodes[0].any.map((one) => one.message).join("; ")}`;
  return { violations: violations.map(name), incomplete: incomplete.map(name) };
}

/** Runs in the page: links that lead to no element, and ids that two elements have. */
function strayLinks() {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  const inside = [...document.querySelectorAll('[href^="#"]')].map((link) => link.getAttribute("href").slice(1));
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  const stray = inside.filter((id) => !ids.includes(id));
  const beside = [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"));
  return { count: inside.length, twice, stray, beside: beside.filter((href) => !/^([a-z]+:|#)/i.test(href)) };
}

/** Checks the links of a page: those inside it, and those to files beside it. */
async function checkLinks(tab, page) {
  const { count, twice, stray, beside } = await tab.evaluate(strayLinks);
  for (const id of stray) fault(page, `a link leads to #${id}, which is not there`);
  for (const id of twice) fault(page, `two elements have the id ${id}`);
  for (const href of beside) {
    const file = resolve(dirname(page), decodeURIComponent(href.split("#")[0]));
    if (!existsSync(file)) fault(page, `a link leads to ${href}, which is not there`);
  }
  return count;
}

/** Opens a page at each width, by day and by night. */
async function checkInBrowser(tab, page) {
  const requests = [];
  tab.removeAllListeners("request").on("request", (request) => requests.push(request.url()));
  await tab.goto(pathToFileURL(page).href);
  const links = await checkLinks(tab, page);
  await tab.evaluate(axe);
  let unsure = 0;
  for (const width of WIDTHS) {
    for (const scheme of SCHEMES) {
      await tab.setViewport({ width, height: 900 });
      await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const { violations, incomplete } = await tab.evaluate(barriers);
      for (const one of violations) fault(page, `${width} px, ${scheme}: ${one}`);
      unsure += incomplete.length;
      if (process.env.VERBOSE) incomplete.forEach((one) => console.log(`  unsure: ${width} px, ${scheme}: ${one}`));
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) fault(page, `scrolls sideways: ${wide} px wide on a screen of ${width} px`);
    }
  }
  const fetched = requests.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"));
  for (const url of fetched) fault(page, `fetches ${url}`);
  console.log(`${relative(folder, page)}: ${links} links inside, ${unsure} that axe could not judge`);
}

if (pages.length === 0) throw new Error(`there is no HTML page in ${folder}`);
checkSyntax();
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await puppeteer.launch({ executablePath: chromium(), args: sandbox });
try {
  const tab = await browser.newPage();
  for (const page of pages) await checkInBrowser(tab, page);
} finally {
  await browser.close();
}
faults.forEach((one) => console.error(one));
console.log(`${pages.length} pages, ${pages.length * WIDTHS.length * SCHEMES.length} views; ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
