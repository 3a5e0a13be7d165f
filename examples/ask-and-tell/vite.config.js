import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: { target: 'es2022', emptyOutDir: true }, // for `await` outside of functions
  worker: { format: 'es' }, // the tuner's worker imports modules
  server: { fs: { allow: ['../..'] } },
});
