/* The dialects: the same job said to Plenum, to Socket.IO, and as bare JSON to the servers written for this bench.

   A ballot is one JSON object in all of them. Understood is what the figures need: acknowledgements by their number, the
   total that a tally has counted, and the revision that a greeting says is stored. */
#define _GNU_SOURCE
#include "crowd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD 96 /* a message says its type in its first bytes */

/* Ask for the whole picture; with a pace as the phones of delegates do, who hear one tally a second. */
static void say_hello(struct phone *phone)
{
    char hello[64];
    int length = snprintf(hello, sizeof hello, "{\"type\":\"hello\",\"ref\":\"0\",\"pace\":%d}",
                          options.pace ? options.pace : 10);
    wire_send(phone, 1, hello, (size_t)length);
}

/* Read the number after a name, with or without the space that some encoders leave; -1 where the name is missing. */
static long number(const char *text, size_t length, const char *name)
{
    const char *at = memmem(text, length, name, strlen(name));
    if (!at)
        return -1;
    at += strlen(name);
    while (*at == ' ' || *at == '"')
        at++;
    return strtol(at, NULL, 10);
}

static int says(const char *text, size_t length, const char *type)
{
    return memmem(text, length < HEAD ? length : HEAD, type, strlen(type)) != NULL;
}

void dialect_greet(struct phone *phone)
{
    if (options.dialect == PLENUM)
        say_hello(phone);
    else if (options.dialect == PLAIN)
        crowd_ready(phone);
}

void dialect_ask_again(struct phone *phone)
{
    if (options.dialect == PLENUM)
        say_hello(phone);
}

static void send_ballot(struct phone *phone)
{
    char ballot[15000];
    const char *marks = variants[phone->revision % (unsigned)variant_count];
    int length = 0;

    if (options.dialect == SOCKETIO)
        length = snprintf(ballot, sizeof ballot, "42%u[\"cast_ballot\",", phone->ref);
    length += snprintf(ballot + length, sizeof ballot - (size_t)length,
                       "{\"type\":\"cast_ballot\",\"ref\":\"%u\",\"round_id\":\"%s\",\"epoch\":1,\"base_revision\":%u,"
                       "\"request_id\":\"r%x-%d-%u\",\"ballot_id\":\"b%x-%d-%u\",\"marks\":%s}%s",
                       phone->ref, options.round, phone->revision, run_id, phone->number, phone->ref, run_id,
                       phone->number, phone->ref, marks, options.dialect == SOCKETIO ? "]" : "");
    wire_send(phone, 1, ballot, (size_t)length);
}

void dialect_cast(struct phone *phone, double due)
{
    phone->ref++;
    phone->sent = due;
    send_ballot(phone);
}

void dialect_cast_again(struct phone *phone)
{
    phone->again = 0;
    if (phone->state == READY && phone->sent)
        send_ballot(phone);
}

static void acknowledged(struct phone *phone)
{
    double at = now();
    if (!phone->sent)
        return;
    figures.accepted++;
    if (measuring) {
        figures.accepted_in_window++;
        keep(&figures.ack_ms, (at - phone->sent) * 1e3);
        if (!phone->awaited) {
            phone->awaited = figures.accepted;
            phone->heard_before = at;
        }
    }
    phone->revision++;
    phone->sent = 0;
    crowd_free(phone);
}

static void counted(struct phone *phone, long total, size_t length)
{
    if (measuring) {
        figures.tallies++;
        figures.tally_bytes += (long)length;
    }
    if (phone->awaited && total >= phone->awaited) {
        if (measuring)
            keep(&figures.tally_age_ms, (now() - phone->heard_before) * 1e3);
        phone->awaited = 0;
    }
}

static void refused(struct phone *phone, const char *text, size_t length)
{
    figures.refused++;
    if (!figures.first_refusal[0])
        snprintf(figures.first_refusal, sizeof figures.first_refusal, "%.*s", (int)(length < 190 ? length : 190), text);
    if (phone->state == GREETING)
        wire_close(phone); /* whoever is not greeted is no witness */
    else if (phone->state == READY && phone->sent)
        phone->again = 1; /* as phones do: the same request a little later, and it is as old as it is */
}

static void hear_socketio(struct phone *phone, const char *text, size_t length)
{
    static const char found[] = "40", pong[] = "3";
    if (text[0] == '0')
        wire_send(phone, 1, found, sizeof found - 1);
    else if (text[0] == '2')
        wire_send(phone, 1, pong, sizeof pong - 1);
    else if (length > 2 && text[0] == '4' && text[1] == '0')
        crowd_ready(phone);
    else if (length > 2 && text[0] == '4' && text[1] == '3') /* acknowledged by number: 43<ref>[…] */
        says(text, length, "ballot_cast") && strtoul(text + 2, NULL, 10) == phone->ref ? acknowledged(phone)
                                                                                      : refused(phone, text, length);
    else if (says(text, length, "tally_changed"))
        counted(phone, number(text, length, "\"tally_version\":"), length);
}

void dialect_hear(struct phone *phone, const char *text, size_t length)
{
    const char *mine;

    figures.deliveries += measuring;
    if (!length)
        return;
    if (options.dialect == SOCKETIO) {
        hear_socketio(phone, text, length);
    } else if (says(text, length, "\"ballot_cast\"")) {
        if (number(text, length, "\"ref\":") == (long)phone->ref)
            acknowledged(phone);
    } else if (says(text, length, "\"tally_changed\"")) {
        counted(phone, number(text, length, "\"tally_version\":"), length);
    } else if (says(text, length, "\"refused\"")) {
        refused(phone, text, length);
    } else if (says(text, length, "\"you\"")) {
        mine = memmem(text, length, options.round, strlen(options.round));
        if (mine && *options.round && number(mine, length - (size_t)(mine - text), "\"revision\":") > 0)
            figures.revisions += number(mine, length - (size_t)(mine - text), "\"revision\":");
    } else if (says(text, length, "\"snapshot\"") && phone->state == GREETING) {
        crowd_ready(phone);
    }
}
