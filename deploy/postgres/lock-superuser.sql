-- Run by the image's entry point after init.sql: from now on the superuser logs in on the server's own socket only.
ALTER ROLE postgres PASSWORD NULL;
