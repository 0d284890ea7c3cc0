package org.jmlmmj.dist;

/** Mails to the list on which programs are trained. Stateless, so thread-safe. */
final class TrainingMails {
    static final String POST = """
            From: Ann <ann@example.net>
            To: training@example.org
            Subject: =?UTF-8?Q?Schw=C3=A4ne?=
            Message-ID: <training@example.net>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Schw\u00e4ne auf dem Teich.
            .
            """;

    /** As Postfix pipes it: the envelope is in headers, not in the environment. */
    static final String PIPED_POST = "Return-Path: <ann@example.net>\nDelivered-To: training@example.org\n" + POST;

    static final String TWO_FORMS = """
            From: Ann <ann@example.net>
            To: training@example.org
            Subject: Swans
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="form"

            --form
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Schw=C3=A4ne
            --form
            Content-Type: text/html

            <p>Schw&auml;ne</p>
            --form--
            """;

    private static final String BOUNCE = """
            From: MAILER-DAEMON@mx.example.net
            To: training+bounces-%s@example.org
            Subject: Undelivered
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=report

            --report
            Content-Type: text/plain

            We are sorry.
            --report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.net

            Final-Recipient: rfc822; ann@example.net
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 no such user
            --report--
            """;

    private TrainingMails() {}

    /** The report of a mail that did not arrive, for the extension of a bounce address. */
    static String bounce(String extension) {
        return BOUNCE.formatted(extension);
    }

    /** A mail to a command address of the list. */
    static String command(String command) {
        return "From: new@example.net\nTo: training+" + command + "@example.org\n\nplease\n";
    }
}
