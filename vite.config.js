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

/** Vite would bundle each worker by itself, with all that it imports once more. As chunks of the page's own graph they share
 * what the page has loaded. @type {import('vite').Plugin} */
const sharedWorkers = {
  name: 'shared-workers',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/web/lib/spawn.js')) return null;
    return code.replace(/new URL\('([./\w]+\.worker)\.js', import\.meta\.url\)/g, (_, file) => {
      const id = path.join(root, 'web/lib', `${file}.js`);
      return `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'chunk', id, name: path.basename(file) })}`;
    });
  },
};

export default defineConfig({
  root: path.join(root, 'web'),
  base: './', // the site works below any path
  publicDir: false,
  plugins: [sharedWorkers],
  build: {
    outDir: path.join(root, 'dist'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the content security policy has no data: for scripts, and wasm streams
    modulePreload: {
      polyfill: false, // it would be an inline script
      // Chunks are shared with the workers, and those have no document to put a link into.
      resolveDependencies: (_, dependencies, { hostType }) =>
        hostType === 'html' ? dependencies : [],
    },
    rollupOptions: {
      input: { index: path.join(root, 'web/index.html') },
      output: {
        assetFileNames,
        // Else they share a chunk with what asks a network, which the first view does not need.
        advancedChunks: { groups: [{ name: 'run', test: /web\/lib\/(fast|inspect)\.js$/ }] },
      },
    },
  },
  server: { fs: { allow: [root] } },
});
