/**
 * The configuration of Loki (https://grafana.com/docs/loki/latest/configure/) in compose.yaml: one process, files on one volume, nothing
 * sent anywhere.
 */
export const lokiConfig = () => ({
  auth_enabled: false,
  analytics: { reporting_enabled: false },
  server: { http_listen_port: 3100, log_level: 'warn' },
  common: {
    // Loopback: in a container, Loki would otherwise have to find its address among several networks.
    instance_addr: '127.0.0.1',
    path_prefix: '/loki',
    replication_factor: 1,
    ring: { kvstore: { store: 'inmemory' } },
    storage: { filesystem: { chunks_directory: '/loki/chunks', rules_directory: '/loki/rules' } }
  },
  schema_config: {
    configs: [{ from: '2024-01-01', store: 'tsdb', object_store: 'filesystem', schema: 'v13', index: { prefix: 'index_', period: '24h' } }]
  },
  // Lines that come late are only in the ingester until it writes them: it is asked about all times, and not only about the last 3 h. In
  // one process this also decides how far back the querier asks it, whatever `query_ingesters_within` says (`initStore` of
  // pkg/loki/modules.go).
  ingester: { query_store_max_look_back_period: -1 },
  limits_config: {
    // A device that was offline for days sends its lines late, with their original times.
    reject_old_samples_max_age: '336h',
    // Otherwise Loki adds a fifth label, which says the same as `job`.
    discover_service_name: [],
    retention_period: '2160h',
    // One stream for each combination of job, site, device and level: a thousand devices with four levels, and the same number in reserve.
    max_global_streams_per_user: 10_000
  },
  compactor: { working_directory: '/loki/compactor', retention_enabled: true, delete_request_store: 'filesystem' }
})
