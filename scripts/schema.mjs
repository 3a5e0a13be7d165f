// The schema that the built core carries, for the documentation and the tests.
import fs from 'node:fs';
import path from 'node:path';
import { Engine } from '../web/lib/engine.js';
import { parseSchema } from '../web/lib/schema.js';
import { ROOT } from './tools.mjs';

/** @param {string} [file] the built core */
export async function readSchema(file = path.join(ROOT, 'build/wasm/sweetspot.wasm')) {
  const engine = await Engine.create(await WebAssembly.compile(fs.readFileSync(file)));
  return parseSchema(engine.schemaText());
}
