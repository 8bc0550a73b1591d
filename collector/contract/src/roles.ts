/**
 * admin: everything. viewer: reads what the page shows. scrape: metrics and service discovery. update: reports runs.
 * alert: delivers alerts. enroll: adds devices and gives them new keys. An admin may do what any other role may.
 */
export const roles = ['admin', 'viewer', 'scrape', 'update', 'alert', 'enroll'] as const
export type Role = typeof roles[number]
/** The roles of a person's browser. */
export const loginRoles = ['admin', 'viewer'] as const satisfies readonly Role[]
export type LoginRole = typeof loginRoles[number]
