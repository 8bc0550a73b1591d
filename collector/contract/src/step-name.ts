/** A step as people read it: only the task's own name from Ansible's `role : file | task`. */
export const stepName = (step: string): string => /^\S+ : \S+ \| (.+)$/.exec(step)?.[1] ?? step
