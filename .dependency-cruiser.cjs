/* The import rules between the workspaces; the picture is in README.md. Within them: their import-rules.cjs. */
const { importRules } = require('./.import-rules.cjs')

const lists = {
  ...require('./agent/import-rules.cjs'), ...require('./ansible/runner/import-rules.cjs'), ...require('./collector/import-rules.cjs'),
  ...require('./collector/page/import-rules.cjs')
}

const ofPackage = (name) => `^${name}/(src|test)/`

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'nothing-imports-scripts-or-test', severity: 'error', from: { pathNot: '^(scripts|test)/' }, to: { path: '^(scripts|test)/' } },
    { name: 'code-imports-no-test', severity: 'error', from: { path: '/src/' }, to: { path: '/test/' } },
    { name: 'program-imports-nothing-of-ours', severity: 'error', from: { path: ofPackage('program') }, to: { path: '^(exporter|agent|collector|dashboards|ansible)/' } },
    { name: 'contract-stands-alone', severity: 'error', from: { path: '^collector/contract/' }, to: { path: '^(program|exporter|agent|dashboards|ansible|collector/(?!contract/))' } },
    { name: 'command-sees-only-contract-and-program', severity: 'error', from: { path: '^collector/cli/src/' }, to: { path: '^(exporter|agent|dashboards|ansible|collector/(?!cli/|contract/))' } },
    { name: 'no-program-imports-the-command', severity: 'error', from: { path: '^(program|exporter|agent|dashboards|ansible|collector/(?!cli/))', pathNot: '/(bin|test)/' }, to: { path: '^collector/cli/' } },
    { name: 'page-sees-only-the-contract', severity: 'error', from: { path: '^collector/page/' }, to: { pathNot: '^collector/(page|contract)/', dependencyTypesNot: ['core'] } },
    { name: 'page-takes-no-schemas-into-the-browser', severity: 'error', from: { path: '^collector/page/src/' }, to: { path: '^collector/contract/src/(?!alert-delays|content/content-limits|content/content-path|content/set-up-command|default-limits|device-list/|errors-window|escape-controls|fold|frame|history-range|level-names|line-key|log-fields|format-time|log-text|old-keys|out-of-use|outcomes|quantity|receivers/channel-table|login-redirect|severity|step-name|take-key-command|text/|warnings)', dependencyTypesNot: ['type-only'] } },
    { name: 'nothing-imports-the-page', severity: 'error', from: { pathNot: '^collector/page/' }, to: { path: '^collector/page/' } },
    { name: 'exporter-stands-alone', severity: 'error', from: { path: ofPackage('exporter') }, to: { path: '^(agent|collector|dashboards|ansible)/' } },
    { name: 'agent-imports-exporter-and-contract', severity: 'error', from: { path: ofPackage('agent') }, to: { path: '^(collector/src|dashboards|ansible)/' } },
    { name: 'agent-takes-no-schemas-of-the-contract', severity: 'error', from: { path: '^agent/src/' }, to: { path: '^(node_modules/zod|collector/contract/src/(?!alert-delays|content/content-(?:limits|path)|default-limits|device-id-rule|headers|json-line|level-in-text|level-names|redaction/|text/(?:lacking-space|notification-problem)))', dependencyTypesNot: ['type-only'] } },
    { name: 'collector-takes-only-the-text-format-of-the-exporter', severity: 'error', from: { path: '^collector/src/' }, to: { path: '^exporter/(?!src/text-format/)' } },
    { name: 'collector-imports-no-agent-dashboards-or-runner', severity: 'error', from: { path: '^collector/' }, to: { path: '^(agent|dashboards|ansible)/' } },
    { name: 'dashboards-import-no-running-code-but-severities-outcomes-and-the-limits-of-warnings', severity: 'error', from: { path: '^dashboards/src/' }, to: { path: '^(exporter|agent|collector/(?!contract/src/(?:alert-delays|default-limits|outcomes|severity|warnings))|ansible)/' } },
    { name: 'runner-imports-only-contract-and-program', severity: 'error', from: { path: ofPackage('ansible/runner') }, to: { path: '^(exporter|agent|dashboards|collector/src)/' } },
    { name: 'only-one-file-of-the-runner-starts-processes', severity: 'error', from: { path: '^ansible/runner/src/', pathNot: '^ansible/runner/src/platform/process/' }, to: { path: '^(node:)?child_process$|^node_modules/execa' } },
    { name: 'parse-imports-only-types', severity: 'error', from: { path: '/src/.*parse/' }, to: { pathNot: '/src/.*parse/', dependencyTypesNot: ['type-only', 'core'] } },
    ...Object.entries(lists).flatMap(([root, arrows]) => importRules(root, arrows))
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules/(?!@mimamori)|dist/|var/|dashboards/out/|exporter/test/fixtures)' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json'] }
  }
}
