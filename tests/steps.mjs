/** The steps of `npm test`, in their order: the quick ones first. */

import { spawn, spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cmakeBuild } from '../cpp/toolchain/cmake.mjs';
import { BUILD, ROOT } from '../cpp/toolchain/paths.mjs';
import { buildWasm } from '../cpp/toolchain/prepare.mjs';

/** @typedef {{passed: number, failed: number}} Outcome */
/** @typedef {{name: string, title: string, run: () => Promise<Outcome>}} Step */

/** Raw coverage of this run; git-ignored. */
export const COVERAGE = join(ROOT, 'coverage');

const NODE_COVERAGE = join(COVERAGE, 'node');
/** A test that hangs fails then, and the others go on. */
const TEST_TIMEOUT_MS = 180_000;

/** Page tests that ask how long something takes. */
const TIMED_PAGE_TESTS = 'timing.test.js';

const CPP_TESTS = ['inkling_test', 'inkling_double_test'];

/** @param {string} name of a program that an npm package brings */
const bin = (name) => join(ROOT, 'node_modules', '.bin', name);

/** @type {Step[]} */
export const STEPS = [
  {
    name: 'format',
    title: 'clang-format and Prettier',
    run: () =>
      all(
        () => check('clang-format', ['--dry-run', '-Werror', ...trackedFiles(/\.(cpp|h)$/)]),
        () => check(bin('prettier'), ['--check', '--log-level', 'warn', '.']),
      ),
  },
  { name: 'lint', title: 'ESLint', run: () => check(bin('eslint'), ['--max-warnings', '0', '.']) },
  {
    name: 'types',
    title: 'tsc, strict: page, worker, tools and tests apart',
    run: () =>
      all(
        () => check(bin('tsc'), ['-p', 'web/src']),
        () => check(bin('tsc'), ['-p', 'web/src/worker']),
        () => check(bin('tsc'), ['-p', 'tests']),
      ),
  },
  {
    name: 'units',
    title: 'page, worker and tools under Node',
    run: () => nodeTests(testFiles('tests/web'), cpus().length),
  },
  {
    name: 'wasm',
    title: 'the WebAssembly module under Node: bindings, training, memory',
    run: () => nodeTests(testFiles('tests/wasm'), cpus().length),
  },
  { name: 'native', title: 'C++ tests with AddressSanitizer and UBSan', run: nativeTests },
  { name: 'tidy', title: 'clang-tidy', run: clangTidy },
  {
    name: 'cpp-wasm',
    title: 'the same C++ tests as WebAssembly under Node, in three variants',
    run: wasmTests,
  },
  {
    name: 'page',
    title: 'the page in Chromium, from dist/',
    run: async () => {
      const build = await check(process.execPath, ['web/tools/build.mjs']);
      if (build.failed > 0) return build;
      const files = testFiles('tests/e2e');
      const timed = files.filter((file) => file.endsWith(TIMED_PAGE_TESTS));
      const others = files.filter((file) => !timed.includes(file));
      // A browser computes on two cores, but not all the time.
      return all(
        () => nodeTests(others, 2),
        () => nodeTests(timed, 1),
      );
    },
  },
  {
    name: 'coverage',
    title: 'coverage of the page code',
    run: () => check(process.execPath, ['tests/coverage.mjs']),
  },
];

/** One after the other. @param {(() => Promise<Outcome>)[]} runs @returns {Promise<Outcome>} */
async function all(...runs) {
  const sum = { passed: 0, failed: 0 };
  for (const run of runs) {
    const { passed, failed } = await run();
    sum.passed += passed;
    sum.failed += failed;
  }
  return sum;
}

/**
 * As many at a time as there are cores.
 * @param {readonly (() => Promise<Outcome>)[]} runs
 * @returns {Promise<Outcome>}
 */
async function onAllCores(runs) {
  const queue = [...runs];
  const sum = { passed: 0, failed: 0 };
  const lane = async () => {
    for (let run = queue.shift(); run; run = queue.shift()) {
      const { passed, failed } = await run();
      sum.passed += passed;
      sum.failed += failed;
    }
  };
  await Promise.all(Array.from(cpus(), lane));
  return sum;
}

