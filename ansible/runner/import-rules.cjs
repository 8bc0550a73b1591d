/**
 * What each folder of src is for, and what it may import of the others; the contract, the workspace `program` and libraries
 * are open to all. The folders stand in order: each imports only those above it, so no two import each other.
 */
const folders = {
  /** Processes, files, requests, terminal, clock and paths: nothing of updates. */
  platform: [],
  /** Messages to people about the command line and about runs; those about devices are in devices/. */
  text: [],
  /** The settings, and times and windows as they are typed. */
  settings: ['platform', 'text'],
  /** Questions to the collector. */
  collector: ['platform'],
  /** What a run will do: inventory, checks before it, revisions, devices, waves. */
  plan: ['collector', 'platform', 'settings', 'text'],
  /** The files of runs, their results, queue and pins. */
  state: ['plan', 'platform', 'settings', 'text'],
  /** Reports of a run to the collector, Alertmanager and Grafana. */
  report: ['collector', 'plan', 'platform', 'settings', 'state', 'text'],
  /** Carries a run out: the worker, its waves, the canary, Ansible. */
  run: ['collector', 'plan', 'platform', 'report', 'settings', 'state', 'text'],
  /** The command `mimamori-devices`: enroll, rotate-keys, retire. */
  devices: ['collector', 'plan', 'platform', 'settings', 'state', 'text'],
  /** The command `mimamori-runner`: its flags, what it prints, requests from the page. */
  cli: ['collector', 'devices', 'plan', 'platform', 'report', 'run', 'settings', 'state', 'text'],

  'main.ts': ['cli', 'platform']
}

module.exports = { 'ansible/runner/src': folders }
