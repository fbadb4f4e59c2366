/* A run of the crowd: everybody joins, a warm-up, a measured window between the lines `begin` and `end`, what is still
   under way is awaited, and one line of figures. The bench reads the servers' own clocks at those two lines. */
#define _GNU_SOURCE
#include "crowd.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>

#define LATEST_JOIN_S 120.0
#define AGAIN_S 0.1
#define FEW 16
#define NAP_NS 100000 /* after little was seen: the crowd would otherwise be awake, and be woken, for every single frame */

struct figures figures;
int measuring, epoll, variant_count;
unsigned run_id;
char **variants;

static struct phone *phones;
static int born, casting, turn;
static double next_due;

double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static double cpu(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

void crowd_ready(struct phone *phone)
{
    int asked;
    if (phone->state == READY)
        return;
    phone->state = READY;
    figures.ready++;
    if (!phone->stuck)
        return;
    epoll_ctl(epoll, EPOLL_CTL_DEL, phone->fd, NULL); /* from now on it takes nothing, and asks for much */
    for (asked = 0; asked < options.flood; asked++)
        dialect_ask_again(phone);
}

void crowd_free(struct phone *phone)
{
    if (casting && options.burst && phone->state == READY)
        dialect_cast(phone, now());
}

static int can_cast(const struct phone *phone)
{
    return phone->state == READY && !phone->stuck && !phone->sent;
}

/* Cast what has come due, each with the next phone that is free; a ballot is as old as its due time, not as its sending. */
static void keep_pace(void)
{
    double at = now();
    int tried;
    while (casting && options.rate > 0 && next_due <= at) {
        for (tried = 0; tried < options.casters && !can_cast(&phones[turn]); tried++)
            turn = (turn + 1) % options.casters;
        if (tried == options.casters)
            return;
        dialect_cast(&phones[turn], next_due);
        turn = (turn + 1) % options.casters;
        next_due += 1.0 / options.rate;
    }
}

/* Ask once more for what was refused; `try_later` means a moment. */
static void ask_again(void)
{
    static double next;
    if (now() < next)
        return;
    next = now() + AGAIN_S;
    for (int i = 0; i < born; i++)
        if (phones[i].again)
            dialect_cast_again(&phones[i]);
}

static void bear_more(void)
{
    int greeting = born - (int)figures.ready - (int)figures.lost;
    while (born < options.sockets && (options.storm || greeting < options.ramp)) {
        wire_connect(&phones[born++]);
        greeting++;
    }
}

/* Serve all sockets until an instant, or until a condition holds. */
static void serve(double until, int (*enough)(void))
{
    static const struct timespec nap = {.tv_nsec = NAP_NS};
    struct epoll_event events[512];
    struct timespec wait;
    double at, pause;
    int count, i;

    while ((at = now()) < until && !(enough && enough())) {
        keep_pace();
        ask_again();
        pause = until - at;
        if (casting && options.rate > 0 && next_due - at < pause)
            pause = next_due > at ? next_due - at : 0.0005;
        pause = pause > 0.05 ? 0.05 : pause;
        wait = (struct timespec){.tv_sec = 0, .tv_nsec = (long)(pause * 1e9)};
        count = epoll_pwait2(epoll, events, 512, &wait, NULL);
        for (i = 0; i < count; i++)
            wire_event(events[i].data.ptr, events[i].events);
        if (born < options.sockets)
            bear_more();
        else if (count < FEW)
            nanosleep(&nap, NULL);
    }
}

static int everybody_is_in(void)
{
    return figures.ready + figures.lost >= options.sockets;
}

static long under_way(void)
{
    long open = 0;
    for (int i = 0; i < options.sockets; i++)
        open += phones[i].sent > 0;
    return open;
}

static int nothing_is_under_way(void)
{
    return under_way() == 0;
}

/* A line a person: the credential, a space, and the number of the region. The stuck come last. */
static void read_people(void)
{
    int i, count;
    char **people = read_lines(options.people, &count), *space;
    phones = calloc((size_t)options.sockets, sizeof *phones);
    for (i = 0; i < options.sockets; i++) {
        phones[i].number = i;
        phones[i].credential = strdup(people[i % count]);
        space = strchr(phones[i].credential, ' ');
        phones[i].region = space ? atoi(space + 1) : 0;
        if (space)
            *space = 0;
        phones[i].stuck = i >= options.sockets - options.stuck;
    }
}

static void say(const char *line)
{
    puts(line);
    fflush(stdout); /* the bench reads the servers' clocks now */
}

int main(int count, char **words)
{
    double joined, began, used;

    signal(SIGPIPE, SIG_IGN);
    run_id = (unsigned)(now() * 1e6);
    read_options(count, words);
    read_people();
    if (options.burst || options.rate > 0)
        variants = read_lines(options.ballots, &variant_count);
    epoll = epoll_create1(EPOLL_CLOEXEC);

    measuring = options.storm;
    if (options.storm)
        say("begin");
    began = now(), used = cpu();
    bear_more();
    serve(began + LATEST_JOIN_S, everybody_is_in);
    joined = now() - began;
    if (!options.storm) {
        casting = variant_count > 0;
        next_due = now();
        for (int i = 0; i < options.casters && options.burst; i++)
            if (can_cast(&phones[i]))
                dialect_cast(&phones[i], now());
        serve(now() + options.warm, NULL);
        say("begin");
        measuring = 1, began = now(), used = cpu();
        serve(began + options.seconds, NULL);
    }
    used = cpu() - used, began = now() - began;
    say("end");
    measuring = casting = 0;
    if (variant_count)
        serve(now() + options.drain, nothing_is_under_way);
    report(began, joined, used, under_way(), phones);
    return 0;
}
