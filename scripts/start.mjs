// `npm start`: installs what is missing, builds what is stale, serves the site and prints its address.
//   npm start [-- --port N]
import { bootstrap } from './bootstrap.mjs';
import { build } from './build.mjs';
import { main } from './tools.mjs';

await main(async () => {
  await bootstrap('build');
  await build();
  const { portOf, serve } = await import('./serve.mjs'); // needs what bootstrap installed
  const { url } = await serve({ port: portOf(process.argv.slice(2)) });
  console.log(`Sweetspot is at ${url} (Ctrl-C ends it)`);
});
