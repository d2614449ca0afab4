/** Roles add up: each may do all that the ones before it may. */
export const roles = ['reader', 'reviewer', 'approver', 'owner'] as const;
export type Role = (typeof roles)[number];

/** Permissions, and the scopes of tokens: each holds the ones before it. */
export const permissions = ['read', 'check', 'review', 'approve', 'admin'] as const;
export type Permission = (typeof permissions)[number];

const highest: Record<Role, Permission> = {
  reader: 'check',
  reviewer: 'review',
  approver: 'approve',
  owner: 'admin',
};

export const scopeHolds = (scope: Permission, needed: Permission): boolean =>
  permissions.indexOf(needed) <= permissions.indexOf(scope);

/** True when the role may do it. */
export const mayRole = (role: Role, needed: Permission): boolean => scopeHolds(highest[role], needed);

export type User = {
  readonly id: string;
  /** Name to sign in with. */
  readonly name: string;
  /** Name that others see. */
  readonly fullName: string;
  readonly role: Role;
  readonly disabled: boolean;
};
