-- The tables that Postfix and mlmmjadmin need, for PostgreSQL. Servers with iRedMail have them already.
-- Use: createdb --encoding=UTF8 vmail; then psql vmail < tables.sql
-- Give Postfix's user SELECT on all of them, and mlmmjadmin's user SELECT, INSERT, UPDATE and DELETE (and USAGE on the sequences).

-- Domains whose mail this server takes.
CREATE TABLE IF NOT EXISTS domain (
    domain      VARCHAR(255) NOT NULL DEFAULT '',
    description TEXT,
    settings    TEXT,
    aliases     INT8 NOT NULL DEFAULT 0,
    mailboxes   INT8 NOT NULL DEFAULT 0,
    maillists   INT8 NOT NULL DEFAULT 0, -- how many lists the domain may have; 0 for any number
    transport   VARCHAR(255) NOT NULL DEFAULT 'dovecot',
    backupmx    INT2 NOT NULL DEFAULT 0,
    created     TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    modified    TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expired     TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT '9999-12-31 01:01:01',
    active      INT2 NOT NULL DEFAULT 1,
    PRIMARY KEY (domain)
);
CREATE INDEX IF NOT EXISTS idx_domain_backupmx ON domain (backupmx);
CREATE INDEX IF NOT EXISTS idx_domain_expired ON domain (expired);
CREATE INDEX IF NOT EXISTS idx_domain_active ON domain (active);

-- Other names of domains.
CREATE TABLE IF NOT EXISTS alias_domain (
    alias_domain  VARCHAR(255) NOT NULL DEFAULT '',
    target_domain VARCHAR(255) NOT NULL DEFAULT '',
    created       TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    modified      TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    active        INT2 NOT NULL DEFAULT 1,
    PRIMARY KEY (alias_domain)
);
CREATE INDEX IF NOT EXISTS idx_alias_domain_target_domain ON alias_domain (target_domain);
CREATE INDEX IF NOT EXISTS idx_alias_domain_active ON alias_domain (active);

-- Alias accounts; who gets their mail is in forwardings.
CREATE TABLE IF NOT EXISTS alias (
    address      VARCHAR(255) NOT NULL DEFAULT '',
    name         VARCHAR(255) NOT NULL DEFAULT '',
    domain       VARCHAR(255) NOT NULL DEFAULT '',
    accesspolicy VARCHAR(30) NOT NULL DEFAULT '',
    created      TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    modified     TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expired      TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT '9999-12-31 01:01:01',
    active       INT2 NOT NULL DEFAULT 1,
    PRIMARY KEY (address)
);
CREATE INDEX IF NOT EXISTS idx_alias_domain ON alias (domain);
CREATE INDEX IF NOT EXISTS idx_alias_active ON alias (active);

-- People with a mailbox here.
CREATE TABLE IF NOT EXISTS mailbox (
    username      VARCHAR(255) NOT NULL DEFAULT '',
    password      VARCHAR(255) NOT NULL DEFAULT '',
    name          VARCHAR(255) NOT NULL DEFAULT '',
    domain        VARCHAR(255) NOT NULL DEFAULT '',
    transport     VARCHAR(255) NOT NULL DEFAULT '',
    storagenode   VARCHAR(255) NOT NULL DEFAULT '',
    maildir       VARCHAR(255) NOT NULL DEFAULT '',
    enablesmtp    INT2 NOT NULL DEFAULT 1,
    enabledeliver INT2 NOT NULL DEFAULT 1,
    created       TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    modified      TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expired       TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT '9999-12-31 01:01:01',
    active        INT2 NOT NULL DEFAULT 1,
    PRIMARY KEY (username)
);
CREATE INDEX IF NOT EXISTS idx_mailbox_domain ON mailbox (domain);
CREATE INDEX IF NOT EXISTS idx_mailbox_active ON mailbox (active);

