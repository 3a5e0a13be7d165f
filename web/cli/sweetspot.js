#!/usr/bin/env node
/** The command: `npx sweetspot run STUDY.json`. */
import { main } from './main.js';

process.exitCode = await main(process.argv.slice(2));
