/* A crowd of phones for the bench: many WebSocket clients in one thread, cheap enough to leave the machine to the servers.

   crowd.c    the phases of a run: joining, warming up, the measured window, waiting for what is under way
   options.c  what the bench asks for
   wire.c     sockets, the handshake, frames in and out; knows nothing of ballots
   dialect.c  what is said in each peer's dialect, and what of the answers is understood
   figures.c  samples, their percentiles, the report

   Invariant: one ballot of a socket is under way at most, so that each is based on the revision acknowledged before. */
#ifndef CROWD_H
#define CROWD_H

#include <stddef.h>
#include <stdint.h>

enum dialect { PLENUM, SOCKETIO, PLAIN };
enum state { UNBORN, CONNECTING, UPGRADING, GREETING, READY, GONE };

struct phone {
    int fd;
    enum state state;
    int number, region, stuck, again; /* again: the ballot under way has to be asked for once more */
    unsigned ref, revision;    /* ballots begun; ballots acknowledged */
    double sent, heard_before; /* when the ballot under way was due, 0 if none; when the tally was last awaited from */
    long awaited;              /* the total that a tally must reach to hold the newest ballot; 0 if none is awaited */
    char *credential, *in;     /* the rest of a frame that has not come whole */
    size_t in_length, in_room;
};

struct samples {
    float *values;
    size_t length, room;
};

struct options {
    const char *host, *path, *round, *people, *ballots;
    int port, sockets, casters, stuck, flood, storm, burst, ramp, pace;
    double seconds, warm, rate, drain;
    enum dialect dialect;
};

/* What was counted; `accepted` and `revisions` over the whole run, the rest within the measured window. */
struct figures {
    long accepted, accepted_in_window, deliveries, tallies, tally_bytes, bytes, refused, lost, ready, revisions;
    struct samples ack_ms, tally_age_ms;
    char first_refusal[200];
};

extern struct options options;
extern struct figures figures;
extern int measuring, epoll;
extern unsigned run_id; /* tells the ballots of this run from those of every other */
extern char **variants; /* the ballots that every phone casts in turn */
extern int variant_count;

double now(void);

/* options.c */
void read_options(int count, char **words);
char **read_lines(const char *path, int *count);

/* wire.c */
void wire_connect(struct phone *phone);
void wire_send(struct phone *phone, int opcode, const char *text, size_t length);
void wire_event(struct phone *phone, unsigned events);
void wire_close(struct phone *phone);

/* dialect.c */
void dialect_greet(struct phone *phone);
void dialect_cast(struct phone *phone, double due);
void dialect_cast_again(struct phone *phone);
void dialect_hear(struct phone *phone, const char *text, size_t length);
void dialect_ask_again(struct phone *phone);

/* crowd.c */
void crowd_ready(struct phone *phone);
void crowd_free(struct phone *phone);

/* figures.c */
void keep(struct samples *samples, double value);
void report(double seconds, double join_s, double cpu_s, long unanswered, struct phone *phones);

#endif
