/** What is looked at or done to retire a device, in this order. */
export type RetireStep = 'identity' | 'network' | 'device' | 'agent' | 'registry' | 'key' | 'inventory'