/**
 * Runs a command whose output is shown as it comes.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] besides the process's own
 * @returns {Promise<{ok: boolean, output: string}>}
 */
function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        process.stdout.write(chunk);
      });
    }
    child.on('error', (error) => resolve({ ok: false, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Outcome>} one check
 */
async function check(command, args) {
  const { ok, output } = await run(command, args);
  if (!ok && output.trim() === '') console.log(`${command} failed without a word.`);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * The counts of a test run. A run that failed without a failed test (a crash), or that counted no
 * test at all, counts as one failure.
 * @param {{ok: boolean, output: string}} run
 * @param {RegExp} passedPattern with the number as its group
 * @param {RegExp} failedPattern
 * @returns {Outcome}
 */
function count({ ok, output }, passedPattern, failedPattern) {
  const passed = Number(passedPattern.exec(output)?.[1] ?? 0);
  const failed = Number(failedPattern.exec(output)?.[1] ?? 0);
  return { passed, failed: failed === 0 && (!ok || passed === 0) ? 1 : failed };
}

/**
 * @param {string} folder
 * @returns {string[]} from the project's root on
 */
function testFiles(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.m?js$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

/**
 * @param {readonly string[]} files at least one
 * @param {number} atOnce
 * @returns {Promise<Outcome>}
 */
async function nodeTests(files, atOnce) {
  // Without files, Node would look for some itself.
  if (files.length === 0) throw new Error('There are no tests to run.');
  const args = [
    '--test',
    '--test-reporter=spec',
    `--test-concurrency=${atOnce}`,
    `--test-timeout=${TEST_TIMEOUT_MS}`,
    ...files,
  ];
  const result = await run(process.execPath, args, { NODE_V8_COVERAGE: NODE_COVERAGE });
  return count(result, /^ℹ pass (\d+)$/m, /^ℹ fail (\d+)$/m);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Outcome>}
 */
async function googleTest(command, args, env) {
  const result = await run(command, [...args, '--gtest_brief=1'], env);
  return count(
    result,
    /\[ {2}PASSED {2}\] (\d+) tests?\./,
    /\[ {2}FAILED {2}\] (\d+) tests?, listed/,
  );
}

/** @returns {Promise<Outcome>} */
async function nativeTests() {
  await cmakeBuild('native-asan', { title: 'Compiling the C++ tests with sanitizers' });
  const programs = CPP_TESTS.map((name) => join(BUILD, 'native-asan', 'tests', 'cpp', name));
  // Google Test lets processes share the tests of a program.
  const shards = programs.flatMap((program, i) =>
    Array.from(cpus(), (_, shard) => ({
      program,
      env: {
        GTEST_TOTAL_SHARDS: String(cpus().length),
        GTEST_SHARD_INDEX: String(shard),
        LLVM_PROFILE_FILE: join(COVERAGE, `cpp-${i}-${shard}.profraw`),
      },
    })),
  );
  const outcome = await onAllCores(
    shards.map(
      ({ program, env }) =>
        () =>
          googleTest(program, [], env),
    ),
  );
  const merged = join(COVERAGE, 'cpp.profdata');
  const merge = await run('llvm-profdata', [
    'merge',
    '-o',
    merged,
    ...shards.map(({ env }) => env.LLVM_PROFILE_FILE),
  ]);
  const objects = programs.flatMap((program, i) => (i === 0 ? [program] : ['-object', program]));
  const report = await run('llvm-cov', [
    'report',
    ...objects,
    `-instr-profile=${merged}`,
    '-show-region-summary=false',
    '-show-branch-summary=false',
    '-ignore-filename-regex=(/tests/|/usr/|/build/)',
  ]);
  if (!merge.ok || !report.ok) outcome.failed += 1;
  return outcome;
}

/** Native builds compile a folder's files as one, which includes them. */
const INCLUDES_A_SOURCE = /^#include "(.*\.cpp)"$/gm;

/**
 * @param {string} preset one that is configured
 * @returns {Map<string, string[]>} what is compiled for the product, in float, and of each the
 *   project's sources that it consists of
 */
function productsCompilation(preset) {
  /** @type {{file: string, command: string}[]} */
  const entries = JSON.parse(readFileSync(join(BUILD, preset, 'compile_commands.json'), 'utf8'));
  const compiled = new Map();
  for (const { file, command } of entries) {
    const isHeader = file.endsWith('.hxx.cxx'); // to be compiled ahead
    if (isHeader || !command.includes(' -o cpp/CMakeFiles/inkling.dir/')) continue;
    const included = [...readFileSync(file, 'utf8').matchAll(INCLUDES_A_SOURCE)];
    const sources = included.length > 0 ? included.map(([, source = '']) => source) : [file];
    compiled.set(
      file,
      sources.map((source) => relative(ROOT, source)),
    );
  }
  return compiled;
}

/** @returns {Promise<Outcome>} */
async function clangTidy() {
  const preset = 'native-asan';
  await cmakeBuild(preset, {
    title: 'Bringing the compilation database up to date',
    targets: ['inkling'],
  });
  const compiled = productsCompilation(preset);
  const read = new Set([...compiled.values()].flat());
  const left = trackedFiles(/^cpp\/(?!bindings\/).*\.cpp$/).filter((file) => !read.has(file));
  if (left.length > 0) console.log(`Not compiled, so not read: ${left.join(', ')}`);
  const { failed } = await onAllCores(
    [...compiled.keys()].map((file) => async () => {
      const tidy = await capture('clang-tidy', [
        '-p',
        join(BUILD, preset),
        '--quiet',
        '--checks=-bugprone-suspicious-include',
        file,
      ]);
      if (!tidy.ok) console.log(tidy.output);
      return { passed: 0, failed: tidy.ok ? 0 : 1 };
    }),
  );
  console.log(`${read.size} files read`);
  const problems = failed + left.length;
  return { passed: problems === 0 ? 1 : 0, failed: problems };
}

/** Whole trainings. Without SIMD they take minutes, and show nothing that kernels' tests do not. */
const LONG_TESTS = ['SessionCorrection', 'SessionJudgement', 'SessionStyles', 'WrittenStatistics'];

/**
 * The builds of the tests as WebAssembly. In double precision once: the variants differ in their
 * kernels, which both precisions share.
 * @type {{preset: string, programs: string[], kind: string, without?: string[]}[]}
 */
const WASM_TESTS = [
  { preset: 'wasm-release', programs: CPP_TESTS, kind: 'with SIMD' },
  { preset: 'wasm-threads', programs: ['inkling_test'], kind: 'with relaxed SIMD and threads' },
  {
    preset: 'wasm-scalar',
    programs: ['inkling_test'],
    kind: 'without SIMD',
    without: LONG_TESTS,
  },
];

/** Node 20 has relaxed SIMD behind a flag, which later ones do not know. */
const RELAXED_SIMD_FLAG = process.versions.node.startsWith('20.')
  ? ['--experimental-wasm-relaxed-simd']
  : [];

/** @returns {Promise<Outcome>} */
async function wasmTests() {
  for (const { preset, programs, kind } of WASM_TESTS) {
    const title = `Compiling the C++ tests to WebAssembly ${kind}`;
    await buildWasm(preset, { title, targets: programs, configure: true });
  }
  const runs = WASM_TESTS.flatMap(({ preset, programs, without = [] }) =>
    programs.map((name) => [
      join(BUILD, preset, 'tests', 'cpp', `${name}.cjs`),
      `--gtest_filter=-${without.map((suite) => `${suite}Test.*`).join(':')}`,
    ]),
  );
  return onAllCores(
    runs.map((args) => () => googleTest(process.execPath, [...RELAXED_SIMD_FLAG, ...args])),
  );
}

/**
 * As `run`, silent.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<{ok: boolean, output: string}>}
 */
function capture(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/**
 * The project's own files: tracked by git, or new and not ignored.
 * @param {RegExp} pattern
 * @returns {string[]}
 */
function trackedFiles(pattern) {
  const git = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const files = (git.stdout ?? '').split('\n').filter((name) => pattern.test(name));
  if (files.length === 0) throw new Error(`git lists no file that matches ${pattern}.`);
  return files;
}
