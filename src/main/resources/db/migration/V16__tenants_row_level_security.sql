-- A migration of its own: together with locations, its lock could deadlock with orders that are taken meanwhile.
-- A tenant is made with its first location, and sees itself only.
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY one_tenant ON tenants TO orders_app USING (id = session_tenant());
CREATE POLICY every_tenant ON tenants TO orders_every_tenant, CURRENT_USER
    USING (session_of_every_tenant() IS NOT NULL);

GRANT SELECT, INSERT ON tenants TO orders_app;
