/** What is looked at or done to add a device, in this order. */
export type EnrollStep = 'identity' | 'network' | 'hostKey' | 'login' | 'system' | 'hostname' | 'registration' | 'agent' | 'report' | 'memory' | 'oldKeys' | 'inventory' | 'ownHostKey'

/** What becomes of it. changed, and changePlanned: the device had all before. */
export type Enrolled = 'enrolled' | 'changed' | 'changePlanned'
