import type { RoleDeclaration } from '../../kit/module/define.js';

/**
 * The door's own roles, beside those of its modules. The system administrator keeps the portal running and sees how it
 * plans; the security administrator opens accounts and gives roles, in Keycloak, and sees what the rules let through; the
 * audit administrator, a role of the module that keeps the audit trail, reads what both did. None of them sees the
 * county's records, and nobody is two of them (GB/T 22239-2019, 8.1.5 and 8.1.7.1).
 */
export const rolesOfTheDoor: readonly RoleDeclaration[] = [
  {
    name: 'system_administrator',
    title: { zh: '系统管理员', en: 'System administrator' },
    scopes: ['plan:read', 'schema:read'],
    exclusive: true,
    keycloakRoles: ['view-realm', 'view-clients', 'view-identity-providers'],
  },
  {
    name: 'security_administrator',
    title: { zh: '安全管理员', en: 'Security administrator' },
    scopes: ['rules:read', 'schema:read'],
    exclusive: true,
    keycloakRoles: ['manage-users', 'query-clients', 'view-realm'],
  },
];
