/** What the registry writes and reads. */
export const registryStatements = {
  'registry.insertDevice': `
    INSERT INTO devices (id, name, address, site, role, labels, state, state_since_ms, paused_until_ms, pause_reason, silent_after_seconds, scrape_url, enrolled_at_ms)
    VALUES (:id, :name, :address, :site, :role, :labels, :state, :stateSinceMs, :pausedUntilMs, :pauseReason, :silentAfterSeconds, :scrapeUrl, :enrolledAtMs)`,
  'registry.updateDevice': `
    UPDATE devices SET name = :name, address = :address, site = :site, role = :role, labels = :labels, state = :state, state_since_ms = :stateSinceMs,
      paused_until_ms = :pausedUntilMs, pause_reason = :pauseReason, silent_after_seconds = :silentAfterSeconds, scrape_url = :scrapeUrl, enrolled_at_ms = :enrolledAtMs
    WHERE id = :id`,
  'registry.insertKey': 'INSERT INTO device_keys (hash, device_id, created_at_ms, weak) VALUES (:hash, :deviceId, :createdAtMs, :weak)',
  'registry.revokeKey': 'UPDATE device_keys SET revoked_at_ms = :revokedAtMs WHERE hash = :hash AND revoked_at_ms IS NULL'
}

export const registryQueries = {
  'registry.devices': 'SELECT * FROM devices ORDER BY id',
  'registry.keys': 'SELECT * FROM device_keys ORDER BY created_at_ms, hash'
}
