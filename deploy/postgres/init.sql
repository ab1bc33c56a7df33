-- Makes the service's roles and its database on a new server, as its superuser: run once by the image's entry point, or by hand with
-- ORDERS_PASSWORD in psql's environment. The service's user owns the database and is no superuser, so that row-level security binds
-- it. It need not create roles either, since it finds the two that its first migration would create.
\getenv password ORDERS_PASSWORD

CREATE ROLE orders LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE ROLE orders_app NOLOGIN;
CREATE ROLE orders_every_tenant NOLOGIN;
GRANT orders_app, orders_every_tenant TO orders;
CREATE DATABASE orders OWNER orders;
