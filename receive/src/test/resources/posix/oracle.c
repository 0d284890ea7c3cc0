/*
 * Asks glibc what expressions mean, so that PosixPatternGlibcTest can compare without a C compiler:
 *
 *     gcc -O1 -o oracle oracle.c && ./oracle > glibc.txt
 *
 * glibc.txt was made on Debian 12 with glibc 2.36. The same program gives the same expressions and texts on every machine.
 *
 * Output: first the texts, one a line after "T "; then one line per expression: "E ", the expression, a tab, and "refused"
 * or the numbers of the texts in which it was found. Octets outside '!' to '~', and '%', are written as %xx.
 *
 * Left out, because there the translation differs on purpose (spec 02, 5.3): back references, and a backslash before a letter
 * or digit that is no operator.
 */
#include <regex.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define TEXTS 48
#define EXPRESSIONS 6000
#define LONGEST 200

static uint64_t state = 20250304;

/* Knuth's MMIX generator; rand() differs between C libraries. */
static unsigned draw(unsigned below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned) (state >> 33) % below;
}

#define PICK(table) ((table)[draw(sizeof(table) / sizeof(*(table)))])

static void print(const char *text) {
    for (const unsigned char *c = (const unsigned char *) text; *c; c++) {
        if (*c <= ' ' || *c > '~' || *c == '%') {
            printf("%%%02x", *c);
        } else {
            putchar(*c);
        }
    }
}

static char expression[4096];

static void add(const char *part) {
    if (strlen(expression) + strlen(part) < LONGEST) {
        strcat(expression, part);
    }
}

static const char *const literals[] = {
    "a", "b", "c", "A", "B", "k", "K", "s", "x", "z", "Z", "0", "9", "_", "-", " ", ":", "@", "/", "%", "&", "~", ",", "]", "}",
    "\t", "\r", "\xc4", "\xe4", "\xdf", "\xff", "\xb5", "\xc3\xa4", "ab", "ba", "abc", "aa"
};
static const char *const common[] = {"a", "b", "-", " ", "ab", "aa"};
static const char *const escapes[] = {
    "\\w", "\\W", "\\s", "\\S", "\\.", "\\*", "\\[", "\\]", "\\(", "\\)", "\\{", "\\}", "\\|", "\\^", "\\$", "\\\\", "\\+", "\\?",
    "\\-", "\\_", "\\ ", "\\/", "\\\"", "\\#", "\\&", "\\\xe4"
};
static const char *const places[] = {"^", "$", "\\b", "\\B", "\\<", "\\>", "\\`", "\\'"};
static const char *const signs[] = {
    "*", "+", "?", "{2}", "{0}", "{1,}", "{0,1}", "{,2}", "{,}", "{1,3}", "{2,2}", "{01}", "**", "+?", "*?", "{2}{2}", "??"
};
static const char *const bad_signs[] = {
    "{3,2}", "{", "{a", "{1", "{1,", "{,", "{ 1}", "{1 }", "{-1}", "{32768}", "{,32768}", "{1,2,3}", "{1,,2}", "{1,2"
};
static const char *const items[] = {
    "a", "b", "B", "z", "]", "^", "[", "\\", "\\w", ".", "*", "_", " ", "\xe4", "\xc4", "a-c", "A-C", "a-C", "A-c", "A-z", "+-a", "a-a",
    "0-9", "\xc0-\xdf", "\xe0-\xff", "z-\xe4", " -~", "[:alpha:]", "[:digit:]", "[:alnum:]", "[:upper:]", "[:lower:]", "[:space:]",
    "[:blank:]", "[:punct:]", "[:print:]", "[:graph:]", "[:cntrl:]", "[:xdigit:]", "[.a.]", "[.-.]", "[.].]", "[=a=]", "[=B=]",
    "[.a.]-[.c.]", "a-[.z.]", ":"
};
static const char *const odd_items[] = {
    "-", "-", "\\]", "_-a", "Z-a", "c-a", "--/", "[:ALPHA:]", "[:word:]", "[:alpha:", "[.space.]", "[.ab.]", "[..]", "[...]", "[===]",
    "[=ab=]", "[=a=]-c", "a-[=c=]", "a-[:digit:]", "[:alpha:]-z", "[.a.]-", "-a", "a-", "%--", "[:", "[.", "[="
};
static const char *const odd[] = {
    "", "*", "+", "?", "{", "{1}", "|", "||", "()", "(|)", ")", "(", "\\", "[", "[]", "[^]", "(?", "(*", "^*", "$+", "\\b?", "|*", "a|",
    "|a", "(a|)", "(|a)", "(^)*", "(\\<)+", "(a*)*", "(a*)+", "(a+)+$", "(a|aa)+$", "((a*)*)*$", "(a?){3}", "}", "{}", ",", "(^|a)"
};

