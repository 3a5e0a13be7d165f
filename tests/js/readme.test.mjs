// What the READMEs tell people to type is typed here.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import test from 'node:test';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const execute = promisify(execFile);

/** @param {string} file @param {string} language */
async function blocks(file, language) {
  const text = await readFile(`${root}${file}`, 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    (m) => m[1],
  );
}

test('both_readmes_show_the_same_commands_and_code', async () => {
  for (const language of ['sh', 'js']) {
    const english = await blocks('README.md', language);
    assert.ok(english.length >= 2);
    assert.deepEqual(await blocks('README.zh-CN.md', language), english);
  }
});

test('every_command_of_the_readme_runs', { timeout: 300_000 }, async (t) => {
  const lines = (await blocks('README.md', 'sh')).join('').trim().split('\n');
  const commands = lines.map((line) => line.replace(/\s+#.*$/, ''));
  assert.ok(commands.length >= 8);
  // A journal of an earlier version of this tree may hold another study of the same name.
  for (const [, journal] of lines.join('\n').matchAll(/--storage (build\/\S+)/g))
    await rm(`${root}${journal}`, { force: true });
  for (const command of commands) {
    if (command === 'npm test') continue; // it runs this
    await t.test(command, () =>
      command === 'npm start' ? starts() : execute('sh', ['-c', command], { cwd: root }),
    );
  }
});

/** Serves the page and says where; ended again. */
async function starts() {
  const child = spawn('npm', ['start', '--', '--port', '0'], { cwd: root, detached: true });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      const found = /http:\/\/localhost:\d+\//.exec(said);
      if (found) resolve(found[0]);
    });
    child.on('exit', () => reject(new Error(`npm start ended: ${said}`)));
  });
  const page = await fetch(String(address));
  process.kill(-Number(child.pid));
  assert.equal(page.status, 200);
  assert.match(await page.text(), /Sweetspot/);
}

test('every_program_of_the_readme_runs', async (t) => {
  const programs = await blocks('README.md', 'js');
  const study = JSON.stringify(await readFile(`${root}examples/optimizer-grid.json`, 'utf8'));
  for (const [i, program] of programs.entries()) {
    const file = `${root}build/readme-${i}.mjs`;
    await t.test(`program ${i + 1}`, async () => {
      await writeFile(file, `const studyFile = JSON.parse(${study});\n${program}`);
      const { stdout } = await execute('node', [file], { cwd: root, timeout: 60_000 });
      await rm(file);
      assert.ok(stdout.trim().length > 0);
    });
  }
});
