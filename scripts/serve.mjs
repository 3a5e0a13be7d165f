// Serves dist/ as the host does: the headers are those of netlify.toml.
//   node scripts/serve.mjs [--port N]      http://localhost:4173/, or the next free port
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { parse } from 'smol-toml';
import { isMain, main, ROOT, say, Stop } from './tools.mjs';

const TYPES = /** @type {Record<string, string>} */ ({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.gz': 'application/gzip', // as it is: the page decompresses it
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
});

/** The function that gives a path its headers by the rules of netlify.toml, later rules over earlier ones.
 * @returns {(pathname: string) => Record<string, string>} */
function headerRules() {
  const text = fs.readFileSync(path.join(ROOT, 'netlify.toml'), 'utf8');
  const { headers } =
    /** @type {{ headers: { for: string, values: Record<string, string> }[] }} */ (
      /** @type {unknown} */ (parse(text))
    );
  const matches = (/** @type {string} */ rule, /** @type {string} */ pathname) =>
    rule.endsWith('*') ? pathname.startsWith(rule.slice(0, -1)) : pathname === rule;
  return (pathname) => {
    const rules = headers.filter((rule) => matches(rule.for, pathname));
    return Object.assign(
      { 'Cache-Control': 'public, max-age=0, must-revalidate' },
      ...rules.map((rule) => rule.values),
    );
  };
}

/** The file that a request path names, with its size, or undefined: not below the folder, or not there. A build may remove it
 * at any moment, so it is only tried, never asked for first.
 * @param {string} folder @param {string} pathname @returns {{ file: string, size: number } | undefined} */
function fileFor(folder, pathname) {
  const wanted = path.join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  if (!wanted.startsWith(folder + path.sep)) return undefined;
  try {
    const file = fs.realpathSync(wanted); // no symbolic link leads out either
    const stat = fs.statSync(file);
    const inside = file.startsWith(fs.realpathSync(folder) + path.sep);
    return inside && stat.isFile() ? { file, size: stat.size } : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the server. A taken port moves to the next one, up to twenty times.
 * @param {{ port?: number, host?: string, folder?: string }} [options] port 0: any free one
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>} */
export async function serve({
  port = 4173,
  host = 'localhost',
  folder = path.join(ROOT, 'dist'),
} = {}) {
  const headersOf = headerRules();
  const server = http.createServer((request, response) => {
    const pathname = pathOf(request.url ?? '/');
    const found = pathname === undefined ? undefined : fileFor(folder, pathname);
    const headers = headersOf(pathname ?? '/');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return end(response, 405, headers, 'Only GET and HEAD\n');
    if (pathname === undefined) return end(response, 400, headers, 'Bad path\n');
    if (!found) return end(response, 404, headers, 'Not found\n');
    const { file, size } = found;
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, {
      'Content-Type': type,
      ...headers,
      'Content-Length': size,
    });
    if (request.method === 'HEAD') return response.end();
    return fs
      .createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
  });
  const taken = await listen(server, host, port);
  return {
    url: `http://${host}:${taken}/`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {http.ServerResponse} response @param {number} status @param {Record<string, string>} headers @param {string} text */
function end(response, status, headers, text) {
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(text);
}

/** The decoded path of a request target, undefined if it is malformed. @param {string} target */
function pathOf(target) {
  try {
    return decodeURIComponent(target.split(/[?#]/, 1)[0] ?? '/');
  } catch {
    return undefined;
  }
}

/** @param {http.Server} server @param {string} host @param {number} port @returns {Promise<number>} */
async function listen(server, host, port) {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return await listenAt(server, host, port && port + attempt);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Stop(`ports ${port} to ${port + 19} are all taken; choose another with --port N`);
}

/** @param {http.Server} server @param {string} host @param {number} port @returns {Promise<number>} */
const listenAt = (server, host, port) =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
    });
  });

/** The value of --port, or the default. @param {string[]} args */
export function portOf(args) {
  const [option, value, ...rest] = args.flatMap((arg) => arg.split('='));
  if (option === undefined) return 4173;
  const port = Number(value);
  if (
    option === '--port' &&
    rest.length === 0 &&
    Number.isInteger(port) &&
    port >= 0 &&
    port <= 65535
  )
    return port;
  throw new Stop(
    `cannot read "${args.join(' ')}"; the only option is --port N, N from 0 (any free one) to 65535`,
  );
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { url } = await serve({ port: portOf(process.argv.slice(2)) });
    say(`Sweetspot is at ${url} (Ctrl-C ends it)`);
  });
}
