-- The tables that Postfix and mlmmjadmin need, for MySQL and MariaDB. Servers with iRedMail have them already.
-- Use: CREATE DATABASE vmail CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci; then mysql vmail < tables.sql
-- Give Postfix's user SELECT on all of them, and mlmmjadmin's user SELECT, INSERT, UPDATE and DELETE.

-- Domains whose mail this server takes.
CREATE TABLE IF NOT EXISTS domain (
    domain      VARCHAR(255) NOT NULL DEFAULT '',
    description TEXT,
    settings    TEXT,
    aliases     INT NOT NULL DEFAULT 0,
    mailboxes   INT NOT NULL DEFAULT 0,
    maillists   INT NOT NULL DEFAULT 0, -- how many lists the domain may have; 0 for any number
    transport   VARCHAR(255) NOT NULL DEFAULT 'dovecot',
    backupmx    TINYINT(1) NOT NULL DEFAULT 0,
    created     DATETIME NOT NULL DEFAULT '1970-01-01 01:01:01',
    modified    DATETIME NOT NULL DEFAULT '1970-01-01 01:01:01',
    expired     DATETIME NOT NULL DEFAULT '9999-12-31 00:00:00',
    active      TINYINT(1) NOT NULL DEFAULT 1,
    PRIMARY KEY (domain),
    INDEX (backupmx),
    INDEX (expired),
    INDEX (active)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

-- Other names of domains.
CREATE TABLE IF NOT EXISTS alias_domain (
    alias_domain  VARCHAR(255) NOT NULL DEFAULT '',
    target_domain VARCHAR(255) NOT NULL DEFAULT '',
    created       DATETIME NOT NULL DEFAULT '1970-01-01 01:01:01',
    modified      DATETIME NOT NULL DEFAULT '1970-01-01 01:01:01',
    active        TINYINT(1) NOT NULL DEFAULT 1,
    PRIMARY KEY (alias_domain),
    INDEX (target_domain),
    INDEX (active)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

-- Alias accounts; who gets their mail is in forwardings.
CREATE TABLE IF NOT EXISTS alias (
    address      VARCHAR(255) NOT NULL DEFAULT '',
    name         VARCHAR(255) NOT NULL DEFAULT '',
    domain       VARCHAR(255) NOT NULL DEFAULT '',
    accesspolicy VARCHAR(30) NOT NULL DEFAULT '',
    created      DATETIME NOT NULL DEFAULT '1970-01-01 01:01:01',
    modified     DATETIME NOT NULL DEFAULT '1970-01-01 01:01:01',
    expired      DATETIME NOT NULL DEFAULT '9999-12-31 00:00:00',
    active       TINYINT(1) NOT NULL DEFAULT 1,
    PRIMARY KEY (address),
    INDEX (domain),
    INDEX (active)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

-- People with a mailbox here.
CREATE TABLE IF NOT EXISTS mailbox (
    username      VARCHAR(255) NOT NULL DEFAULT '',
    password      VARCHAR(255) NOT NULL DEFAULT '',
    name          VARCHAR(255) NOT NULL DEFAULT '',
    domain        VARCHAR(255) NOT NULL DEFAULT '',
    transport     VARCHAR(255) NOT NULL DEFAULT '',
    storagenode   VARCHAR(255) NOT NULL DEFAULT '',
    maildir       VARCHAR(255) NOT NULL DEFAULT '',
    enablesmtp    TINYINT(1) NOT NULL DEFAULT 1,
    enabledeliver TINYINT(1) NOT NULL DEFAULT 1,
    created       DATETIME NOT NULL DEFAULT '1970-01-01 01:01:01',
    modified      DATETIME NOT NULL DEFAULT '1970-01-01 01:01:01',
    expired       DATETIME NOT NULL DEFAULT '9999-12-31 00:00:00',
    active        TINYINT(1) NOT NULL DEFAULT 1,
    PRIMARY KEY (username),
    INDEX (domain),
    INDEX (active)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

-- Where the mail of an address goes. A list has one row that leads to itself.
CREATE TABLE IF NOT EXISTS forwardings (
    id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    address       VARCHAR(255) NOT NULL DEFAULT '',
    forwarding    VARCHAR(255) NOT NULL DEFAULT '',
    domain        VARCHAR(255) NOT NULL DEFAULT '',
    dest_domain   VARCHAR(255) NOT NULL DEFAULT '',
    is_maillist   TINYINT(1) NOT NULL DEFAULT 0,
    is_list       TINYINT(1) NOT NULL DEFAULT 0,
    is_forwarding TINYINT(1) NOT NULL DEFAULT 0,
    is_alias      TINYINT(1) NOT NULL DEFAULT 0,
    active        TINYINT(1) NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (address, forwarding),
    INDEX (forwarding),
    INDEX (domain),
    INDEX (dest_domain),
    INDEX (is_maillist),
    INDEX (is_list),
    INDEX (is_alias)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

-- Mailing lists.
CREATE TABLE IF NOT EXISTS maillists (
    id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    address       VARCHAR(255) NOT NULL DEFAULT '',
    domain        VARCHAR(255) NOT NULL DEFAULT '',
    transport     VARCHAR(255) NOT NULL DEFAULT '', -- mlmmj:DOMAIN/NAME, what the mail server does with its mail
    accesspolicy  VARCHAR(30) NOT NULL DEFAULT '',
    maxmsgsize    BIGINT NOT NULL DEFAULT 0,
    name          VARCHAR(255) NOT NULL DEFAULT '',
    description   TEXT,
    mlid          VARCHAR(36) NOT NULL DEFAULT '',
    is_newsletter TINYINT(1) NOT NULL DEFAULT 0,
    settings      TEXT,
    created       DATETIME NOT NULL DEFAULT '1970-01-01 01:01:01',
    modified      DATETIME NOT NULL DEFAULT '1970-01-01 01:01:01',
    expired       DATETIME NOT NULL DEFAULT '9999-12-31 00:00:00',
    active        TINYINT(1) NOT NULL DEFAULT 1,
    PRIMARY KEY (id),
    UNIQUE (address),
    UNIQUE (mlid),
    INDEX (domain),
    INDEX (is_newsletter),
    INDEX (active)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

-- Who owns a list.
CREATE TABLE IF NOT EXISTS maillist_owners (
    id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    address     VARCHAR(255) NOT NULL DEFAULT '',
    owner       VARCHAR(255) NOT NULL DEFAULT '',
    domain      VARCHAR(255) NOT NULL DEFAULT '',
    dest_domain VARCHAR(255) NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    UNIQUE (address, owner),
    INDEX (owner),
    INDEX (domain),
    INDEX (dest_domain)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

-- Who moderates a list.
CREATE TABLE IF NOT EXISTS moderators (
    id          BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    address     VARCHAR(255) NOT NULL DEFAULT '',
    moderator   VARCHAR(255) NOT NULL DEFAULT '',
    domain      VARCHAR(255) NOT NULL DEFAULT '',
    dest_domain VARCHAR(255) NOT NULL DEFAULT '',
    PRIMARY KEY (id),
    UNIQUE (address, moderator),
    INDEX (moderator),
    INDEX (domain),
    INDEX (dest_domain)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
