/** The built app as a web server has it: gzipped, on loopback. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const DIST = 'dist';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** Serves `dist` until `close` is called; `sent` is told of every file, in bytes as they went over the wire. */
export async function serveDist(
  sent: (bytes: number, isFont: boolean) => void = () => undefined,
): Promise<{ url: string; close: () => void }> {
  const packed = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = join(
      DIST,
      new URL(request.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '/index.html'),
    );
    if (!existsSync(path)) return response.writeHead(404).end();
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    const isFont = type === 'font/woff2';
    const body =
      packed.get(path) ?? (isFont ? readFileSync(path) : gzipSync(readFileSync(path), { level: 9 }));
    packed.set(path, body);
    sent(body.length, isFont);
    const encoding = isFont ? {} : { 'content-encoding': 'gzip' };
    return response.writeHead(200, { 'content-type': type, ...encoding }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}
