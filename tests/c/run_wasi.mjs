// Runs one C test that was built as wasm: `node tests/c/run_wasi.mjs build/wasm/test_x.wasm`.
import { readFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { WASI } from 'node:wasi';

const wasi = new WASI({ version: 'preview1', args: argv.slice(2), preopens: { '.': '.' } });
const module = await WebAssembly.compile(await readFile(argv[2]));
const { exports } = await WebAssembly.instantiate(module, {
  ...wasi.getImportObject(),
  env: { emscripten_notify_memory_growth() {} },
});
process.exitCode = wasi.start({ exports });