-- Where the mail of an address goes. A list has one row that leads to itself.
CREATE TABLE IF NOT EXISTS forwardings (
    id            SERIAL,
    address       VARCHAR(255) NOT NULL DEFAULT '',
    forwarding    VARCHAR(255) NOT NULL DEFAULT '',
    domain        VARCHAR(255) NOT NULL DEFAULT '',
    dest_domain   VARCHAR(255) NOT NULL DEFAULT '',
    is_maillist   INT2 NOT NULL DEFAULT 0,
    is_list       INT2 NOT NULL DEFAULT 0,
    is_forwarding INT2 NOT NULL DEFAULT 0,
    is_alias      INT2 NOT NULL DEFAULT 0,
    active        INT2 NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (address, forwarding)
);
CREATE INDEX IF NOT EXISTS idx_forwardings_forwarding ON forwardings (forwarding);
CREATE INDEX IF NOT EXISTS idx_forwardings_domain ON forwardings (domain);
CREATE INDEX IF NOT EXISTS idx_forwardings_dest_domain ON forwardings (dest_domain);
CREATE INDEX IF NOT EXISTS idx_forwardings_is_maillist ON forwardings (is_maillist);
CREATE INDEX IF NOT EXISTS idx_forwardings_is_list ON forwardings (is_list);
CREATE INDEX IF NOT EXISTS idx_forwardings_is_alias ON forwardings (is_alias);

-- Mailing lists.
CREATE TABLE IF NOT EXISTS maillists (
    id            SERIAL,
    address       VARCHAR(255) NOT NULL DEFAULT '',
    domain        VARCHAR(255) NOT NULL DEFAULT '',
    transport     VARCHAR(255) NOT NULL DEFAULT '', -- mlmmj:DOMAIN/NAME, what the mail server does with its mail
    accesspolicy  VARCHAR(30) NOT NULL DEFAULT '',
    maxmsgsize    INT8 NOT NULL DEFAULT 0,
    name          VARCHAR(255) NOT NULL DEFAULT '',
    description   TEXT,
    mlid          VARCHAR(36) NOT NULL DEFAULT '',
    is_newsletter INT2 NOT NULL DEFAULT 0,
    settings      TEXT,
    created       TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    modified      TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expired       TIMESTAMP WITHOUT TIME ZONE NOT NULL DEFAULT '9999-12-31 01:01:01',
    active        INT2 NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (address),
    UNIQUE (mlid)
);
CREATE INDEX IF NOT EXISTS idx_maillists_domain ON maillists (domain);
CREATE INDEX IF NOT EXISTS idx_maillists_is_newsletter ON maillists (is_newsletter);
CREATE INDEX IF NOT EXISTS idx_maillists_active ON maillists (active);

-- Who owns a list.
CREATE TABLE IF NOT EXISTS maillist_owners (
    id          SERIAL,
    address     VARCHAR(255) NOT NULL DEFAULT '',
    owner       VARCHAR(255) NOT NULL DEFAULT '',
    domain      VARCHAR(255) NOT NULL DEFAULT '',
    dest_domain VARCHAR(255) NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    UNIQUE (address, owner)
);
CREATE INDEX IF NOT EXISTS idx_maillist_owners_owner ON maillist_owners (owner);
CREATE INDEX IF NOT EXISTS idx_maillist_owners_domain ON maillist_owners (domain);
CREATE INDEX IF NOT EXISTS idx_maillist_owners_dest_domain ON maillist_owners (dest_domain);

-- Who moderates a list.
CREATE TABLE IF NOT EXISTS moderators (
    id          SERIAL,
    address     VARCHAR(255) NOT NULL DEFAULT '',
    moderator   VARCHAR(255) NOT NULL DEFAULT '',
    domain      VARCHAR(255) NOT NULL DEFAULT '',
    dest_domain VARCHAR(255) NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    UNIQUE (address, moderator)
);
CREATE INDEX IF NOT EXISTS idx_moderators_moderator ON moderators (moderator);
CREATE INDEX IF NOT EXISTS idx_moderators_domain ON moderators (domain);
CREATE INDEX IF NOT EXISTS idx_moderators_dest_domain ON moderators (dest_domain);
