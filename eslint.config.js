import js from '@eslint/js';
import globals from 'globals';

/** Only what finds mistakes; how code looks is Prettier's. */
const RULES = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-var': 'error',
  'prefer-const': 'error',
  'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  'no-implicit-coercion': ['error', { boolean: false }],
  'no-self-compare': 'error',
  'no-unmodified-loop-condition': 'error',
  'no-unreachable-loop': 'error',
  'no-throw-literal': 'error',
  'no-eval': 'error',
  'no-new-func': 'error',
  'object-shorthand': 'error',
  'prefer-template': 'error',
};

export default [
  { ignores: ['build/', 'dist/', 'coverage/', 'cpp/toolchain/.local/', 'tests/e2e/output/'] },
  js.configs.recommended,
  { rules: RULES },
  {
    files: ['web/src/**/*.js'],
    ignores: ['web/src/worker/**', 'web/src/data/**', 'web/src/offline/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['web/src/worker/**/*.js'],
    languageOptions: { globals: globals.worker },
  },
  {
    // The worker and Node both run these.
    files: ['web/src/data/**/*.js'],
    languageOptions: { globals: globals['shared-node-browser'] },
  },
  {
    files: ['web/src/offline/**/*.js'],
    languageOptions: {
      globals: { ...globals.serviceworker, __FILES__: 'readonly', __VERSION__: 'readonly' },
    },
  },
  {
    files: ['*.js', '**/*.mjs', 'assets/**/*.js', 'tests/**/*.js'],
    languageOptions: { globals: globals.node },
  },
  {
    // Functions that run in the page, within the tests that send them there.
    files: ['tests/e2e/**/*.{js,mjs}', 'tests/bench/**/*.{js,mjs}', 'tests/web/**/*.js'],
    languageOptions: { globals: globals.browser },
  },
  {
    // What the page of the benchmark gives to functions that run in it.
    files: ['tests/bench/lab.mjs'],
    languageOptions: { globals: { lab: 'readonly' } },
  },
];
