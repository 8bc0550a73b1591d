import stylistic from '@stylistic/eslint-plugin'
import tseslint from 'typescript-eslint'

/** What is called while a file of tests is read: nested in any other function than a `describe`'s, it comes too late. */
const tooLate = ':function:not(CallExpression:matches([callee.name=/^describe/], [callee.object.name="describe"], [callee.callee.name=/^describe/], [callee.callee.object.name="describe"]) > *) CallExpression[callee.name=/^(afterAll|untilAllEnd|withBrowser|withCollector)$/]'

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'dashboards/out/', 'var/', '**/dist/'] },
  stylistic.configs.customize({ semi: false, quotes: 'single', commaDangle: 'never', braceStyle: '1tbs', arrowParens: true, jsx: true }),
  {
    rules: {
      '@stylistic/space-before-function-paren': ['error', 'always'],
      '@stylistic/quotes': ['error', 'single', { avoidEscape: true }],
      '@stylistic/operator-linebreak': ['error', 'after', { overrides: { '?': 'before', ':': 'before', '|': 'before' } }],
      '@stylistic/max-statements-per-line': ['error', { max: 2 }],
      '@stylistic/multiline-ternary': 'off',
      '@stylistic/list-style': 'off',
      '@stylistic/type-generic-spacing': 'off',
      '@stylistic/quote-props': ['error', 'as-needed'],
      '@stylistic/jsx-one-expression-per-line': 'off',
      '@stylistic/indent-binary-ops': 'off',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      // Texts for people, patterns and addresses are not broken.
      '@stylistic/max-len': ['error', { code: 140, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error'
    }
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json', './collector/page/tsconfig.json'], tsconfigRootDir: import.meta.dirname }
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }]
    }
  },
  {
    files: ['**/test/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-argument': 'off', 'max-lines': 'off' }
  },
  {
    files: ['**/test/**/*.ts'],
    ignores: ['collector/test/until-all-end.ts', 'test/browser/suite.ts'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: tooLate, message: 'vitest runs no afterAll that is registered after the file was read: call untilAllEnd() outside, and give what it returns.' },
        { selector: ':matches(:not(CallExpression, ImportSpecifier) > Identifier[name="afterAll"], CallExpression > Identifier.arguments[name="afterAll"])', message: 'Who takes afterAll may call it too late: give untilAllEnd().' }
      ]
    }
  }
)
