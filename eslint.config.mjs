import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';

const PURE = ['src/contract/**/*.ts', 'src/engine/**/*.ts', 'src/model/**/*.ts'];

export default tseslint.config(
  { ignores: ['dist', 'data', 'node_modules', 'coverage'] },
  eslint.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  prettier,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': ['error', { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' }],
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-params': ['warn', 6],
    },
  },
  {
    // Nest builds classes from the types of constructor parameters: a type-only import would erase them.
    files: ['src/**/*.module.ts', 'src/**/*.controller.ts', 'src/**/*.service.ts', 'src/**/*.gateway.ts', 'src/**/gateway.ts', 'src/**/*.guard.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: PURE,
    rules: {
      'no-restricted-globals': ['error', 'Date', 'setTimeout', 'setInterval', 'process', 'Buffer', 'performance', 'crypto', 'console', 'fetch'],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'Chance is an argument: use a named stream of the engine.' }],
    },
  },
  {
    files: ['src/model/calendar.ts', 'src/contract/line.ts'],
    rules: { 'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'process', 'Buffer', 'performance', 'crypto', 'console', 'fetch'] },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'web/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      'max-lines': 'off',
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        module: 'writable',
        Buffer: 'readonly',
      },
    },
  },
);
