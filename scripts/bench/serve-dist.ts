/** The built app, or another page, as a web server has it: gzipped, on loopback. */
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
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Bodies by path, as they go over the wire: packing them is no part of what is measured. */
const packed = new Map<string, Buffer>();

/**
 * Serves `folder` until `close` is called; `sent` is told of every file, in bytes as they went over the wire. Where
 * the folder has no page of its own, `page` is it.
 */
export async function serveDist(
  sent: (bytes: number, isFont: boolean) => void = () => undefined,
  folder = DIST,
  page?: string,
): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = join(
      folder,
      new URL(request.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '/index.html'),
    );
    const isPage = page !== undefined && path === join(folder, 'index.html');
    if (!isPage && !existsSync(path)) return response.writeHead(404).end();
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    const isFont = type === 'font/woff2';
    const plain = () => (isPage ? Buffer.from(page) : readFileSync(path));
    const body = packed.get(path) ?? (isFont ? plain() : gzipSync(plain(), { level: 9 }));
    packed.set(path, body);
    sent(body.length, isFont);
    const encoding = isFont ? {} : { 'content-encoding': 'gzip' };
    return response.writeHead(200, { 'content-type': type, ...encoding }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}
