/** The role's variables for the lab's demo service. `source` is its `release_source`. */
export const demoRelease = (source: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> => ({
  release_name: 'demo',
  release_owner: 'demo',
  release_source: source,
  release_services: ['demo.service'],
  release_checks: [{ http: 'http://127.0.0.1:3000/health' }],
  release_proof: { http: 'http://127.0.0.1:3000/version', pointer: '/revision' },
  release_minimum_disk_mb: 20,
  release_settle_seconds: 2,
  // What a failing release is given; a good one passes as soon as it is up, also on a busy machine.
  release_checks_within_seconds: 20,
  release_proof_within_seconds: 10
})
