import path from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

// A folder of its own gives the wasm its headers by a plain path rule (netlify.toml). The page and the workers name the same
// file, so that it is one.
/** @param {{ names: string[] }} asset */
const assetFileNames = ({ names }) =>
  names.some((name) => name.endsWith('.wasm'))
    ? 'wasm/[name]-[hash][extname]'
    : 'assets/[name]-[hash][extname]';

export default defineConfig({
  root: path.join(root, 'web'),
  base: './', // the site works below any path
  publicDir: false,
  build: {
    outDir: path.join(root, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the content security policy has no data: for scripts, and wasm streams
    modulePreload: { polyfill: false }, // it would be an inline script
    rollupOptions: {
      input: { index: path.join(root, 'web/index.html') },
      output: { assetFileNames },
    },
  },
  worker: { format: 'es', rollupOptions: { output: { assetFileNames } } },
  server: { fs: { allow: [root] } },
});
