// Builds the app and serves it: npm start. PORT asks for one port; without it 4173 or the next free one.
import { build, preview } from 'vite';

const asked = process.env.PORT;
await build({ logLevel: 'warn' });
const server = await preview({
  preview: { host: '127.0.0.1', port: Number(asked ?? 4173), strictPort: asked !== undefined },
});
console.log(`msixscope is at ${server.resolvedUrls?.local[0]} (Ctrl-C stops it)`);
