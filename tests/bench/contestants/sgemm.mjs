// Matrix products beside what the machine can multiply and add at all, one thread. A round measures each once, for some
// milliseconds.
import { compile } from './engine.mjs';
import { compete, options, timed } from './protocol.mjs';

const SECONDS = 0.02; // of work in each measurement
const FORMS = { nn: 0, nt: 1, tn: 2 };

await compete(async () => {
  const exact = await instance('exact');
  const bench = options.speed === 'fast' ? await instance('fast') : exact;
  const ceiling = paced((/** @type {number} */ rounds) => exact.bench_ceiling(rounds));
  const products = options.products.map((/** @type {any} */ { form, m, n, k, conv, pass }) => {
    if (conv) return convolution(bench, conv, pass);
    const flops = bench.bench_gemm_flops(m, n, k);
    return paced((/** @type {number} */ rounds) => {
      bench.bench_gemm(FORMS[/** @type {keyof typeof FORMS} */ (form)], m, n, k, rounds);
      return rounds * flops;
    });
  });
  return {
    about: 'Sweetspot, 1 thread',
    round: () => ({
      ceiling: ceiling(),
      products: products.map((/** @type {() => number} */ product) => product()),
    }),
  };
});

/** A product of a convolution without zeros; dx is what both gradients take more than dw alone.
 * @param {Record<string, any>} bench @param {number[]} shape @param {'forward' | 'dw' | 'dx'} pass */
function convolution(bench, shape, pass) {
  const flops = bench.bench_conv_shape(...shape, 0);
  const prepare = () => bench.bench_conv_shape(...shape, 0);
  const run = (/** @type {number} */ which) =>
    paced((/** @type {number} */ rounds) => {
      bench.bench_conv(which, rounds);
      return rounds * flops;
    }, prepare);
  if (pass === 'forward') return run(0);
  if (pass === 'dw') return run(1);
  const [dw, both] = [run(1), run(2)];
  return () => 1 / (1 / both() - 1 / dw());
}

/** @param {'exact' | 'fast'} speed @returns {Promise<Record<string, any>>} */
async function instance(speed) {
  const env = { emscripten_notify_memory_growth() {} };
  const { exports } = await WebAssembly.instantiate(compile('bench_kernels', false, speed), {
    env,
  });
  const bench = /** @type {Record<string, any>} */ (exports);
  bench._initialize();
  return bench;
}

/** GFLOP/s of about SECONDS of work. @param {(rounds: number) => number} work does so many rounds, answers the operations
 * @param {() => void} [prepare] not timed */
function paced(work, prepare = () => {}) {
  let rounds = 1;
  prepare();
  while (timed(() => work(rounds)).seconds < SECONDS) rounds *= 2;
  return () => {
    prepare();
    const { seconds, result } = timed(() => work(rounds));
    return result / seconds / 1e9;
  };
}
