// In a project of your own: import { Study } from 'sweetspot';
import { Study } from '../../web/lib/index.js';

const status = /** @type {HTMLElement} */ (document.querySelector('[role=status]'));

const study = await Study.create({
  space: {
    x: { type: 'float', low: -5, high: 5 },
    y: { type: 'float', low: 0.001, high: 10, log: true },
  },
  search: { sampler: { type: 'gp' }, trials: 30, seed: 1, parallelism: 1 },
  objective: { direction: 'minimize' },
});
for (let trial = await study.ask(); trial; trial = await study.ask()) {
  const { x, y } = /** @type {{ x: number, y: number }} */ (trial.params);
  await study.tell(trial.number, { value: (x - 1) ** 2 + (y - 0.1) ** 2 });
  status.textContent = `trial ${trial.number}: best ${study.best?.value}`;
}
status.textContent = `done: ${study.best?.value} at ${JSON.stringify(study.best?.params)}`;
study.close();
