/** Builds portal/static/build: one style sheet, one script, the fonts and the icon. Needs `npm ci` once, then no network. */
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { bundle, transform } from "lightningcss";
import { PurgeCSS } from "purgecss";
import subsetFont from "subset-font";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const ASSETS = join(ROOT, "portal", "assets");
const OUT = join(ROOT, "portal", "static", "build");
const MODULES = join(ROOT, "node_modules");

// The oldest browsers with oklch(), color-mix(), cascade layers and logical properties: older ones get plain HTML.
const TARGETS = { chrome: 111 << 16, firefox: 113 << 16, safari: (16 << 16) | (4 << 8) };

// Files with a range are cut to what our languages write. The Arabic one carries spaces and digits as well, so that an
// Arabic page loads the Latin font only for Latin words.
const FONTS = [
  { family: "Fira Sans", name: "fira-sans", subset: "latin" },
  { family: "Fira Sans", name: "fira-sans", subset: "latin-ext", range: "U+0100-017F,U+0218-021B,U+1E9E,U+20BA" },
  { family: "Fira Sans", name: "fira-sans", subset: "cyrillic" },
  {
    family: "Noto Sans Arabic",
    name: "noto-sans-arabic",
    subset: "arabic",
    range:
      "U+0020-0040,U+00AB,U+00BB,U+060C,U+061B-061F,U+0621-0655,U+0660-066D,U+0670-0671,U+067E,U+0686,U+0698,U+06A9," +
      "U+06AF,U+06C0,U+06C6,U+06CC,U+06D5,U+06F0-06F9,U+200C-200F,U+2013-2014,U+2026",
  },
];
const WEIGHTS = [400, 600];

// KERN lays out from left to right in a few places; our pages also run from right to left.
const PHYSICAL = [
  [/\b(margin|padding)-left\s*:/g, "$1-inline-start:"],
  [/\b(margin|padding)-right\s*:/g, "$1-inline-end:"],
  [/\bborder-left(-\w+)?\s*:/g, "border-inline-start$1:"],
  [/\bborder-right(-\w+)?\s*:/g, "border-inline-end$1:"],
  [/([;{]\s*)left\s*:/g, "$1inset-inline-start:"],
  [/([;{]\s*)right\s*:/g, "$1inset-inline-end:"],
  [/text-align\s*:\s*left/g, "text-align:start"],
  [/text-align\s*:\s*right/g, "text-align:end"],
];

function filesBelow(folder, ending) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function ownCss() {
  return bundle({ filename: join(ASSETS, "css", "site.css"), targets: TARGETS }).code.toString();
}

/** Tokens refer to tokens: keep those that are used, and what these need in turn. */
function withoutUnusedTokens(css, users) {
  const definition = /(--kern-[\w-]+)\s*:\s*([^;}]+);?/g;
  const names = (text) => [...text.matchAll(/var\(\s*(--kern-[\w-]+)/g)].map((match) => match[1]);
  const needs = new Map();
  for (const [, name, value] of css.matchAll(definition)) {
    needs.set(name, [...(needs.get(name) ?? []), ...names(value)]);
  }
  const kept = new Set();
  const queue = names(users + css.replace(definition, ""));
  while (queue.length) {
    const name = queue.pop();
    if (!kept.has(name)) {
      kept.add(name);
      queue.push(...(needs.get(name) ?? []));
    }
  }
  return css.replace(definition, (whole, name) => (kept.has(name) ? whole : ""));
}

async function kernCss(own) {
  const raw = readFileSync(join(MODULES, "@kern-ux", "native", "dist", "kern.css"), "utf8");
  // Only components that our templates name survive; its own fonts (393 KiB) are replaced by FONTS.
  const [{ css }] = await new PurgeCSS().purge({
    content: [...filesBelow(join(ROOT, "templates"), ".html"), ...filesBelow(join(ASSETS, "js"), ".mjs")],
    css: [{ raw: raw.replace(/@font-face\s*{[^}]*}/g, "").replace(/\/\*[\s\S]*?\*\//g, "") }],
    safelist: { standard: ["html", "body"] },
    keyframes: true,
  });
  const logical = PHYSICAL.reduce((text, [from, to]) => text.replace(from, to), css);
  // KERN paints icons white under forced colours, which vanishes on a white high-contrast theme.
  const visible = logical.replace(/var\(--kern-color-white\)\s*!important/g, "CanvasText");
  return withoutUnusedTokens(visible, own).replace(/@charset[^;]*;/, "");
}

function charactersOf(range) {
  return range.split(",").flatMap((part) => {
    const [first, last = first] = part.replace("U+", "").split("-").map((code) => parseInt(code, 16));
    return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
  });
}

async function fontCss() {
  mkdirSync(join(OUT, "fonts"), { recursive: true });
  const faces = [];
  for (const { family, name, subset, range } of FONTS) {
    const folder = join(MODULES, "@fontsource", name);
    const whole = JSON.parse(readFileSync(join(folder, "unicode.json"), "utf8"))[subset];
    for (const weight of WEIGHTS) {
      const file = `${name}-${subset}-${weight}-normal.woff2`;
      const font = readFileSync(join(folder, "files", file));
      const cut = range ? await subsetFont(font, charactersOf(range).join(""), { targetFormat: "woff2" }) : font;
      writeFileSync(join(OUT, "fonts", file), cut);
      faces.push(
        `@font-face{font-family:"${family}";font-weight:${weight};font-style:normal;font-display:swap;` +
          `src:url(fonts/${file}) format("woff2");unicode-range:${range ?? whole}}`,
      );
    }
  }
  return faces.join("\n");
}

async function main() {
  rmSync(OUT, { recursive: true, force: true });
  const fonts = await fontCss();
  const own = ownCss();
  const layers = "@layer kern, tokens, base, layout, parts, blocks, print;";
  const whole = `${layers}\n${fonts}\n@layer kern {${await kernCss(own)}}\n${own}`;
  const { code } = transform({ filename: "site.css", code: Buffer.from(whole), minify: true, targets: TARGETS });
  writeFileSync(join(OUT, "site.css"), code);
  const admin = bundle({ filename: join(ASSETS, "css", "admin.css"), minify: true, targets: TARGETS });
  writeFileSync(join(OUT, "admin.css"), admin.code);
  await build({
    entryPoints: [join(ASSETS, "js", "site.mjs")],
    outfile: join(OUT, "site.js"),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    logLevel: "warning",
  });
  await build({
    entryPoints: [join(ASSETS, "js", "uploads.mjs")],
    outfile: join(OUT, "uploads.js"),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    logLevel: "warning",
  });
  for (const icon of filesBelow(join(ASSETS, "icons"), ".svg")) {
    copyFileSync(icon, join(OUT, relative(join(ASSETS, "icons"), icon)));
  }
  for (const file of ["site.css", "site.js"]) {
    const bytes = readFileSync(join(OUT, file));
    const kib = (size) => (size / 1024).toFixed(1).padStart(6);
    console.log(`${file}${kib(bytes.length)} KiB, gzip${kib(gzipSync(bytes).length)}, brotli${kib(brotliCompressSync(bytes).length)}`);
  }
}

await main();