static void bracket(void) {
    add(draw(3) ? "[" : "[^");
    for (unsigned i = 1 + draw(3); i > 0; i--) {
        add(draw(8) ? PICK(items) : PICK(odd_items));
    }
    add(draw(40) ? "]" : "");
}

static void part(unsigned level) {
    unsigned kind = draw(100);
    if (kind < 42) {
        add(draw(3) ? PICK(common) : PICK(literals));
    } else if (kind < 49) {
        add(".");
    } else if (kind < 62) {
        bracket();
    } else if (kind < 70) {
        add(PICK(escapes));
    } else if (kind < 79) {
        add(PICK(places));
    } else if (kind < 81) {
        add(PICK(odd));
    } else if (level < 4) {
        add("(");
        for (unsigned i = draw(4); i > 0; i--) {
            part(level + 1);
            add(draw(4) ? "" : "|");
        }
        add(draw(80) ? ")" : "");
    }
    if (draw(100) < 28) {
        add(draw(20) ? PICK(signs) : PICK(bad_signs));
    }
}

/* Whether a backslash stands before a letter or digit that is no operator, or might do so. */
static int differs(void) {
    for (const char *c = expression; *c; c++) {
        if (*c == '\\' && strchr("acdefghijklmnopqrtuvxyzACDEFGHIJKLMNOPQRTUVXYZ0123456789", c[1]) != NULL && c[1]) {
            return 1;
        }
    }
    return 0;
}

static void expect(char texts[][256]) {
    regex_t regex;
    printf("E ");
    print(expression);
    printf("\t");
    if (regcomp(&regex, expression, REG_EXTENDED | REG_ICASE | REG_NOSUB) != 0) {
        printf("refused\n");
        return;
    }
    const char *gap = "";
    for (int i = 0; i < TEXTS; i++) {
        if (regexec(&regex, texts[i], 0, NULL, 0) == 0) {
            printf("%s%d", gap, i);
            gap = " ";
        }
    }
    printf("\n");
    regfree(&regex);
}

static void make_texts(char texts[][256]) {
    static const char *const fixed[] = {
        "", "a", "A", "-", " ", "ab", "Subject: [List] aab", "From: \"Ann\" <ann@example.org>", "\xe4", "\xc4", "a-b", "aaaaaaaab"
    };
    for (int i = 0; i < TEXTS; i++) {
        expression[0] = 0;
        if (i < (int) (sizeof(fixed) / sizeof(*fixed))) {
            add(fixed[i]);
        } else {
            for (unsigned n = 1 + draw(9); n > 0; n--) {
                add(draw(3) == 0 ? PICK(common)
                    : draw(5) ? PICK(literals) : (const char *[]) {".", "*", "[", "(", ")", "{", "|", "^", "$", "\\", "w", "+"}[draw(12)]);
            }
        }
        strcpy(texts[i], expression);
        printf("T ");
        print(expression);
        printf("\n");
    }
}

#define EACH(table, frame) \
    for (unsigned i = 0; i < sizeof(table) / sizeof(*(table)); i++) { \
        snprintf(expression, sizeof(expression), frame, (table)[i]); \
        expect(texts); \
    }

int main(void) {
    static char texts[TEXTS][256];
    make_texts(texts);
    EACH(literals, "%s");
    EACH(escapes, "%s");
    EACH(escapes, "a%s*b");
    EACH(places, "%s");
    EACH(places, "%s*");
    EACH(places, "(%s)*a");
    EACH(places, "%sa");
    EACH(places, "a%s");
    EACH(places, "a%sb");
    EACH(places, "a%s-b");
    EACH(odd, "%s");
    EACH(odd, "a%sb");
    EACH(items, "[%s]");
    EACH(items, "[^%s]");
    EACH(items, "^[%s]+$");
    EACH(odd_items, "[%s]");
    EACH(odd_items, "[^%s]");
    EACH(odd_items, "[a%s]");
    EACH(signs, "a%sb");
    EACH(signs, "(ab|a)%sb$");
    EACH(bad_signs, "a%sb");
    for (int i = 0; i < EXPRESSIONS; i++) {
        expression[0] = 0;
        for (unsigned n = 1 + draw(4); n > 0; n--) {
            part(0);
        }
        if (!differs()) {
            expect(texts);
        }
    }
    return 0;
}
