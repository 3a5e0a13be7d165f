import path from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

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
      output: {
        // A folder of its own gives the wasm its headers by a plain path rule (netlify.toml).
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith('.wasm'))
            ? 'wasm/[name]-[hash][extname]'
            : 'assets/[name]-[hash][extname]',
      },
    },
  },
  worker: { format: 'es' },
  server: { fs: { allow: [root] } },
});
